/** Open enums: values unknown to this version are accepted. */
import * as z from 'zod/mini';
import type { Open } from './words.js';

/** The schema of an open enum: any text. Code that branches on the values must use {@link isKnown}. */
export function open<const Words extends readonly string[]>(words: Words) {
  const schema = z.string().register(z.globalRegistry, { examples: [...words] });
  return schema as unknown as z.ZodMiniType<Open<Words[number]>, Open<Words[number]>>;
}
