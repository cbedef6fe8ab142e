/** What is said of changes of tokens that wait. */
import { GatewayError } from '../../../protocol/index.js';

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
