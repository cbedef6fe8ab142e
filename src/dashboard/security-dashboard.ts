import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import type { RpcClient } from '../client/rpc-client.js';
import { StoreController } from '../controllers/store-controller.js';
import { approvalsOf } from '../data/approvals/approvals.js';
import type { PendingApprovals } from './pending-approvals.js';
import { ComisConnectionStatus } from '../elements/connection-status/connection-status.js';
import { ComisSecurityEvents } from '../elements/security-events/security-events.js';
import { emit } from '../ui/base/emit.js';
import { Forwarded } from '../ui/base/forwarded.js';
import { Parts } from '../ui/base/parts.js';
import { PolicyBanner } from '../ui/policy-banner/policy-banner.js';
import { QueueElement } from '../ui/base/queue-element.js';
import { renderPart } from '../ui/views/render-part.js';
import { renderNoClient } from '../ui/views/render-view.js';
import { strings } from './security-dashboard.strings.js';
import { styles } from './security-dashboard.styles.js';
import { tabAfterKey, tabOf, tabs, type DashboardTab, type Tab } from './tabs.js';
import { resizeObserver } from '../controllers/observers.js';

/** When the code of the other tabs is loaded, in ms after the connection, if nobody is there before. */
const preloadAfterMs = 10_000;

/** The detail of `comis-tab-changed`. */
export interface TabChangedDetail {
  readonly tab: DashboardTab;
}

/**
 * The whole Security view in tabs, with the state of the connection above them. It has no data of its own. A widget
 * keeps its state, and keeps collecting, while another tab is open.
 *
 * Arrow keys, Home and End move along the tabs and open the focused one: panels are rendered already, so activation on
 * focus costs nothing. While no action asks for approval, or the emergency brake makes every action ask, a banner says
 * so above each tab. It fills the height that its host gives it, and is 46 times the size of its text high without one.
 *
 * @element comis-security-dashboard
 * @fires {CustomEvent<TabChangedDetail>} comis-tab-changed - A person opened another tab. Not fired when `tab` is set.
 * @fires {CustomEvent<RequestLinkedDetail>} comis-request-linked - A person wants the page to lead to a request (its button Link), or to none any more. No gateway has a part in it: the host may keep the id in its address and give it back as `request`. Bubbles, composed.
 * @slot NAME-loading - In place of the words of an element inside while it loads: `approval-queue-loading`.
 * @slot NAME-empty - In place of the words of an element inside when it has nothing to show.
 * @slot NAME-error - In place of the words of an element inside when it cannot show anything, and why.
 * @slot error - In place of the words that there is no gateway.
 * @slot heading - A heading of the page, in one line with the state of the connection.
 * @csspart related - The links to related pages.
 * @csspart tabs - The tab list.
 * @csspart tab - A tab.
 * @csspart count - The number of pending requests, in their tab.
 * @csspart panel - The panel of the open tab.
 */
export class ComisSecurityDashboard extends QueueElement {
  static override readonly elementName: string = 'security-dashboard';
  static override readonly parts = [ComisConnectionStatus, PolicyBanner, ComisSecurityEvents];
  static override styles = [QueueElement.styles, styles];

  /**
   * The id of the open tab: `events`, `audit`, `tokens`, `secrets`, `rules`, `pending` or `health`. Anything else opens
   * the first one. The attribute follows when another tab is opened.
   */
  @property({ reflect: true, useDefault: true }) tab: string = tabOf(null).id;

  /** The URL of the link "Security Documentation". Without it there is no such link. */
  @property({ attribute: 'documentation-url' }) documentationUrl = '';

  /** The URL of the link "Config Editor". Without it there is no such link. */
  @property({ attribute: 'config-editor-url' }) configEditorUrl = '';

  readonly #forwarded: Forwarded = new Forwarded(this);
  readonly #widgets: Parts = new Parts(this, (name) => this.#create(name));
  /** Whether the code of the tabs that are not open is loaded: once a person is there, or after a while. */
  #isPreloading = false;
  #preloading: ReturnType<typeof setTimeout> | undefined;
  readonly #resized = resizeObserver(() => this.#showOpenTab());
  #tabList: HTMLElement | undefined;

