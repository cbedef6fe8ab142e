/** Enums of the wire that may grow: a gateway may send a word that this version does not know, and its row must not go. */
import * as z from 'zod/mini';

declare const unknownWord: unique symbol;
/** A word of an enum that this version does not know, as it came: untrusted text. */
export type UnknownWord = string & { readonly [unknownWord]: true };
/** A word of an enum, or one that this version does not know. {@link isKnown} tells them apart. */
export type Open<Word extends string> = Word | UnknownWord;

/** The schema of an enum that may grow: any text, decoded once; whoever branches on the words has to ask {@link isKnown}. */
export function open<const Words extends readonly string[]>(words: Words) {
  const schema = z.string().register(z.globalRegistry, { examples: [...words] });
  return schema as unknown as z.ZodMiniType<Open<Words[number]>, Open<Words[number]>>;
}

/** Whether a word of an enum is one that this version knows. */
export function isKnown<Word extends string>(words: readonly Word[], word: string | undefined): word is Word {
  return (words as readonly (string | undefined)[]).includes(word);
}
