import type { RpcClient } from '../client/rpc-client.js';
import { ClientWithoutNetwork } from '../client/without-network.js';

/**
 * For a host's own tests: from now on the guarded buttons of all elements with this element's client count as visible,
 * read and pressed by a person, so that `button.click()` works, in jsdom too. Works only with a client of a
 * `SimulatedGateway`; once the element gets another client, its guards are back.
 *
 * @param element an element of this library in the document, such as a `<comis-approval-queue>`.
 * @throws {TypeError} when its client is not one of a `SimulatedGateway`, or it has none.
 */
export function passGuards(element: Element): void {
  const { client = providedTo(element) } = element as Element & { client?: RpcClient | undefined };
  ClientWithoutNetwork.unguard(client ?? {});
  (element as Partial<{ requestUpdate(): void }>).requestUpdate?.();
}

/** Asks the providers around an element, by the context protocol. */
function providedTo(element: Element): RpcClient | undefined {
  let provided: RpcClient | undefined;
  const event = new Event('context-request', { bubbles: true, composed: true });
  Object.assign(event, {
    context: Symbol.for('comis-rpc-client'),
    contextTarget: element,
    callback: (client: RpcClient | undefined) => (provided = client),
  });
  element.dispatchEvent(event);
  return provided;
}
