/** Enums of the wire that may grow: a gateway may send a word that this version does not know, and its row must not go. */
import * as z from 'zod/mini';
import type { Open } from './words.js';

/** The schema of an enum that may grow: any text, decoded once; whoever branches on the words has to ask {@link isKnown}. */
export function open<const Words extends readonly string[]>(words: Words) {
  const schema = z.string().register(z.globalRegistry, { examples: [...words] });
  return schema as unknown as z.ZodMiniType<Open<Words[number]>, Open<Words[number]>>;
}
