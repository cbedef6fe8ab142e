import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import {
  eventsRead,
  inOrder,
  readStory,
  type RequestStory,
  type Settled,
} from '../../../data/approvals/request-story.js';
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
import { storyStrings as strings } from './story.strings.js';

/** What the context needs from its card. */
export interface StoryHost extends ReactiveControllerHost {
  readonly request: ApprovalRequest;
  readonly client: RpcClient | undefined;
}

/** The context of a card, loaded when it is opened: it costs calls, and most cards are decided without it. */
export class CardStory implements ReactiveController {
  readonly #host: StoryHost;
  #story: RequestStory | undefined;
  /** The request whose context is shown. */
  #of: ApprovalRequest | undefined;
  #reading: AbortController | undefined;
  #open = false;

  constructor(host: StoryHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }

  render(): TemplateResult {
    return html`<details
      class="story"
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
    this.#story = undefined;
    this.#host.requestUpdate();
    try {
      this.#story = await readStory(client, request, reading.signal);
    } catch {
      // The card was removed, or the context was requested again.
      return;
    }
    this.#host.requestUpdate();
  }

  #content(): TemplateResult {
    const story = this.#story;
    if (!story) return html`<p class="muted" role="status">${strings.loading}</p>`;
    return html`${this.#renderAnswer(story.decisions, (answer) => this.#decisions(answer))}
    ${
      story.events === undefined
        ? html`<p class="muted">${strings.noTrace}</p>`
        : this.#renderAnswer(story.events, (answer) => events(answer))
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
