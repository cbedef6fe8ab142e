/** The elements as React components. */
import type { AuditFilter, BeforeEvent, ComisApprovalQueue as QueueElement, RpcClient } from 'comis-security-elements';
import { ComisApprovalQueue, ComisAuditLog, ComisGateway, ComisTokenManager } from 'comis-security-elements/react.js';
import { useRef } from 'react';

export function App({ client, filter }: { client: RpcClient; filter: AuditFilter }) {
  const queue = useRef<QueueElement>(null);
  return (
    <ComisGateway url="https://gateway.example" dialect="auto" getToken={() => 'token'} guarded className="all">
      <ComisApprovalQueue
        ref={queue}
        client={client}
        readOnly={false}
        redact={[/secret/]}
        timeZone={undefined}
        onComisBeforeDecide={(event) => {
          const before: BeforeEvent<{ readonly approvalId: string }> = event;
          if (before.detail.approvalId === '') event.preventDefault();
          event.waitUntil(Promise.resolve(event.detail.decision === 'approve'));
        }}
        onComisApprovalDecided={({ detail }) => detail.resolvedAt.toFixed()}
        onClick={({ currentTarget }) => currentTarget.groupSimilar}
      >
        <p slot="empty">Nothing to decide</p>
      </ComisApprovalQueue>
      <ComisAuditLog filter={filter} onComisAuditFiltered={({ detail }) => detail.filter.agentId} />
      <ComisTokenManager style={{ height: 400 }} onComisTokenCreated={({ detail }) => detail.id} />
      {/* @ts-expect-error: no such property */}
      <ComisApprovalQueue readonly />
      {/* @ts-expect-error: a token is no property */}
      <ComisGateway token="abc" />
      {/* @ts-expect-error: no such choice */}
      <ComisGateway dialect="other" />
      {/* @ts-expect-error: no such event */}
      <ComisApprovalQueue onComisDecided={() => {}} />
      {/* @ts-expect-error: no such detail */}
      <ComisApprovalQueue onComisBeforeDecide={({ detail }) => detail.tokenId} />
      {/* @ts-expect-error: only the gateway reports its connection */}
      <ComisApprovalQueue onComisAuthRequired={() => {}} />
    </ComisGateway>
  );
}
