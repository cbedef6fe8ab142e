import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import { type HistoryFilter, wholeHistory } from '../../data/approvals/history.js';
import { type GatewayError, toGatewayError } from '../../protocol/index.js';
import { currentPatterns, withPatterns } from '../../ui/text-safety/redact-patterns.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './approval-history.strings.js';
import { fileFormats, type FileFormat, historyFile } from './history-file.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly read: number; readonly stop: AbortController }
  | { readonly kind: 'done'; readonly count: number }
  | { readonly kind: 'failed'; readonly error: GatewayError };

/** Exports all decisions that match the filters, including those not loaded yet. */
export class HistoryExport implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #state: State = { kind: 'idle' };
  /** Values hidden on the screen are omitted from the file. */
  #patterns = currentPatterns();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  /** Stops the export and clears its result. */
  reset(): void {
    if (this.#state.kind === 'reading') this.#state.stop.abort();
    this.#state = { kind: 'idle' };
  }

  render(client: RpcClient, filter: HistoryFilter): TemplateResult {
    const state = this.#state;
    this.#patterns = currentPatterns();
    return html`<div class="export" part="export">
      ${fileFormats.map(
        (format) =>
          html`<button
            type="button"
            class="link"
            aria-disabled=${state.kind === 'reading'}
            @click=${() => void this.#export(client, filter, format)}
          >
            ${strings.exportAs[format]}
          </button>`,
      )}
      <span role="status">${this.#words(state)}</span>
      ${
        state.kind === 'reading'
          ? html`<button type="button" class="link" @click=${() => state.stop.abort()}>${strings.stopExport}</button>`
          : nothing
      }
    </div>`;
  }

  #words(state: State): unknown {
    switch (state.kind) {
      case 'idle':
        return nothing;
      case 'reading':
        return strings.exporting(state.read);
      case 'done':
        return strings.exported(state.count);
      case 'failed':
        return untrusted(strings.notExported(errorWords(state.error)));
    }
  }

  async #export(client: RpcClient, filter: HistoryFilter, format: FileFormat): Promise<void> {
    if (this.#state.kind === 'reading') return;
    const stop = new AbortController();
    this.#set({ kind: 'reading', read: 0, stop });
    try {
      const history = await wholeHistory(client, filter, {
        signal: stop.signal,
        onProgress: (read) => this.#set({ kind: 'reading', read, stop }),
      });
      const context = { filter, exportedAt: client.now() };
      save(withPatterns(this.#patterns, () => historyFile(format, history, context)));
      this.#set({ kind: 'done', count: history.decisions.length });
    } catch (thrown) {
      if (stop.signal.aborted) this.#set({ kind: 'idle' });
      else this.#set({ kind: 'failed', error: toGatewayError(thrown) });
    }
  }

  #set(state: State): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/** How long the object URL is kept for the download, in ms. */
const savingMs = 60_000;

/** Lets the browser save a file. */
function save(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), savingMs);
}
