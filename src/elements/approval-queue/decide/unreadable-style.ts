/** Detects page styles (parts, custom properties) that make required text of a card unreadable. */

/** The required content, by the name in the reason. */
const required = [
  ['action', '.headline .action'],
  ['risk', '.headline .risk'],
  ['params', '.request > .params'],
  ['notes', '.must-read'],
] as const;

/** What a page has concealed. */
export type Concealed = (typeof required)[number][0];

const smallestPx = 8;
/** A box that scrolls text sideways must show at least this much of it. */
const narrowestPx = 48;
const lowestOpacity = 0.9;
/** The library's text has 4.5:1; below this it counts as concealed. */
const lowestContrast = 2;
/** The number of texts checked: parts and custom properties affect all of them, or the first ones. */
const most = 40;

/**
 * Finds required content of a card that its styles make unreadable: not rendered, transparent, tiny, or without
 * contrast. Covers are not checked here.
 *
 * @returns undefined when all is readable.
 */
export function concealedBy(card: Element): Concealed | undefined {
  return required.find(([, selector]) => {
    const part = card.querySelector(selector);
    return part !== null && textsOf(part).some((each) => isConcealed(each, card));
  })?.[0];
}

/** The elements with text of their own that should be visible. */
function textsOf(part: Element): Element[] {
  const texts: Element[] = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && texts.length < most; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || texts.at(-1) === parent || node.textContent?.trim() === '') continue;
    // Content that the library itself folds or hides visually.
    if (parent.closest('.visually-hidden, details:not([open]) > :not(summary), button, [hidden]')) continue;
    texts.push(parent);
  }
  return texts.length > 0 ? texts : [part];
}

function isConcealed(element: Element, card: Element): boolean {
  const style = getComputedStyle(element);
  // Without layout, as in test DOMs, nothing can be read.
  if (!('checkVisibility' in element)) return true;
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })) return true;
  if (parseFloat(style.fontSize) < smallestPx || style.textTransform !== 'none') return true;
  if (!['', 'none'].includes(style.getPropertyValue('-webkit-text-security'))) return true;
  const { width, height } = element.getBoundingClientRect();
  if (width < 2 || height < 2 || Math.abs(parseFloat(style.textIndent)) > width) return true;
  if (isDistorted(style)) return true;
  let ground: Colour | undefined;
  let opacity = 1;
  let box: DOMRectReadOnly = element.getBoundingClientRect();
  for (let each: Element | null = element; each; each = each.parentElement) {
    const around = getComputedStyle(each);
    const inside = cutBy(each, around, box, each === card);
    if (!inside || hasAddedText(each)) return true;
    box = inside;
    opacity *= Number(around.opacity);
    const behind = colourOf(around.backgroundColor);
    if (behind.alpha > 0.5) ground ??= behind;
    if (around.filter !== 'none' || around.clipPath !== 'none' || around.maskImage !== 'none') return true;
    if (around.overflowY !== 'visible' && each.getBoundingClientRect().height < smallestPx) return true;
    if (around.content !== 'normal' && around.content !== '') return true;
    if (each === card) break;
  }
  if (opacity < lowestOpacity) return true;
  const text = colourOf(style.getPropertyValue('-webkit-text-fill-color') || style.color);
  return text.alpha < lowestOpacity / 2 || (ground !== undefined && contrast(text, ground) < lowestContrast);
}

/** Whether glyphs are drawn over each other, backwards, or as blots. */
function isDistorted(style: CSSStyleDeclaration): boolean {
  const em = parseFloat(style.fontSize);
  const isCramped = parseFloat(style.letterSpacing) < -em / 8 || parseFloat(style.wordSpacing) < -em / 4;
  const isOverprinted = parseFloat(style.lineHeight) < em * 0.8;
  const isReversed = style.unicodeBidi.endsWith('override');
  return isCramped || isOverprinted || isReversed || parseFloat(style.webkitTextStrokeWidth) > 0;
}

/**
 * @param box what must be seen of the text, in an ancestor.
 * @param isCard whether the ancestor is the card: text that is drawn outside of it is not read as part of it.
 * @returns what must be seen in the ancestors of this one: a box that scrolls stands for its content. Undefined where
 *   the text is cut off.
 */
function cutBy(
  ancestor: Element,
  { overflowX, overflowY }: CSSStyleDeclaration,
  box: DOMRectReadOnly,
  isCard: boolean,
): DOMRectReadOnly | undefined {
  const { clientWidth, scrollWidth } = ancestor;
  const own = ancestor.getBoundingClientRect();
  const isCut = (overflow: string) => isCard || overflow === 'hidden' || overflow === 'clip';
  if (isCut(overflowX) && (box.left < own.left - 1 || box.right > own.right + 1)) return undefined;
  if (isCut(overflowY) && (box.top < own.top - 1 || box.bottom > own.bottom + 1)) return undefined;
  if (overflowX === 'visible' || clientWidth === 0) return box;
  return clientWidth < narrowestPx && scrollWidth > clientWidth + 1 ? undefined : own;
}

/** Whether a page adds to, or draws over, text that its styles can reach. */
function hasAddedText(element: Element): boolean {
  if (!element.matches('[part~=untrusted]:not(.continues), [part~=params], [part~=notes]')) return false;
  return ['::before', '::after'].some((pseudo) => {
    const { content } = getComputedStyle(element, pseudo);
    return content !== 'none' && content !== 'normal' && content !== '';
  });
}

interface Colour {
  readonly rgb: readonly number[];
  readonly alpha: number;
}

/**
 * Parses a computed colour: `rgb()`, `rgba()` and `color(srgb …)` by their numbers, other colour spaces by drawing
 * them.
 */
function colourOf(computed: string): Colour {
  if (!/^(rgb|transparent|color\(srgb )/.test(computed)) return drawn(computed);
  const numbers = (/\(([^)]*)\)/.exec(computed)?.[1]?.match(/[\d.e+-]+/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
  const scale = computed.startsWith('color(srgb') ? 1 : 255;
  return { rgb: [red / scale, green / scale, blue / scale], alpha: computed === 'transparent' ? 0 : alpha };
}

const drawnColours = new Map<string, Colour>();
let pixel: CanvasRenderingContext2D | null | undefined;

/** Without a canvas, it counts as readable black. */
function drawn(colour: string): Colour {
  const known = drawnColours.get(colour);
  if (known) return known;
  pixel ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pixel) return { rgb: [0, 0, 0], alpha: 1 };
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = '#000';
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = pixel.getImageData(0, 0, 1, 1).data;
  const found = { rgb: [red / 255, green / 255, blue / 255], alpha: alpha / 255 };
  // Bounded: an animated colour has many values.
  if (drawnColours.size > 100) drawnColours.clear();
  drawnColours.set(colour, found);
  return found;
}

/** The contrast of WCAG 2, from 1 to 21. */
function contrast(a: Colour, b: Colour): number {
  const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance({ rgb }: Colour): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
