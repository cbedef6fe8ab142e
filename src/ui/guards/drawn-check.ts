/**
 * Translators and other programs replace text in the page, and Lit then updates nodes that are no longer in it. What a
 * decision rests on is marked `translate="no"`; this compares it with a fresh render before anything is sent.
 */
import { type LitElement, nothing, type ReactiveController, render, type TemplateResult } from 'lit';
import { drawNow } from '../../controllers/draw-now.js';
import { compare } from '../text-safety/comparing.js';
import { currentPatterns, withPatterns } from '../text-safety/secret-shapes.js';
import { comparableOf } from '../text-safety/text-blocks.js';
import { language, sharedStrings as strings } from '../base/strings.js';

/** An element that can be checked. */
interface CheckedHost extends LitElement {
  /** Makes the buttons inert for a moment, where the element has such a protection: they may have moved. */
  shield?(): void;
}

/**
 * Compares what an element shows with a fresh render by the same template: at each press of a button in it, and whenever
 * {@link DrawnCheck.whyNot} is asked right before something is sent. If somebody else has altered it, everything is drawn
 * anew, the element says so, and the press does nothing. Buttons with `data-always`, such as the emergency brake, work
 * nevertheless.
 */
export class DrawnCheck implements ReactiveController {
  readonly #host: CheckedHost;
  readonly #template: () => unknown;
  readonly #nameOf: (() => string) | undefined;
  /** The name that the host has been given. */
  #name: string | undefined;
  #note: HTMLElement | undefined;
  #isAltered = false;
  /** What was hidden when it was drawn: directives run after the template is made. */
  #patterns = currentPatterns();
  #healed = 0;

