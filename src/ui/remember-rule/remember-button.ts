import { html, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import type { Fault } from '../../data/approvals/waiting-faults.js';
import { type ApprovalRequest, isKnown, risks } from '../../protocol/index.js';
import { sharedStrings } from '../base/strings.js';

/** Asks the dialog in the same shadow tree to open: does not leave the tree. */
export class RememberAsked extends Event {
  static readonly type = 'comis-remember-asked';

  constructor(readonly request: ApprovalRequest) {
    super(RememberAsked.type, { bubbles: true });
  }
}

/** What the button needs from its card. */
interface Rememberable {
  readonly request: ApprovalRequest;
  readonly client: RpcClient | undefined;
  /** Why nothing can be decided, and so nothing remembered. */
  readonly disabledReason: object | undefined;
  /** Whether the gateway is known to remember rules. */
  readonly canRemember: boolean;
  /** The fault that limits how it can be decided. */
  readonly fault: Fault | undefined;
  /** Null while pending. */
  readonly ended: unknown;
}

/** Renders the button that creates a rule from a pending request. Nothing where the gateway has no remembered rules. */
export function rememberButton({
  request,
  client,
  disabledReason,
  canRemember,
  fault,
  ended,
}: Rememberable): TemplateResult | typeof nothing {
  const offered = canRemember && client && client.capability('rules.create').status !== 'not-offered';
  // A rule cannot be bounded by an unknown risk.
  if (!offered || disabledReason !== undefined || fault || ended !== null || !isKnown(risks, request.risk))
    return nothing;
  const ask = (event: Event) => event.currentTarget?.dispatchEvent(new RememberAsked(request));
  return html`<button type="button" class="link" @click=${ask}>${sharedStrings.remember}</button>`;
}
