/** Loads the locales of this library when an element is shown in one. */
import { registry } from '../../messages/registry.js';
import { fallbacksOf } from './language.js';

/** The languages that this library speaks, beside English. */
const locales: Readonly<Record<string, () => Promise<unknown>>> = {
  de: () => import('../../locales/de.js'),
  he: () => import('../../locales/he.js'),
  ja: () => import('../../locales/ja.js'),
};

const loading = new Map<string, Promise<boolean>>();

/**
 * Loads the locale for a value of `lang`, with one retry. It registers itself.
 *
 * @returns whether it is there; undefined where there is nothing to load.
 */
export function loadLocale(lang: string | undefined): Promise<boolean> | undefined {
  const tag = lang === undefined ? undefined : fallbacksOf(lang).at(-1);
  const load = tag === undefined ? undefined : locales[tag];
  if (tag === undefined || !load || registry.sources.get(tag)?.locale) return undefined;
  let known = loading.get(tag);
  if (!known) {
    known = load()
      .catch(load)
      .then(
        () => true,
        () => false,
      );
    loading.set(tag, known);
  }
  return known;
}
