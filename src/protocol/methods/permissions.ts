/** Who may do what. */
import * as z from 'zod/mini';
import { Permissions } from '../domain.js';
import { method, provenance } from './method.js';

export const permissionMethods = {
  'security.permissions': method({
    summary: 'Roles, permissions and who is granted what: the table that the gateway enforces.',
    scope: 'rpc',
    params: z.object({}),
    sample: {},
    result: z.looseObject({ ...Permissions.shape, ...provenance }),
  }),
} as const;
