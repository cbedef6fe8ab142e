/** The prefix of the tags that the `define.js` modules register. */
export const defaultPrefix = 'comis';

/** A class of this library, with its tag and parts. */
export interface ComisElementClass {
  /** The tag without its prefix. */
  readonly elementName: string;
  /** The elements that it creates. */
  readonly parts?: readonly ComisElementClass[];
  new (): HTMLElement;
}

/** A part whose code is loaded when it is first needed. */
export interface LazyPart {
  /** The tag without its prefix. */
  readonly elementName: string;
  readonly load: () => Promise<ComisElementClass>;
}

/** The prefix under which an element was registered. */
export function prefixOf(element: HTMLElement): string {
  const { elementName } = element.constructor as unknown as ComisElementClass;
  return element.localName.slice(0, -elementName.length - 1);
}

/**
 * Registers an element and its parts. Safe to call twice, and after another copy of the library did.
 *
 * @param prefix stands in place of `comis` in the tags, for pages where that one is taken.
 */
export function register(elementClass: ComisElementClass, prefix: string = defaultPrefix): void {
  for (const part of elementClass.parts ?? []) register(part, prefix);
  const tag = `${prefix}-${elementClass.elementName}`;
  if (customElements.get(tag)) return;
  // A class can be registered for one tag only: another prefix needs a subclass.
  const taken = customElements.getName(elementClass) !== null;
  customElements.define(tag, taken ? class extends elementClass {} : elementClass);
}
