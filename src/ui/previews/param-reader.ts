/** Reads the fields of a declared shape from parameters, and tracks the rest. */

/** One replacement in a file. */
export interface Edit {
  readonly before: string;
  readonly after: string;
}

type Params = Readonly<Record<string, unknown>>;

/** Reads fields by their known keys. A missing field, or one of another type, does not match. */
export class ParamReader {
  readonly #params: Params;
  readonly #used = new Set<string>();
  #fits = true;

  constructor(params: Params) {
    this.#params = params;
  }

  /** Whether all required fields matched. */
  get fits(): boolean {
    return this.#fits;
  }

  /** The parameters that were not read. */
  get others(): Params {
    return Object.fromEntries(Object.entries(this.#params).filter(([key]) => !this.#used.has(key)));
  }

  text(keys: readonly string[]): string {
    return this.#must(this.optionalText(keys)) ?? '';
  }

  optionalText(keys: readonly string[]): string | undefined {
    return this.#take(keys, (value) => (typeof value === 'string' ? value : undefined));
  }

  /** A boolean; false when absent. */
  flag(keys: readonly string[]): boolean {
    return this.#take(keys, (value) => (typeof value === 'boolean' ? value : undefined)) ?? false;
  }

  /** A string, or a non-empty list of strings. */
  texts(keys: readonly string[]): readonly string[] {
    return this.#must(this.optionalTexts(keys)) ?? [];
  }

  optionalTexts(keys: readonly string[]): readonly string[] | undefined {
    return this.#take(keys, (value) => (typeof value === 'string' ? [value] : isTexts(value) ? value : undefined));
  }

  /** A string or a list of strings, unchanged. */
  textOrTexts(keys: readonly string[]): string | readonly string[] {
    const taken = this.#take(keys, (value) => (typeof value === 'string' || isTexts(value) ? value : undefined));
    return this.#must(taken) ?? '';
  }

  /** A valid `http:` or `https:` address. */
  webAddress(keys: readonly string[]): string {
    return this.#must(this.#take(keys, (value) => (isWebAddress(value) ? value : undefined))) ?? '';
  }

  /** Any value; undefined when absent. */
  anything(keys: readonly string[]): unknown {
    return this.#take(keys, (value) => ({ value }))?.value;
  }

  /** A list of replacements without other fields, which would not be shown. */
  edits(keys: readonly string[], before: readonly string[], after: readonly string[]): readonly Edit[] {
    const read = (value: unknown): readonly Edit[] | undefined => {
      if (!Array.isArray(value) || value.length === 0) return undefined;
      const edits = value.map((each: unknown) => editOf(each, before, after));
      return edits.every((edit) => edit !== undefined) ? edits : undefined;
    };
    return this.#must(this.#take(keys, read)) ?? [];
  }

  #must<T>(value: T | undefined): T | undefined {
    if (value === undefined) this.#fits = false;
    return value;
  }

  /** null counts as absent. */
  #take<T>(keys: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
    const key = keys.find((each) => Object.hasOwn(this.#params, each) && !this.#used.has(each));
    if (key === undefined || this.#params[key] === null) return undefined;
    this.#used.add(key);
    return this.#must(read(this.#params[key]));
  }
}

function editOf(value: unknown, before: readonly string[], after: readonly string[]): Edit | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const taker = new ParamReader({ ...value });
  const edit = { before: taker.text(before), after: taker.text(after) };
  return taker.fits && Object.keys(taker.others).length === 0 ? edit : undefined;
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');

const isWebAddress = (value: unknown): value is string =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
