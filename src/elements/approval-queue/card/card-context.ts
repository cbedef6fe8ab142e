import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import {
  eventsRead,
  inOrder,
  readContext,
  type RequestContext,
  type Settled,
} from '../../../data/approvals/request-context.js';
import {
  type ApprovalRequest,
  type Decision,
  outcomes,
  type ResultOf,
  type SecurityEvent,
} from '../../../protocol/index.js';
import { openWord, wordClass } from '../../../ui/text-safety/open-word.js';
import { renderProvenance } from '../../../ui/format/provenance.js';
import { riskMark } from '../../../ui/format/risk.js';
import { timeOf } from '../../../ui/format/time.js';
import { textWithoutSecrets } from '../../../ui/text-safety/json-view.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { contextStrings as strings } from './context.strings.js';

/** What the context needs from its card. */
export interface ContextHost extends ReactiveControllerHost {
  readonly request: ApprovalRequest;
  readonly client: RpcClient | undefined;
}

/** The context of a card, loaded when it is opened: it costs calls, and most cards are decided without it. */
export class CardContext implements ReactiveController {
  readonly #host: ContextHost;
  #context: RequestContext | undefined;
  /** The request whose context is shown. */
  #of: ApprovalRequest | undefined;
  #reading: AbortController | undefined;
  #open = false;

  constructor(host: ContextHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }

  render(): TemplateResult {
    return html`<details
      class="context"
      part="context"
      @toggle=${(event: Event) => this.#toggled((event.target as HTMLDetailsElement).open)}
    >
      <summary>${strings.summary}</summary>
      ${this.#open ? this.#content() : nothing}
    </details>`;
  }

  #toggled(open: boolean): void {
    this.#open = open;
    if (open && this.#of !== this.#host.request) void this.#read();
    this.#host.requestUpdate();
  }

  async #read(): Promise<void> {
    const { client, request } = this.#host;
    if (!client) return;
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    this.#of = request;
    this.#context = undefined;
    this.#host.requestUpdate();
    try {
      this.#context = await readContext(client, request, reading.signal);
    } catch {
      // The card was removed, or the context was requested again.
      return;
    }
    this.#host.requestUpdate();
  }

  #content(): TemplateResult {
    const context = this.#context;
    if (!context) return html`<p class="muted" role="status">${strings.loading}</p>`;
    return html`${this.#renderAnswer(context.decisions, (answer) => this.#decisions(answer))}
    ${
      context.events === undefined
        ? html`<p class="muted">${strings.noTrace}</p>`
        : this.#renderAnswer(context.events, (answer) => events(answer))
    }`;
  }

  #renderAnswer<T>(result: Settled<T>, draw: (answer: T) => TemplateResult): TemplateResult {
    if (result.ok) return draw(result.answer);
    return html`<p class="error">
      ${untrusted(strings.failed(result.error.message))}
      <button type="button" class="link" @click=${() => void this.#read()}>${strings.retry}</button>
    </p>`;
  }

  #decisions({ decisions, notes, derived }: ResultOf<'approvals.history'>): TemplateResult {
    const whose = this.#host.request.agentId === undefined ? strings.ofAction : strings.ofAgent;
    return html`${
      decisions.length === 0
        ? html`<p class="muted">${strings.noDecisions}</p>`
        : html`<p class="label">${strings.decisions(decisions.length)} ${whose}</p>
            <table class="past">
              ${decisions.map(pastDecision)}
            </table>`
    }
    ${renderProvenance({ notes, derived })}`;
  }
}

function pastDecision({ outcome, automatic, resolvedBy, resolvedAt, comment }: Decision): TemplateResult {
  return html`<tr>
    <td>${timeOf(resolvedAt)}</td>
    <td>
      <strong class="outcome ${wordClass(outcomes, outcome)}">${openWord(outcomes, outcome, strings.outcome)}</strong>
    </td>
    <td>${automatic ? strings.automatic : html`${strings.by} ${untrusted(resolvedBy)}`}</td>
    <td>${comment === undefined ? nothing : untrusted(comment)}</td>
  </tr>`;
}

function events({ events: all, nextCursor }: ResultOf<'security.events'>): TemplateResult {
  if (all.length === 0) return html`<p class="muted">${strings.noEvents}</p>`;
  return html`<p class="label">${strings.events}</p>
    <table class="past">
      ${inOrder(all).map(event)}
    </table>
    ${nextCursor === undefined ? nothing : html`<p class="muted">${strings.moreEvents(eventsRead)}</p>`}`;
}

function event({ timestamp, action, risk, outcome, message }: SecurityEvent): TemplateResult {
  return html`<tr>
    <td>${timeOf(timestamp)}</td>
    <td>${riskMark(risk)}</td>
    <td><code>${untrusted(action)}</code></td>
    <td>${untrusted(textWithoutSecrets([outcome, message].filter((each) => each !== undefined).join(': ')))}</td>
  </tr>`;
}
