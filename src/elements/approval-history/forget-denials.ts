import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import { ClockController } from '../../controllers/clock-controller.js';
import type { Decision } from '../../protocol/index.js';
import { formatCountdown } from '../../ui/format/format.js';
import { GuardedButtons } from '../../ui/guards/guarded-buttons.js';
import { type HostActions, notSentWords, renderHeld } from '../../ui/guards/host-actions.js';
import { sharedStrings } from '../../ui/base/strings.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './approval-history.strings.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** The element that offers it. */
type Host = LitElement & { readonly readOnly: boolean };

/**
 * Offers to forget a denial while the gateway remembers it. Until then, similar requests are denied without being
 * shown.
 */
export class ForgetDenials {
  readonly #host: Host;
  readonly #actions: HostActions;
  readonly #guards: GuardedButtons;
  readonly #framed: () => string | undefined;
  readonly #forgotten = new Set<string>();
  /** Until when a denial that is shown is remembered, on the gateway's clock. */
  #shown: { readonly client: RpcClient; readonly until: number } | undefined;

  /**
   * @param page.trusted whether the host of the page vouches for what it draws over the element.
   * @param page.framed why nothing may be forgotten here: another origin frames the page. Undefined when it may.
   */
  constructor(
    host: Host,
    actions: HostActions,
    page: { readonly trusted: () => boolean; readonly framed: () => string | undefined },
  ) {
    this.#host = host;
    this.#actions = actions;
    this.#guards = new GuardedButtons(host, page.trusted);
    this.#framed = page.framed;
    new ClockController(host, () => this.#shown !== undefined && this.#shown.client.now() < this.#shown.until);
  }

  /** The gateway changed. */
  reset(): void {
    this.#forgotten.clear();
  }

  /** Renders what the gateway remembers of an opened decision, and the button; nothing where it remembers none. */
  render(client: RpcClient | undefined, decision: Decision): TemplateResult | typeof nothing {
    const { approvalId, action, outcome, rememberedUntil = 0, sessionKey } = decision;
    const left = client ? rememberedUntil - client.now() : 0;
    if (!client || outcome !== 'denied' || left <= 0 || sessionKey === undefined) return nothing;
    if (this.#shown?.client !== client || this.#shown.until < rememberedUntil)
      this.#shown = { client, until: rememberedUntil };
    const error = this.#actions.error(approvalId);
    return html`<div class="remembered" part="remembered">
      <p>
        ${this.#forgotten.has(approvalId) ? strings.denialForgotten : untrusted(strings.denialRemembered(action, formatCountdown(left)))}
      </p>
      ${error ? html`<p class="error" role="alert">${untrusted(strings.notForgotten(notSentWords(error) ?? errorWords(error)))}</p>` : nothing}
      <p role="status">${renderHeld(this.#actions, approvalId)}</p>
      ${this.#button(client, { approvalId, sessionKey })}
    </div>`;
  }

  #button(client: RpcClient, what: { approvalId: string; sessionKey: string }): TemplateResult | typeof nothing {
    const isUnavailable =
      this.#host.readOnly ||
      this.#forgotten.has(what.approvalId) ||
      client.scopes?.includes('admin') === false ||
      client.capability('approvals.forgetDenials').status === 'not-offered';
    if (isUnavailable) return nothing;
    const framed = this.#framed();
    if (framed !== undefined) return html`<p class="muted">${framed}</p>`;
    const guard = this.#guards.of(what.approvalId);
    const missing = this.#missing(client, what.approvalId);
    return html`<button
        type="button"
        aria-disabled=${missing !== undefined || !guard.open}
        aria-describedby=${guard.id}
        @pointerdown=${guard.press}
        @keydown=${guard.press}
        @click=${(event: MouseEvent) => guard.attempt(event, missing, () => void this.#forget(client, what))}
      >
        ${strings.forgetDenials}
      </button>
      ${guard.render(missing === undefined)}`;
  }

  /** Why nothing can be forgotten now; undefined when it can. */
  #missing(client: RpcClient, id: string): string | undefined {
    if (this.#actions.isPending(id)) return strings.forgetting;
    return client.connection.status === 'connected' ? undefined : sharedStrings.notConnected;
  }

  async #forget(client: RpcClient, detail: { approvalId: string; sessionKey: string }): Promise<void> {
    const act = { client, before: 'comis-before-forget-denials', detail } as const;
    const { approvalId, sessionKey } = detail;
    const result = await this.#actions.ask(approvalId, act, () =>
      client.call('approvals.forgetDenials', { sessionKey }),
    );
    if ('value' in result) this.#forgotten.add(approvalId);
    this.#host.requestUpdate();
  }
}
