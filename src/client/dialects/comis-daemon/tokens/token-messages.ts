/** Messages about changes of tokens. */
import { GatewayError } from '../../../../protocol/index.js';

/** Why a change is queued while an earlier unreported change is possible. */
export const inDoubt =
  'The gateway does not report whether its tokens were changed just before this page connected. If they were, it restarts ' +
  'within seconds and would lose one of the changes: this change is made if it does not restart.';

/** Why a change waits for a restart. @param index - the number of changes before it. */
export function reasonOf(index: number): string {
  const turn = index === 0 ? 'after the restart.' : `after ${index + 1} restarts, one for each change before it.`;
  return `The gateway restarts after each change to its tokens and would lose this one: it is made ${turn}`;
}

/** The error of a change that waited for a restart that did not come. */
export function notRestarted(): GatewayError {
  return new GatewayError(
    'server',
    'The gateway has not restarted since its tokens were last changed, and would lose one of the two changes. ' +
      'Nothing was changed. Restart the gateway, then try again.',
  );
}

/** Warnings to show before a token is changed. */
export const notes = {
  scopes:
    'On this gateway any token receives all live events, including the parameters of approvals, whatever its scopes.',
  restart: 'About two seconds later the gateway restarts: all clients are disconnected for up to a minute.',
  environment: (id: string) =>
    `The new token works only once its secret is in the environment of the gateway as GATEWAY_TOKEN_ and ${id} in ` +
    'capitals, with _ for each -. If that variable is already set, its value is the token’s secret instead.',
  newId: 'The new token has a new id: the old one plus 11 characters.',
  oldWorks: 'The old secret works until the restart.',
  revokedWorks: 'The token works until the restart.',
  single: 'Only one change is made per restart: further changes are queued.',
  cannotRotate:
    'The new token would never work: its id begins with that of the old one, and no variable of the environment can be ' +
    'named after that. Revoke this token, and create another.',
};

/** What each scope allows on the daemon, which differs from the documented RPC. */
export const scopesAllow = {
  rpc: 'Call agents, and read the list of recent activity.',
  ws: 'Allows nothing more on this gateway: any token receives the live events.',
  admin: 'Administer: decide approvals, read and change tokens and settings. Does not include rpc.',
};
