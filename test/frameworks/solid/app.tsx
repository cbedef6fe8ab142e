/** The tags of the elements in Solid's JSX. */
import type { RpcClient } from 'comis-security-elements';
import type {} from 'comis-security-elements/solid';
import 'comis-security-elements/elements/approval-queue/define.js';

export function App(props: { client: RpcClient }) {
  return (
    <comis-gateway url="https://gateway.example" prop:getToken={async () => 'token'} attr:time-zone="UTC">
      <comis-approval-queue
        client={props.client}
        bool:read-only={true}
        groupSimilar
        class="queue"
        on:comis-before-decide={(event) => event.waitUntil(Promise.resolve(event.detail.risk))}
        on:comis-approval-decided={({ detail }) => detail.outcome}
      />
      {/* @ts-expect-error: no such attribute */}
      <comis-approval-queue bool:readonly={true} />
      {/* @ts-expect-error: an element's client has methods */}
      <comis-approval-queue prop:client={{}} />
      {/* @ts-expect-error: no such detail */}
      <comis-approval-queue on:comis-before-decide={({ detail }) => detail.tokenId} />
      {/* @ts-expect-error: no such element */}
      <comis-approval-queues />
    </comis-gateway>
  );
}
