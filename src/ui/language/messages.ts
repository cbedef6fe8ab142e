/** The words of an element: English in its `*.strings.ts`, shown in the language of the current render. */
import { currentLanguage, flatten, isGroup, type Language, reportProblem } from './language.js';

/** The type of a translation: the same keys and parameters as the English messages. */
export type Translation<T> = T extends string
  ? string
  : T extends (...params: infer P) => infer R
    ? (...params: P) => R extends string ? string : R
    : T extends readonly unknown[]
      ? { readonly [I in keyof T]: Translation<T[I]> }
      : T extends object
        ? { readonly [K in keyof T]: Translation<T[K]> }
        : T;

/**
 * Returns the messages of an element: reading one returns it in the language of the current render, English where the
 * language has none. So nothing computed from them may be kept beyond a render.
 *
 * @param name the name of the catalogue, for translations.
 */
export function messages<const T extends object>(name: string, english: T): Translation<T> {
  return view(`${name}.`, english, new Checked(`${name}.`, english)) as Translation<T>;
}

function view(path: string, english: object, checked: Checked): object {
  const properties = Object.entries(english).map(([key, value]: [string, unknown]) => {
    const own = path + key;
    const group = isGroup(value) ? view(`${own}.`, value, checked) : undefined;
    return [key, { enumerable: true, get: () => group ?? translated(own, value, checked) }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(properties));
}

function translated(key: string, english: unknown, checked: Checked): unknown {
  const language = currentLanguage();
  const { messages: all, tag } = language;
  if (!all) return english;
  checked.check(language);
  const found = all.get(key);
  if (typeof found === typeof english) return found;
  if (found !== undefined || !/^en\b/.test(tag)) reportProblem({ code: 'missing-message', message: `${tag} ${key}` });
  return english;
}

/** Finds keys of a translation that the English messages do not have. */
class Checked {
  readonly #path: string;
  readonly #english: object;
  #keys: ReadonlyMap<string, unknown> | undefined;
  #last: Language['messages'];

  constructor(path: string, english: object) {
    this.#path = path;
    this.#english = english;
  }

  check({ messages: all, tag }: Language): void {
    if (all === this.#last || !all) return;
    this.#last = all;
    this.#keys ??= flatten(this.#english, this.#path);
    for (const key of all.keys()) {
      if (key.startsWith(this.#path) && !this.#keys.has(key))
        reportProblem({ code: 'unknown-message', message: `${tag} ${key}` });
    }
  }
}