  constructor() {
    super();
    new StoreController(this, this.gateway, approvalsOf);
    for (const type of ['pointerover', 'focusin']) {
      this.addEventListener(type, () => void this.#preload(), { once: true });
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { id } = tabOf(this.tab);
    // Assigning the default would reflect it.
    if (id !== this.tab) this.tab = id;
  }

  protected override render() {
    const client = this.gateway.value;
    if (!client) return renderNoClient();
    return html`
      <div class="top ${isWell(client) ? '' : 'trouble'}">
        <slot name="heading"></slot>
        ${this.#widgets.get(ComisConnectionStatus.elementName)} ${this.#renderRelated()}
      </div>
      <div class="policy" ?hidden=${tabOf(this.tab).saysPolicy === true}>
        ${this.#widgets.get(PolicyBanner.elementName)}
      </div>
      <div
        class="tabs"
        part="tabs"
        role="tablist"
        aria-label=${strings.label}
        @keydown=${this.#followKey}
        ${ref(this.#watchTabList)}
      >
        ${tabs.map((tab) => this.#renderTab(tab, client))}
      </div>
      ${tabs.map((tab) => this.#renderPanel(tab))}
      <p class="visually-hidden" role="status">${announcement(this.tab, client)}</p>
    `;
  }

  protected override updated(): void {
    this.#showOpenTab();
    if (this.gateway.value?.connection.status === 'connected') {
      this.#preloading ??= setTimeout(() => void this.#preload(), preloadAfterMs);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#preloading);
    this.#preloading = undefined;
  }

  /** Loads the code of the other tabs behind the open one, so that all open even if the network is gone by then. */
  async #preload(): Promise<void> {
    if (this.#isPreloading) return;
    this.#isPreloading = true;
    for (const { element } of tabs) await this.#widgets.preload(element);
    this.requestUpdate();
  }

  #renderRelated(): TemplateResult | typeof nothing {
    const links = [
      [strings.documentation, this.documentationUrl],
      [strings.configEditor, this.configEditorUrl],
    ].filter(([, url]) => url);
    if (links.length === 0) return nothing;
    return html`<nav class="related" part="related" aria-label=${strings.related}>
      ${links.map(([label, url]) => html`<a href=${url ?? nothing}>${label}</a>`)}
    </nav>`;
  }

  #renderTab({ id, label, waiting }: Tab, client: RpcClient): TemplateResult {
    const open = id === this.tab;
    const count = waiting?.(client) ?? 0;
    return html`<button
      type="button"
      role="tab"
      part="tab"
      id="tab-${id}"
      aria-controls="panel-${id}"
      aria-selected=${open}
      tabindex=${open ? 0 : -1}
      title=${count > 0 ? strings.waiting(count) : nothing}
      @click=${() => this.#open(id)}
    >
      ${label} ${count > 0 ? html`<span class="count" part="count">${strings.count(count)}</span>` : nothing}
    </button>`;
  }

  #renderPanel({ id, label, element, live, fills }: Tab): TemplateResult {
    const open = id === this.tab;
    const { elementName } = element;
    // Calling for attention needs the queue.
    const isKept =
      (live && (this.#widgets.isLoaded(element) || this.attention !== '')) || this.#widgets.has(elementName);
    const widget = open ? renderPart(this.#widgets, element, label) : isKept ? this.#widgets.lazy(element) : nothing;
    // Focusable, so that its content can be scrolled by keyboard.
    return html`<div
      class="panel ${fills ? 'filled' : ''}"
      part="panel"
      role="tabpanel"
      id="panel-${id}"
      aria-labelledby="tab-${id}"
      tabindex="0"
      ?hidden=${!open}
    >
      ${widget}
    </div>`;
  }

  #create(name: string): HTMLElement {
    const widget = this.#forwarded.add(name, this.createPart(name));
    const openRules = () => this.#goTo('rules');
    if (name === 'pending-approvals') Object.assign(widget, { openRules } satisfies Partial<PendingApprovals>);
    if (widget instanceof PolicyBanner) Object.assign(widget, { quiet: true, openRules });
    return widget;
  }

  #open(tab: DashboardTab): void {
    if (tab === this.tab) return;
    this.tab = tab;
    emit(this, 'comis-tab-changed', { tab });
  }

  #followKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const from = tabs.findIndex(({ id }) => id === this.tab);
    const rightToLeft = getComputedStyle(this).direction === 'rtl';
    const next = tabs[tabAfterKey(event.key, from, tabs.length, rightToLeft) ?? -1];
    if (!next) return;
    event.preventDefault();
    this.#goTo(next.id);
  }

  /** Opens a tab and focuses it. */
  #goTo(tab: DashboardTab): void {
    this.#open(tab);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus({ preventScroll: true });
  }

  /** A stable reference: lit calls a ref callback again when it changes. */
  readonly #watchTabList = (list: Element | undefined): void => {
    this.#resized.disconnect();
    this.#tabList = list instanceof HTMLElement ? list : undefined;
    if (list) this.#resized.observe(list);
  };

  /** Scrolls only the tab list: `scrollIntoView` would scroll the host's page too. */
  #showOpenTab(): void {
    const list = this.#tabList;
    const row = list?.getBoundingClientRect();
    const tab = list?.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
    if (!list || !row || !tab) return;
    list.scrollLeft += Math.min(0, tab.left - row.left) + Math.max(0, tab.right - row.right);
  }
}

/** Whether there is nothing to say about the connection: otherwise the words about it need the whole line. */
function isWell({ connection, live }: RpcClient): boolean {
  if (connection.status === 'connecting') return !connection.error;
  return connection.status === 'connected' && (live.status === 'live' || live.status === 'starting');
}

/** The pending count of tabs other than the open one, whose widget announces it itself. */
function announcement(openTab: string, client: RpcClient): string | typeof nothing {
  const waiting = tabs.map((tab) => (tab.id === openTab ? 0 : (tab.waiting?.(client) ?? 0)));
  const total = waiting.reduce((sum, each) => sum + each, 0);
  return total > 0 ? strings.announced(total) : nothing;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'comis-tab-changed': CustomEvent<TabChangedDetail>;
  }
}
