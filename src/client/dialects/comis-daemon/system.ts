import type { ResultOf } from '../../../protocol/index.js';
import type { MethodRows, Part } from '../shared/part.js';

/** What the daemon and the documented RPC have in common, and what the daemon has nothing for. */
export class SystemPart implements Part {
  readonly methods: MethodRows = {
    'system.ping': {
      capability: () => ({ status: 'offered' }),
      // Checked by the client like every answer.
      call: async (_params, ask) => (await ask('system.ping')) as ResultOf<'system.ping'>,
    },
    'security.permissions': {
      capability: () => ({
        status: 'not-offered',
        reason:
          'The Comis daemon does not tell roles and permissions. A token may do what its scopes say (rpc, admin); ' +
          'the tab API Tokens lists them.',
      }),
    },
  };
  readonly events = {};
}
