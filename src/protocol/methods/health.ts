/** The health of AI providers. */
import * as z from 'zod/mini';
import { ProviderHealth, Timestamp } from '../domain.js';
import { method, result } from './method.js';

export const healthMethods = {
  'security.providerHealth': method({
    summary: 'The circuit breaker, errors and latency of each AI provider.',
    scope: 'rpc',
    params: z.object({}),
    sample: {},
    result: result({ providers: z.array(ProviderHealth), at: Timestamp }),
  }),
} as const;
