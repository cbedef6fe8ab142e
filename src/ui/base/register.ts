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

/** The prefix of each registered class. */
const prefixes = new WeakMap<object, string>();
/** The tags of parts whose usual one another class has, by that one. */
const ownTags = new Map<string, string>();

/**
 * The prefix under which an element was registered. Where the host registered its class itself, under a tag or in a registry
 * of its own, its parts are registered now.
 */
export function prefixOf(element: HTMLElement): string {
  const elementClass = element.constructor as ComisElementClass;
  const known = prefixes.get(elementClass);
  if (known !== undefined) return known;
  prefixes.set(elementClass, defaultPrefix);
  for (const part of elementClass.parts ?? []) registerPart(part, defaultPrefix);
  return defaultPrefix;
}

/** Whether a part is registered, by this copy of the library. */
export function isRegistered(name: string, prefix: string): boolean {
  const tag = `${prefix}-${name}`;
  const known = customElements.get(tag);
  return ownTags.has(tag) || (known !== undefined && prefixes.has(known));
}

/** Creates a part of an element: of this copy of the library, whoever else has its usual tag. */
export function createPart(element: HTMLElement, name: string): HTMLElement {
  const tag = `${prefixOf(element)}-${name}`;
  return document.createElement(ownTags.get(tag) ?? tag);
}

/**
 * Registers an element and its parts. Safe to call twice. Where another class has the tag, such as one of another copy of the
 * library, that one stays, and a warning says so.
 *
 * @param prefix stands in place of `comis` in the tags, for pages where that one is taken.
 */
export function register(elementClass: ComisElementClass, prefix: string = defaultPrefix): void {
  for (const part of elementClass.parts ?? []) registerPart(part, prefix);
  const tag = `${prefix}-${elementClass.elementName}`;
  if (define(elementClass, tag, prefix)) return;
  // The page works, with another version than its developer may think.
  // eslint-disable-next-line no-console
  console.warn(
    `<${tag}> is defined already, by another copy of comis-security-elements or by other code, and stays so. ` +
      `Load one copy only, or register this one under a prefix of its own: ${classNameOf(elementClass.elementName)}.define('my').`,
  );
}

/** The name by which the package exports a class: minified code has lost it. */
function classNameOf(elementName: string): string {
  return `Comis-${elementName}`.replaceAll(/-./g, ([, letter = '']) => letter.toUpperCase());
}

/** Registers a part: under a tag of its own where another class has the usual one. */
export function registerPart(part: ComisElementClass, prefix: string): void {
  for (const inner of part.parts ?? []) registerPart(inner, prefix);
  const tag = `${prefix}-${part.elementName}`;
  if (ownTags.has(tag) || define(part, tag, prefix)) return;
  for (let number = 2; ; number++) {
    const own = `${tag}-${String(number)}`;
    if (!define(part, own, prefix)) continue;
    ownTags.set(tag, own);
    return;
  }
}

/** @returns false where another class has the tag. */
function define(elementClass: ComisElementClass, tag: string, prefix: string): boolean {
  const known = customElements.get(tag);
  if (known) {
    const isOwn = known === elementClass || known.prototype instanceof elementClass;
    if (isOwn && !prefixes.has(known)) prefixes.set(known, prefix);
    return isOwn;
  }
  // A class can be registered for one tag only: another prefix needs a subclass.
  const taken = customElements.getName(elementClass) !== null;
  const defined = taken ? class extends elementClass {} : elementClass;
  prefixes.set(defined, prefix);
  customElements.define(tag, defined);
  return true;
}
