import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import type { RequestContext } from '../../../data/approvals/request-context.js';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { LazyCode } from '../../../ui/base/lazy-code.js';
import { renderMissing } from '../../../ui/views/render-part.js';
import type * as ContextView from './context-view.js';
import { contextStrings as strings } from './context.strings.js';

/** What the context needs from its card. */
export interface ContextHost extends ReactiveControllerHost {
  readonly request: ApprovalRequest;
  readonly client: RpcClient | undefined;
}

/** The context of a card, loaded when it is opened: it costs calls, and most cards are decided without it. */
export class CardContext implements ReactiveController {
  readonly #host: ContextHost;
  readonly #view: LazyCode<typeof ContextView>;
  #context: RequestContext | undefined;
  /** The request whose context is shown. */
  #of: ApprovalRequest | undefined;
  #reading: AbortController | undefined;
  #open = false;

  constructor(host: ContextHost) {
    this.#host = host;
    this.#view = new LazyCode(host, () => import('./context-view.js'));
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
    const view = await this.#view.need();
    try {
      if (view) this.#context = await view.readContext(client, request, reading.signal);
    } catch {
      // The card was removed, or the context was requested again.
      return;
    }
    this.#host.requestUpdate();
  }

  #content(): TemplateResult {
    const { value: view } = this.#view;
    const read = () => void this.#read();
    if (view && this.#context) return view.renderContext(this.#context, this.#host.request, read);
    return renderMissing(this.#view, strings.loading, read);
  }
}
