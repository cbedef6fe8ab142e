/** The row type of the methods table, and shared schemas. */
import * as z from 'zod/mini';
import { Timestamp } from '../domain.js';
import type { rpcErrorCodes } from '../errors.js';
import type { Scope } from '../words.js';

export const text = z.string();
export const name = z.string().check(z.minLength(1), z.maxLength(256));
/** The `nextCursor` of the page before. Absent: the first page. One that the gateway did not give is refused (-32602). */
export const cursor = z.optional(z.string());
/** Opaque: gives the next, older page. Absent: this is the last one. New entries do not shift pages. */
export const nextCursor = z.optional(z.string());
/** The length of a page, 1 to 1000; 100 by default. */
export const limit = z.optional(z.int().check(z.gte(1), z.lte(1000)));
/** The state of a section: opaque, another one after each change. */
export const revision = z.union([z.string(), z.number()]);

/** Fields that any result may have: what a dialect derived it from, and notes to show with it. */
export const provenance = {
  /** Set where the result is derived from something else, and shown with it. */
  derived: z.optional(
    z.looseObject({
      /** What it was derived from. */
      from: z.string(),
      /** Since when. */
      since: Timestamp,
    }),
  ),
  /** Sentences to be shown with the result. */
  notes: z.optional(z.array(z.string())),
};
export const result = <S extends z.core.$ZodLooseShape>(shape: S) => z.looseObject({ ...shape, ...provenance });

/** How one method is declared. */
export interface MethodRow<P extends z.core.$ZodType, R extends z.core.$ZodType> {
  /** One sentence for openrpc.json. */
  readonly summary: string;
  /** The scope that a token needs. */
  readonly scope: Scope;
  /** A method without which this one is useless: where a gateway does not offer it, this one is not offered either. */
  readonly restsOn?: string;
  /** What it may be answered with beside the errors that any method has, for openrpc.json. */
  readonly errors?: readonly (keyof typeof rpcErrorCodes)[];
  readonly params: P;
  /** Example params for openrpc.json and for tests of every method. */
  readonly sample: z.input<P>;
  readonly result: R;
}
export const method = <P extends z.core.$ZodType, R extends z.core.$ZodType>(row: MethodRow<P, R>) => row;
