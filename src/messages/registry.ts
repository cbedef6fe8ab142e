/**
 * The messages of all languages on a page. It is kept under a global symbol, so that the modules, `cdn.js`, a locale
 * loaded by a script of its own and a second copy of the library share it.
 */

/** Makes messages, by catalogue and key, from the formatters of the copy that shows them. */
export type MessageSource = (format: never) => object;

/** The sources of one language; a later one overrides an earlier one. */
interface Sources {
  /** The complete locale, once it is loaded. */
  locale?: MessageSource;
  /** What hosts registered. */
  readonly own: MessageSource[];
}

interface Registry {
  readonly sources: Map<string, Sources>;
  /** Raised with each registration. */
  revision: number;
  /** Called after each registration. */
  readonly listeners: Set<() => void>;
  /** The problems reported so far: each is reported once. */
  readonly reported: Set<string>;
}

/** The number is the version of the format of the messages: copies that differ in it share nothing. */
const key = Symbol.for('comis-security-elements/messages/1');

const page = globalThis as unknown as Record<symbol, Registry | undefined>;

/** The registry of this page. */
export const registry: Registry = (page[key] ??= {
  sources: new Map(),
  revision: 0,
  listeners: new Set(),
  reported: new Set(),
});

/** Registers the complete messages of a language, below what hosts registered. */
export function registerLocale(tag: string, locale: MessageSource): void {
  sourcesOf(tag).locale = locale;
  announce();
}

/** Registers messages of a host above what is there. */
export function registerSource(tag: string, source: MessageSource): void {
  sourcesOf(tag).own.push(source);
  announce();
}

function sourcesOf(tag: string): Sources {
  let known = registry.sources.get(tag);
  if (!known) registry.sources.set(tag, (known = { own: [] }));
  return known;
}

function announce(): void {
  registry.revision += 1;
  for (const listener of [...registry.listeners]) listener();
}
