/** The languages that elements can be shown in, and the one of the current render. */
import { registry } from '../../messages/registry.js';

/** A language in which an element is shown. */
export interface Language {
  /** The language of the words, as a value of `lang`. */
  readonly tag: string;
  /** The locale of numbers and times; undefined: the browser's. */
  readonly locale: string | undefined;
  readonly direction: 'ltr' | 'rtl';
  /** Messages by `catalogue.key`; undefined: English, without overrides. */
  readonly messages: ReadonlyMap<string, unknown> | undefined;
}

/** A problem with a catalogue: reported once by the element that found it. */
export interface LanguageProblem {
  readonly code: 'missing-message' | 'unknown-message' | 'locale-not-loaded';
  /** The language and the key. */
  readonly message: string;
}

/** English as the browser formats it: outside of elements, and until one knows its own language. */
export const english: Language = { tag: 'en', locale: undefined, direction: 'ltr', messages: undefined };

type Report = (problem: LanguageProblem) => void;

interface Scope {
  readonly language: Language;
  readonly report: Report | undefined;
}

/** Outside of renders: that of the element which a person used last. */
let base: Scope = { language: english, report: undefined };
let scope: Scope | undefined;

/** The language of the current render. */
export const currentLanguage = (): Language => (scope ?? base).language;

/**
 * Words and formats everything in a language during a render. Rendering is synchronous, so the language need not be
 * passed through every template.
 *
 * @param report is called for each problem that was not reported before.
 */
export function inLanguage<T>(language: Language, draw: () => T, report?: Report): T {
  const before = scope;
  scope = { language, report: report ?? before?.report };
  try {
    return draw();
  } finally {
    scope = before;
  }
}

/** Sets the language for what runs outside of renders: event handlers cannot be wrapped. */
export function enterLanguage(language: Language, report: Report | undefined): void {
  base = { language, report };
}

/** The element that reports by this left the page, and is not kept. Its language stays until another is entered. */
export function stopReporting(report: Report): void {
  if (base.report === report) base = { language: base.language, report: undefined };
}

/** Reports a problem by the element of the current render, once per page. Without an element, a later one reports it. */
export function reportProblem(problem: LanguageProblem): void {
  const id = `${problem.code} ${problem.message}`;
  const { report } = scope ?? base;
  if (!report || registry.reported.has(id)) return;
  registry.reported.add(id);
  report(problem);
}

/** `de-AT-x-y`, `de-AT`, `de`: what a language falls back to, itself first. Empty for an invalid tag. */
export function fallbacksOf(tag: string): readonly string[] {
  let subtags: string[];
  try {
    subtags = (Intl.getCanonicalLocales(tag)[0] ?? '').split('-');
  } catch {
    return [];
  }
  return subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
}

const rightToLeft = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** The languages by the value of `lang`, of one revision of the registry. */
const known = new Map<string | undefined, Language>();
let knownRevision = registry.revision;

/**
 * The language for a value of `lang`: English where there are no messages for it.
 *
 * @param format the formatters for messages that need some.
 */
export function languageOf(lang: string | undefined, format: object): Language {
  if (knownRevision !== registry.revision) known.clear();
  knownRevision = registry.revision;
  let language = known.get(lang);
  if (!language) known.set(lang, (language = makeLanguage(lang, format)));
  return language;
}

function makeLanguage(lang: string | undefined, format: object): Language {
  const own = lang === undefined ? [] : fallbacksOf(lang);
  const primary = own.at(-1) ?? 'en';
  const isShown = primary === 'en' || own.some((tag) => registry.sources.has(tag));
  const tags = isShown && own.length > 0 ? own : ['en'];
  const tag = tags[0] ?? 'en';
  const direction = isShown && rightToLeft.has(primary) ? 'rtl' : 'ltr';
  return { tag, locale: localeOf(tag), direction, messages: merge(tags, format) };
}

/** The region that the browser's user prefers, where the page names none: `en` is `en-GB` for who reads that. */
function localeOf(tag: string): string {
  const preferred = (globalThis as { navigator?: Navigator }).navigator?.languages ?? [];
  return preferred.find((each) => each.startsWith(`${tag}-`)) ?? tag;
}

function merge(tags: readonly string[], format: object): ReadonlyMap<string, unknown> | undefined {
  const sources = tags.toReversed().flatMap((tag) => {
    const { locale, own = [] } = registry.sources.get(tag) ?? {};
    return locale ? [locale, ...own] : own;
  });
  if (sources.length === 0) return undefined;
  const all = new Map<string, unknown>();
  for (const source of sources) flatten(source(format as never), '', all);
  return all;
}

/** Nested messages as `catalogue.key.key`. */
export function flatten(from: object, path = '', into = new Map<string, unknown>()): Map<string, unknown> {
  for (const [key, value] of Object.entries(from) as [string, unknown][]) {
    if (isGroup(value)) flatten(value, `${path}${key}.`, into);
    else if (value !== undefined) into.set(path + key, value);
  }
  return into;
}

/** Whether a value holds messages: a list is one message. */
export const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
