import type { ResultOf } from '../../../protocol/index.js';
import type { MethodRows, Part } from '../shared/part.js';

/** Methods that the daemon shares with the documented RPC, and those it does not offer. */
export class SystemPart implements Part {
  readonly methods: MethodRows = {
    'system.ping': {
      capability: () => ({ status: 'offered' }),
      // Validated by the client like every answer.
      call: async (_params, ask) => (await ask('system.ping')) as ResultOf<'system.ping'>,
    },
    'security.permissions': {
      capability: () => ({
        status: 'not-offered',
        reason:
          'The Comis daemon does not report roles and permissions. A token may do what its scopes allow (rpc, admin); ' +
          'the tab API Tokens lists them.',
      }),
    },
  };
  readonly events = {};
}
