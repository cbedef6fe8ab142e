/** Names of secrets; values go in only. */
import * as z from 'zod/mini';
import { Secret, Timestamp } from '../domain.js';
import { method, name, result, text } from './method.js';

/** 1 to 65 536 characters: keys and certificates fit, files do not. */
const secretValue = z.string().check(z.minLength(1), z.maxLength(65_536));

export const secretMethods = {
  'secrets.list': method({
    summary: 'The state of the encrypted store and the names of its secrets, never a value.',
    scope: 'admin',
    params: z.object({}),
    sample: {},
    result: result({ enabled: z.boolean(), dbPath: text, secrets: z.array(Secret) }),
  }),
  'secrets.set': method({
    summary: 'Stores a secret: a new one, or a new value for one that there is.',
    scope: 'admin',
    restsOn: 'secrets.list',
    params: z.object({ name, value: secretValue, description: z.optional(text) }),
    sample: { name: 'ACME_API_KEY', value: 'the new value' },
    result: result({ name: text, created: z.boolean(), updatedAt: Timestamp }),
  }),
  'secrets.delete': method({
    summary: 'Deletes a secret for good.',
    scope: 'admin',
    restsOn: 'secrets.list',
    params: z.object({ name: text }),
    sample: { name: 'ACME_API_KEY' },
    result: result({ name: text, deleted: z.literal(true) }),
  }),
} as const;
