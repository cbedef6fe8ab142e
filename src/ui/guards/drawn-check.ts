/**
 * Translators and other software replace text in the page, and lit then updates detached nodes. Text that decisions
 * depend on is marked `translate="no"`; this module compares it with a fresh render before anything is sent.
 */
import { type LitElement, nothing, type ReactiveController, render, type TemplateResult } from 'lit';
import { drawNow } from '../../controllers/draw-now.js';
import { compare } from '../text-safety/comparing.js';
import { comparableOf } from '../text-safety/plain-text.js';
import { currentPatterns, withPatterns } from '../text-safety/redact-patterns.js';
import { sharedStrings as strings } from '../base/strings.js';
import { currentLanguage } from '../language/language.js';

/** An element that can be checked. */
interface CheckedHost extends LitElement {
  /** Guards the buttons, where the element has guards: they may have moved. */
  shield?(): void;
  /** Runs a render with the language and settings of the element. */
  localized<T>(run: () => T): T;
}

/**
 * Compares an element's DOM with a fresh render of its template: at each press of a button in it, and in {@link
 * DrawnCheck.whyNot} right before something is sent. If other software altered it, everything is rendered again, the
 * element says so, and the press does nothing. Buttons with `data-always`, such as the emergency brake, work
 * regardless.
 */
export class DrawnCheck implements ReactiveController {
  readonly #host: CheckedHost;
  readonly #template: () => unknown;
  readonly #nameOf: (() => string) | undefined;
  /** The host's accessible name. */
  #name: string | undefined;
  #note: HTMLElement | undefined;
  #isAltered = false;
  /** The values hidden at the render: directives run after the template was created. */
  #patterns = currentPatterns();
  #redrawn = 0;

  /** @param template returns the host's template. @param nameOf returns the host's `aria-label`. */
  constructor(host: CheckedHost, template: () => unknown, nameOf?: () => string) {
    this.#host = host;
    this.#template = template;
    this.#nameOf = nameOf;
    host.addController(this);
    // Registered first, to stop altered presses before other handlers.
    host.addEventListener('click', (event) => this.#onClick(event), { capture: true });
  }

  hostUpdate(): void {
    this.#patterns = currentPatterns();
    this.#isAltered = restoreTexts(this.#host.renderRoot) || !this.#isNamed;
    this.#redrawn = redrawn;
    if (this.#nameOf) this.#host.ariaLabel = this.#name = this.#nameOf();
  }

  /** An alteration found during an update is reported, not repaired silently: a decision may depend on it. */
  hostUpdated(): void {
    const isMended = redrawn !== this.#redrawn;
    this.#redrawn = redrawn;
    if (this.#isAltered) this.#redraw();
    else if (isMended) this.#showNotice();
  }

  /** Checks at a press of a key or button. @returns false when the text was altered. */
  press(): boolean {
    this.#removeNotice();
    return this.whyNot() === undefined;
  }

  /** Why nothing may be sent: the text was altered since the last press. Undefined when it is as rendered. */
  whyNot(): string | undefined {
    if (!this.#note && this.#host.hasUpdated && !this.#isAsDrawn()) this.#redraw();
    // A pending update may have found it, too.
    return this.#note ? this.#host.localized(() => strings.altered) : undefined;
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
    // A clock may have ticked since, or an update is pending.
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
    // Directives, too, run with the settings: the rows of a table, untrusted text.
    const fresh = this.#host.localized(() => withPatterns(this.#patterns, () => compare(draw)));
    const shown = protectedTexts(renderRoot);
    return shown.length === fresh.length && shown.every((text, index) => text === fresh[index]);
  }

  /** Discards the rendered DOM and renders again: lit would keep writing to detached nodes. */
  #redraw(): void {
    const { renderRoot, renderOptions } = this.#host;
    try {
      render(nothing, renderRoot, renderOptions);
    } catch {
      // Lit's own marks may be gone, too.
    }
    renderRoot.replaceChildren();
    // lit stores its part by this node: another node makes it start over.
    renderOptions.renderBefore = renderRoot.appendChild(document.createComment(''));
    this.#isAltered = false;
    drawNow(this.#host);
    this.#showNotice();
  }

  /** Remove the message a frame later: moving a button during a press would cancel the press. */
  #removeNotice(): void {
    const note = this.#note;
    this.#note = undefined;
    if (note) requestAnimationFrame(() => note.remove());
  }

  /** Outside lit's render; in an open dialog, since everything outside is inert. */
  #showNotice(): void {
    const { renderRoot } = this.#host;
    this.#removeNotice();
    this.#note = document.createElement('p');
    this.#note.className = 'error altered';
    this.#note.role = 'alert';
    this.#note.lang = this.#host.localized(() => currentLanguage().tag);
    this.#note.translate = true;
    this.#note.textContent = this.#host.localized(() => strings.altered);
    (renderRoot.querySelector('dialog[open]') ?? renderRoot).prepend(this.#note);
    this.#host.shield?.();
  }
}

/** The element that translators wrap text in; this library never renders it. */
const translated: string = 'font';

/**
 * Replaces the `<font>` elements of translators by text nodes with the translated text, so that lit can update them
 * again.
 *
 * @returns whether one was inside `translate="no"`.
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

/** Whether an element belongs to another element of the library below a root, which checks it itself. */
function isElsewhere(element: Element, root: ParentNode): boolean {
  for (let each = element.parentNode; each && each !== root; each = each.parentNode) {
    if (each instanceof Element && each.localName.includes('-')) return true;
  }
  return false;
}

let redrawn = 0;

/** Records that a directive repaired an altered text. */
export function noteRedrawn(): void {
  redrawn += 1;
}

/** The text in a tree that must not be altered, by element; other elements of the library check their own. */
function protectedTexts(root: ParentNode): string[] {
  const texts: string[] = [];
  const visit = (node: Node, isProtected: boolean): void => {
    for (const child of node.childNodes) {
      if (child instanceof Text) {
        if (isProtected) texts.push(`${texts.pop() ?? ''}${child.data}`);
      } else if (child instanceof Element && !child.localName.includes('-')) {
        const blocks = comparableOf(child);
        if (blocks !== undefined) texts.push(blocks, '');
        // Rendered incrementally: blocks report their own text, and their counts are the library's.
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

/** A template without embedded elements: rendering those elsewhere would remove them from the page. */
function withoutKeptNodes(value: unknown): unknown {
  if (value instanceof Node) return value.isConnected ? nothing : value;
  if (Array.isArray(value)) return value.map(withoutKeptNodes);
  if (typeof value !== 'object' || value === null || !('strings' in value && 'values' in value)) return value;
  const template = value as TemplateResult;
  return { ...template, values: template.values.map(withoutKeptNodes) };
}
