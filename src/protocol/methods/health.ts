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
    result: result({
      /** One entry for each provider. */
      providers: z.array(ProviderHealth),
      /** When this was so, by the gateway's clock. */
      at: Timestamp,
    }),
  }),
} as const;
