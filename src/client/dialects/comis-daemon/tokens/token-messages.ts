/** What is said of changes of tokens. */
import { GatewayError } from '../../../../protocol/index.js';

/** Why a change waits while it is not known whether another one was made before it. */
export const inDoubt =
  'Whether the tokens were changed just before this page connected is not told to it. If they were, the gateway restarts ' +
  'within seconds and would lose one of the changes: this one is made when it has not.';

/** Why a change waits for a restart. @param index - how many wait before it. */
export function reasonOf(index: number): string {
  const turn = index === 0 ? 'after the restart.' : `after ${index + 1} restarts, one for each change before it.`;
  return `The gateway restarts after each change to its tokens and would lose this one: it is made ${turn}`;
}

/** What fails that waited for a restart that did not come. */
export function notRestarted(): GatewayError {
  return new GatewayError(
    'server',
    'The gateway has not restarted since its tokens were last changed, and would lose one of the two changes. ' +
      'Nothing was changed. Restart the gateway, then try again.',
  );
}

/** What must be read before a token is changed. */
export const notes = {
  scopes: 'On this gateway any token receives all live events, parameters of approvals included, whatever its scopes.',
  restart: 'About two seconds later the gateway restarts: everybody is disconnected for up to a minute.',
  environment: (id: string) =>
    `The new token works only once its secret stands in the environment of the gateway as GATEWAY_TOKEN_ and ${id} in ` +
    'capitals, with _ for each -. A secret that stands there already opens it instead.',
  newId: 'The new token has a new id: the old one and 11 characters more.',
  oldWorks: 'The old secret works until the restart.',
  revokedWorks: 'The token works until the restart.',
  single: 'Only one change is made per restart: others wait for theirs.',
  cannotRotate:
    'The new token would never work: its id begins with that of the old one, and no variable of the environment can be ' +
    'named after that. Revoke this token, and create another.',
};

/** What the daemon asks each scope for: not what the documented RPC does. */
export const scopesAllow = {
  rpc: 'Call agents, and read the list of recent activity.',
  ws: 'Opens nothing on this gateway: any token receives the live events.',
  admin: 'Administer: decide approvals, read and change tokens and settings. Does not include rpc.',
};
