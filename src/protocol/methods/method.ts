/** The row type of the methods table, and shared schemas. */
import * as z from 'zod/mini';
import { Timestamp } from '../domain.js';
import type { Scope } from '../words.js';

export const text = z.string();
export const name = z.string().check(z.minLength(1), z.maxLength(256));
export const cursor = z.optional(z.string());
/** A page holds 1 to 1000 rows. */
export const limit = z.optional(z.int().check(z.gte(1), z.lte(1000)));
/** The state of a section: opaque. */
export const revision = z.union([z.string(), z.number()]);

/** Fields that any result may have: what a dialect derived it from, and notes to show with it. */
export const provenance = {
  derived: z.optional(z.looseObject({ from: z.string(), since: Timestamp })),
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
  readonly params: P;
  /** Example params for openrpc.json and for tests of every method. */
  readonly sample: z.input<P>;
  readonly result: R;
}
export const method = <P extends z.core.$ZodType, R extends z.core.$ZodType>(row: MethodRow<P, R>) => row;
