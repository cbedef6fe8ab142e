/** The tags of the elements in Preact's JSX. */
import type { RpcClient } from 'comis-security-elements';
import type {} from 'comis-security-elements/preact';
import 'comis-security-elements/elements/approval-queue/define.js';
import { useRef } from 'preact/hooks';

export function App({ client }: { client: RpcClient }) {
  const queue = useRef<HTMLElementTagNameMap['comis-approval-queue']>(null);
  return (
    <comis-gateway url="https://gateway.example" getToken={async () => 'token'} time-zone="UTC">
      <comis-approval-queue
        ref={queue}
        client={client}
        read-only
        groupSimilar
        class="queue"
        oncomis-before-decide={(event) => event.waitUntil(Promise.resolve(event.detail.risk))}
        oncomis-approval-decided={({ detail }) => detail.outcome}
      />
      {/* @ts-expect-error: no such attribute */}
      <comis-approval-queue readonly />
      {/* @ts-expect-error: an element's client has methods */}
      <comis-approval-queue client={{}} />
      {/* @ts-expect-error: no such detail */}
      <comis-approval-queue oncomis-before-decide={({ detail }) => detail.tokenId} />
      {/* @ts-expect-error: no such element */}
      <comis-approval-queues />
    </comis-gateway>
  );
}
