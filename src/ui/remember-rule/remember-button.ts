import { html, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import type { Fault } from '../../data/approvals/waiting-faults.js';
import { type ApprovalRequest, isKnown, risks } from '../../protocol/index.js';
import { rememberStrings as strings } from './remember.strings.js';

/** Asks the dialog in the same shadow tree to open: bubbles no further than the tree's root. */
export class RememberAsked extends Event {
  static readonly type = 'comis-remember-asked';

  constructor(readonly request: ApprovalRequest) {
    super(RememberAsked.type, { bubbles: true });
  }
}

/** What a card says of itself. */
interface Rememberable {
  readonly request: ApprovalRequest;
  readonly client: RpcClient | undefined;
  /** Why nothing can be decided; then nothing can be remembered either. */
  readonly disabledReason: object | undefined;
  /** Whether the gateway is known to remember rules. */
  readonly canRemember: boolean;
  /** Why it cannot be decided like any other. */
  readonly fault: Fault | undefined;
  /** Null while it waits. */
  readonly ended: unknown;
}

/** Draws the button that makes a rule from a request that waits. Nothing where the gateway remembers no rules. */
export function rememberButton({
  request,
  client,
  disabledReason,
  canRemember,
  fault,
  ended,
}: Rememberable): TemplateResult | typeof nothing {
  const offered = canRemember && client && client.capability('rules.create').status !== 'not-offered';
  // A rule cannot be bounded by a risk that nobody here knows.
  if (!offered || disabledReason !== undefined || fault || ended !== null || !isKnown(risks, request.risk))
    return nothing;
  const ask = (event: Event) => event.currentTarget?.dispatchEvent(new RememberAsked(request));
  return html`<button type="button" class="link" @click=${ask}>${strings.ask}</button>`;
}
