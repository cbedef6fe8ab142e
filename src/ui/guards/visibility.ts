/** Whether an element is visible: not covered, not faded, not hidden. Works across shadow roots and slots. */
import { ancestorsOf } from './dom-ancestors.js';

/** The minimum opacity, ancestors included, to count as visible. */
const leastOpacity = 0.9;
/** The distance between hit tests in a text, px. */
const stepPx = 24;
/** The hit-test points of a control, as fractions of its box. */
const controlPoints = [0.5, 0.15, 0.85] as const;

/** Whether an element is rendered, opaque enough including its ancestors, and not masked. */
export function isOpaque(element: Element): boolean {
  if (getComputedStyle(element).visibility !== 'visible') return false;
  let opacity = 1;
  for (const each of [element, ...ancestorsOf(element)]) {
    const style = getComputedStyle(each);
    opacity *= Number(style.opacity);
    if (isMasked(style)) return false;
    // Elements in the top layer are painted apart from their ancestors.
    if (each.matches(':modal, :popover-open')) break;
  }
  return opacity >= leastOpacity;
}

/** Browsers do not report masks as effects (IntersectionObserver v2). */
const isMasked = (style: CSSStyleDeclaration): boolean =>
  ['mask-image', '-webkit-mask-box-image-source'].some((name) => !['', 'none'].includes(style.getPropertyValue(name)));

/** Whether nothing that takes clicks covers a control. */
export function isOnTop(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return controlPoints.every((x) => controlPoints.every((y) => isHit(element, left + width * x, top + height * y)));
}

/**
 * The parts of a visible box that nothing covers that takes clicks, from the top.
 *
 * @param trusted whether the host vouches for its opacity.
 */
export function visibleParts(
  { target: element, isIntersecting, intersectionRect }: IntersectionObserverEntry,
  trusted: boolean,
): readonly DOMRectReadOnly[] {
  if (!isIntersecting || (!trusted && !isOpaque(element))) return [];
  const { left, top, width, height } = intersectionRect;
  const parts: DOMRectReadOnly[] = [];
  const strips = Math.max(1, Math.ceil(height / stepPx));
  let from: number | undefined;
  for (let strip = 0; strip <= strips; strip += 1) {
    const middle = top + (height * (strip + 0.5)) / strips;
    const clear = strip < strips && [0.25, 0.75].every((x) => isHit(element, left + width * x, middle));
    const at = top + (height * strip) / strips;
    if (clear) from ??= at;
    else if (from !== undefined) {
      parts.push(new DOMRectReadOnly(left, from, width, at - from));
      from = undefined;
    }
  }
  return parts;
}

/** Whether a hit test at a point finds the element or a descendant. Points outside the window are skipped. */
function isHit(element: Element, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true;
  let hit = document.elementFromPoint(x, y);
  for (let root = hit?.shadowRoot; root; root = hit.shadowRoot) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  if (!hit) return false;
  return hit === element || [...ancestorsOf(hit)].includes(element);
}
