import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { countDegraded, countStates, type Providers, providersOf } from '../../data/providers.js';
import { viewOf } from '../../data/stores/view.js';
import { breakerStates, isKnown, type ProviderHealth } from '../../protocol/index.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { renderProvenance } from '../../ui/format/provenance.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import { RowPages } from '../../ui/table/row-pages.js';
import { RowSort } from '../../ui/table/row-sort.js';
import { columnsAt, stateOrder } from './columns.js';
import { providerArticle } from './provider-article.js';
import { openWords, wordClass } from '../../ui/text-safety/open-word.js';
import { labelText, untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './provider-health.strings.js';
import { styles } from './provider-health.styles.js';

/**
 * Shows the health of each AI provider: the state of its circuit breaker, since when and why, its recent errors out of
 * how many calls, its latency, and the age of the data; that it is degraded, where the gateway says so. What is not
 * reported says so, and a provider without calls does not count as healthy. People can sort the providers. Calls
 * `security.providerHealth`, which needs the scope `rpc`, and follows `provider:state`.
 *
 * @element comis-provider-health
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when no provider is known.
 * @slot error - In place of the words when nothing can be shown, and of the button Retry.
 * @csspart status - The line that counts the states and says whether what is shown is up to date.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The words in place of the providers: loading, empty, failed.
 * @csspart notes - The gateway's notes on its answer.
 * @csspart provider - The article of a provider.
 * @csspart degraded - That a provider fails for several callers, since when and why.
 * @csspart breaker - The state of its breaker.
 * @csspart age - How old the newest measurement is.
 * @csspart chart - The latency over time.
 * @csspart history - The history of its breaker's states.
 * @csspart repeated-id - The mark of a row whose id another row has, too.
 * @csspart token - A character in a text that could not be seen as it is, drawn as a label.
 */
export class ComisProviderHealth extends ComisElement {
  static override readonly elementName: string = 'provider-health';
  static override styles = [ComisElement.styles, styles];

  readonly #announce = new AnnounceController(this);
  readonly #pages = new RowPages(this);
  readonly #sort = new RowSort(this);
  readonly #providers = new StoreController(this, this.gateway, providersOf, (store) => {
    this.#follow(store.state.data);
    this.requestUpdate();
  });
  /** The state of each provider at the last update. */
  #known: ReadonlyMap<string, ProviderHealth> | undefined;

  constructor() {
    super();
    // Ages are shown.
    new ClockController(this, () => (this.#providers.store?.state.data?.providers.length ?? 0) > 0);
  }

  protected override render() {
    const client = this.gateway.value;
    const { store } = this.#providers;
    const view = viewOf(client, store);
    return html`${renderView(client, view, {
      what: strings.what,
      unreadable: ({ unreadable }) => unreadable,
      retry: () => void store?.refresh(),
      bar: summary,
      content: (data) => this.#content(data, client?.now() ?? Date.now()),
    })}
    ${this.#announce.region()}`;
  }

  #content(data: Providers, now: number): TemplateResult {
    const { providers, derived } = data;
    const keys = rowKeys(providers, ({ health }) => health.provider);
    const columns = columnsAt(now);
    const sorted = this.#sort.of(providers, columns, keys.keyOf);
    return html`${renderProvenance(data)}
    ${
      providers.length === 0
        ? renderEmpty(strings.empty, strings.emptyHint)
        : html`${providers.length > 1 ? this.#sort.bar(columns) : nothing}
            <div class="providers">
              ${repeat(this.#pages.of(sorted), keys.keyOf, (reported, index) =>
                providerArticle(reported, {
                  columns,
                  place: { index, isRepeated: keys.isRepeated(reported) },
                  now,
                  derived: derived !== undefined,
                }),
              )}
            </div>
            ${this.#pages.render(sorted)}`
    }`;
  }

  /** Announces changes, but not the initial state or that of another client. */
  #follow(data: Providers | undefined): void {
    const before = this.#known;
    this.#known = data && new Map(data.providers.map(({ health }) => [health.provider, health]));
    for (const [provider, { state, degraded }] of this.#known ?? []) {
      const old = before?.get(provider);
      if (!old) continue;
      const name = labelText(provider);
      if (old.state !== state)
        this.#say(() => strings.changed(name, state && labelText(openWords(breakerStates, state))));
      if (!old.degraded !== !degraded) {
        this.#say(() => (degraded ? strings.degradedNow(name) : strings.degradedNoMore(name)));
      }
    }
  }

  #say(sentence: () => string): void {
    this.#announce.say(1, (count) => (count === 1 ? sentence() : strings.changes(count)));
  }
}

function summary({ providers }: Providers): TemplateResult[] {
  const counts = countStates(providers);
  const degraded = countDegraded(providers);
  const uncalled = providers.filter(({ health }) => health.calls === 0).length;
  const unknown = [...counts.keys()].filter((state) => state !== undefined && !isKnown(breakerStates, state));
  const states = [...unknown, ...stateOrder].flatMap((state) => {
    const count = counts.get(state);
    if (count === undefined) return [];
    const kind = state === undefined ? 'unreported' : wordClass(breakerStates, state);
    return html`<span class="breaker ${kind}">${untrusted(strings.counts(state, count))}</span>`;
  });
  return [
    ...(degraded > 0 ? [html`<span class="degraded">${strings.countDegraded(degraded)}</span>`] : []),
    ...states,
    ...(uncalled > 0 ? [html`<span>${strings.withoutCalls(uncalled)}</span>`] : []),
  ];
}
