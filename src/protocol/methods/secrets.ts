/** Names of secrets; values go in only. */
import * as z from 'zod/mini';
import { Secret, Timestamp } from '../domain.js';
import { method, name, result, text } from './method.js';

/** The value, 1 to 65 536 characters: keys and certificates fit, files do not. No method answers it. */
const secretValue = z.string().check(z.minLength(1), z.maxLength(65_536));

export const secretMethods = {
  'secrets.list': method({
    summary: 'The state of the encrypted store and the names of its secrets, never a value.',
    scope: 'admin',
    params: z.object({}),
    sample: {},
    result: result({
      /** Whether there is an encrypted store. */
      enabled: z.boolean(),
      /** Where it is. */
      dbPath: text,
      /** The names, never a value. */
      secrets: z.array(Secret),
    }),
  }),
  'secrets.set': method({
    summary: 'Stores a secret: a new one, or a new value for one that there is.',
    scope: 'admin',
    restsOn: 'secrets.list',
    errors: ['immutable'],
    params: z.object({
      /** By which agents use it. */
      name,
      value: secretValue,
      /** What it is for. Absent: it stays as it is. */
      description: z.optional(text),
    }),
    sample: { name: 'ACME_API_KEY', value: 'the new value' },
    result: result({
      /** The secret. */
      name: text,
      /** False: there was one, and its value is replaced. */
      created: z.boolean(),
      /** When its value was set. */
      updatedAt: Timestamp,
    }),
  }),
  'secrets.delete': method({
    summary: 'Deletes a secret for good.',
    scope: 'admin',
    restsOn: 'secrets.list',
    errors: ['notFound', 'immutable'],
    params: z.object({
      /** The secret. */
      name: text,
    }),
    sample: { name: 'ACME_API_KEY' },
    result: result({
      /** The secret. */
      name: text,
      /** It cannot be restored. */
      deleted: z.literal(true),
    }),
  }),
} as const;