  /** @param template what the host's `render` returns. @param nameOf what the host itself is named, as its `aria-label`. */
  constructor(host: CheckedHost, template: () => unknown, nameOf?: () => string) {
    this.#host = host;
    this.#template = template;
    this.#nameOf = nameOf;
    host.addController(this);
    // First of all: what handles the press must not see it.
    host.addEventListener('click', (event) => this.#onClick(event), { capture: true });
  }

  hostUpdate(): void {
    this.#patterns = currentPatterns();
    this.#isAltered = restoreTexts(this.#host.renderRoot) || !this.#isNamed;
    this.#healed = healed;
    if (this.#nameOf) this.#host.ariaLabel = this.#name = this.#nameOf();
  }

  /** What was found altered on the way is not mended in silence: somebody may be about to decide by it. */
  hostUpdated(): void {
    const isMended = healed !== this.#healed;
    this.#healed = healed;
    if (this.#isAltered) this.#redraw();
    else if (isMended) this.#say();
  }

  /** A person presses something, having read what is there now: a key or a button. @returns false when it was altered. */
  press(): boolean {
    this.#unsay();
    return this.whyNot() === undefined;
  }

  /** Why nothing may be sent now: since the last press, the text had been altered. Undefined when it is as drawn. */
  whyNot(): string | undefined {
    if (!this.#note && this.#host.hasUpdated && !this.#isAsDrawn()) this.#redraw();
    // An update on the way may have found it, too.
    return this.#note ? strings.altered : undefined;
  }

  #onClick(event: Event): void {
    const path = event.composedPath();
    const button = path.find((each) => each instanceof HTMLButtonElement);
    if (!button || button.ariaDisabled === 'true' || 'always' in button.dataset) return;
    if (this.press()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  get #isNamed(): boolean {
    return this.#name === undefined || this.#host.ariaLabel === this.#name;
  }

  #isAsDrawn(): boolean {
    if (!this.#isNamed) return false;
    if (this.#matches()) return true;
    // A clock may have moved on since, or an update is due.
    drawNow(this.#host);
    return this.#matches();
  }

  #matches(): boolean {
    const { renderRoot, renderOptions } = this.#host;
    const box = document.createElement('div');
    const options = { ...renderOptions, renderBefore: null, isConnected: false };
    const draw = () => {
      render(withoutKeptNodes(this.#template()), box, options);
      const texts = protectedTexts(box);
      render(nothing, box, options);
      return texts;
    };
    const fresh = withPatterns(this.#patterns, () => compare(draw));
    const shown = protectedTexts(renderRoot);
    return shown.length === fresh.length && shown.every((text, index) => text === fresh[index]);
  }

  /** Drops what was rendered and renders anew: Lit would go on writing to nodes that are not in the page. */
  #redraw(): void {
    const { renderRoot, renderOptions } = this.#host;
    try {
      render(nothing, renderRoot, renderOptions);
    } catch {
      // Lit's own marks may be gone, too.
    }
    renderRoot.replaceChildren();
    // Lit keeps what it rendered by this node: with another one it begins anew.
    renderOptions.renderBefore = renderRoot.appendChild(document.createComment(''));
    this.#isAltered = false;
    drawNow(this.#host);
    this.#say();
  }

  /** The words go a frame later: what moved under a press would not take it. */
  #unsay(): void {
    const note = this.#note;
    this.#note = undefined;
    if (note) requestAnimationFrame(() => note.remove());
  }

  /** Beside what Lit renders: in an open dialog, outside of which nothing can be read. */
  #say(): void {
    const { renderRoot } = this.#host;
    this.#unsay();
    this.#note = document.createElement('p');
    this.#note.className = 'error altered';
    this.#note.role = 'alert';
    this.#note.lang = language;
    this.#note.translate = true;
    this.#note.textContent = strings.altered;
    (renderRoot.querySelector('dialog[open]') ?? renderRoot).prepend(this.#note);
    this.#host.shield?.();
  }
}

/** What translators put in the place of text; nothing here is drawn with it. */
const translated: string = 'font';

/**
 * Puts text nodes in the place of the `<font>` elements with which translators replace them, with the text as translated:
 * Lit writes to them again when the words change.
 *
 * @returns whether one of them stood where nothing may be translated.
 */
export function restoreTexts(root: ParentNode): boolean {
  let isAltered = false;
  for (const font of root.querySelectorAll<HTMLElement>(translated)) {
    if (font.parentElement?.closest(translated) || isElsewhere(font, root)) continue;
    isAltered ||= font.closest<HTMLElement>('[translate]')?.translate === false;
    font.replaceWith(font.textContent);
  }
  return isAltered;
}

/** Whether an element belongs to another element of the library below a root, which sees to it itself. */
function isElsewhere(element: Element, root: ParentNode): boolean {
  for (let each = element.parentNode; each && each !== root; each = each.parentNode) {
    if (each instanceof Element && each.localName.includes('-')) return true;
  }
  return false;
}

let healed = 0;

/** Notes that an altered text was drawn anew by the directive that had drawn it. */
export function noteHealed(): void {
  healed += 1;
}

/** All text in a tree that must not be altered, element by element; other elements of the library see to their own. */
function protectedTexts(root: ParentNode): string[] {
  const texts: string[] = [];
  const visit = (node: Node, isProtected: boolean): void => {
    for (const child of node.childNodes) {
      if (child instanceof Text) {
        if (isProtected) texts.push(`${texts.pop() ?? ''}${child.data}`);
      } else if (child instanceof Element && !child.localName.includes('-')) {
        const blocks = comparableOf(child);
        if (blocks !== undefined) texts.push(blocks, '');
        // Drawn little by little: blocks know by themselves what they hold, and what is counted in them is our own word.
        if (blocks !== undefined || child.matches('.suspicion-line')) continue;
        const own = child.getAttribute('translate');
        const inside = own === null ? isProtected : own === 'no';
        if (inside) texts.push(`${child.localName} ${child.ariaLabel ?? ''} ${child.getAttribute('title') ?? ''}`);
        visit(child, inside);
        if (inside) texts.push('');
      }
    }
  };
  visit(root, false);
  return texts;
}

/** A template without the elements that it only puts in their place: rendered elsewhere, they would leave the page. */
function withoutKeptNodes(value: unknown): unknown {
  if (value instanceof Node) return value.isConnected ? nothing : value;
  if (Array.isArray(value)) return value.map(withoutKeptNodes);
  if (typeof value !== 'object' || value === null || !('strings' in value && 'values' in value)) return value;
  const template = value as TemplateResult;
  return { ...template, values: template.values.map(withoutKeptNodes) };
}
