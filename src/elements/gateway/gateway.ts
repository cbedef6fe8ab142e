import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { createClient } from '../../client/create-client.js';
import { resolveAddress } from '../../client/connection/endpoints.js';
import type { DialectChoice } from '../../client/dialects/index.js';
import type { ClientOptions } from '../../client/options.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { clientContext } from '../../context/client-context.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { register, type ComisElementClass } from '../../ui/base/register.js';
import { GatewayEvents } from './gateway-events.js';
import { styles } from './gateway.styles.js';

/** What another connection is needed for when it changes. */
const connects = ['url', 'eventsPath', 'socketPath', 'dialect', 'client'] as const;

/** How long after a new `getToken` was tried in vain the next one is, in ms. */
const retryMs = 5000;

/**
 * Connects everything inside it to one Comis gateway: one socket and one stream, however many elements share them.
 *
 * It connects once it is attached and has `getToken` or `client`, in whatever order. Changing `url`, a path or `dialect`
 * connects anew; another `getToken` does not, it is asked from the next time on. Removing the element closes the connection
 * that it made; a host's own client is left alone.
 * A `url` that is none is reported in the element's place.
 *
 * @element comis-gateway
 * @fires {CustomEvent<ConnectionChangedDetail>} comis-connection-changed - The connection is another one than before: connecting, connected, reconnecting, refused or closed. Bubbles, composed.
 * @fires {CustomEvent<AuthRequiredDetail>} comis-auth-required - The gateway refuses the token, and no further try is made before another `getToken` or `reconnect()`. Bubbles, composed.
 * @fires {CustomEvent<PendingChangedDetail>} comis-pending-changed - Another number of requests waits. Read once somebody listens for it on this element after it is defined, or reads `pendingCount`. Bubbles, composed.
 * @fires {CustomEvent<ErrorDetail>} comis-error - A read or an act of an element inside failed; the element shows it too. Bubbles, composed.
 * @slot - The elements that share the connection.
 */
export class ComisGateway extends LitElement {
  static override styles = styles;
  static readonly elementName: string = 'gateway';

  /**
   * Where the gateway is: an http(s) or ws(s) URL, absolute or relative to the page's base address (`document.baseURI`,
   * read once, when it is set). Default: the page's own origin.
   */
  @property() url = '';

  /** The path of the event stream below `url`, for a proxy or a blocker that minds the usual one. Default: `/api/events`. */
  @property({ attribute: 'events-path' }) eventsPath = '';

  /** The path of the WebSocket below `url`. Default: `/ws`. */
  @property({ attribute: 'socket-path' }) socketPath = '';

  /**
   * How the gateway speaks: `documented` (the documented RPC), `comis-daemon` (the Comis daemon as it is today), or `auto`,
   * the default, which finds out when it connects. Browsers can give the daemon a token only in a socket's address: `auto`
   * puts it there once the server has shown that it is one.
   */
  @property() dialect: DialectChoice = 'auto';

  /**
   * Gives the token when one is needed: at each connection, and once more after the gateway refused one. May be async.
   * A property and never an attribute, so that no token stands in the page. Another function replaces it without a new
   * connection, so that a host may pass a new one at each render; while the gateway refuses the token, it is tried at once.
   * `undefined` closes the connection. For the token of another person, call `reconnect()` after setting it.
   */
  @property({ attribute: false }) getToken: ClientOptions['getToken'] | undefined;

  /** A client of the host's own, in place of one made from `url`, `dialect` and `getToken`. */
  @property({ attribute: false }) client: RpcClient | undefined;

  /** For all elements inside: sends nothing that changes something unless a listener of its `comis-before-*` event answered. */
  @property({ type: Boolean, reflect: true }) guarded = false;

  /** For all elements inside: lets a person act although the page is inside a frame of another origin. */
  @property({ type: Boolean, attribute: 'allow-framed', reflect: true }) allowFramed = false;

  /** For all elements inside: the host vouches that its filters, watermarks and covers hide nothing of what is decided. */
  @property({ type: Boolean, attribute: 'trust-visibility', reflect: true }) trustVisibility = false;

  /** For all elements inside: the zone in which times are shown, an IANA name or `UTC`; one that the browser does not know counts as none. Default: the browser's. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined;

  /** For all elements inside: regular expressions of what else is hidden like a secret in parameters and details, until a person asks for it. */
  @property({ attribute: false }) redact: readonly RegExp[] | undefined;

  @state() private problem: string | undefined;

  protected readonly settings = new SettingsController(this, { announces: true });
  readonly #provider = new ContextProvider(this, { context: clientContext });
  /** The client that was made here and has to be closed here. */
  #own: RpcClient | undefined;
  readonly #events = new GatewayEvents(this);
  #resolved: { readonly url: string; readonly address: string } | undefined;
  /** When a new `getToken` was last tried after a refusal, and the one that waits for its turn. */
  #triedAt = -Infinity;
  #nextTry: ReturnType<typeof setTimeout> | undefined;

  /**
   * Registers the element; safe to call twice.
   *
   * @param prefix stands in place of `comis` in the tag, for pages where that one is taken.
   */
  static define(this: ComisElementClass, prefix?: string): void {
    register(this, prefix);
  }

  /** The client that the elements inside use: the host's own if it set `client`, else the one made here. */
  get activeClient(): RpcClient | undefined {
    return this.client ?? this.#own;
  }

  /** How many requests wait for a person; undefined before the first list. The list is read once this is, or once somebody listens for `comis-pending-changed` here. */
  get pendingCount(): number | undefined {
    return this.#events.pendingCount;
  }

  /** Listens as on any element. Who listens for `comis-pending-changed` asks for what waits, which is read from then on. */
  override addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** The same for events that are in no table. */
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** Listens as on any element; a listener for `comis-pending-changed` asks for what waits, which is read from then on. */
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener, options);
    if (type === 'comis-pending-changed') this.#events.ask();
  }

  /**
   * Opens the connection anew, with a token that `getToken` is asked for now: for another person at the same page. Calls in
   * flight fail; what was read, typed, selected, opened or armed in the elements inside is dropped. For a `client` of the
   * host's own, set another one instead; this only lets it try now what it would try later.
   */
  reconnect(): void {
    if (this.client) this.client.reconnect();
    else {
      this.#closeOwn();
      this.#provide();
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#provide();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved comes back before this runs, and keeps its connection.
    queueMicrotask(() => {
      if (!this.isConnected) this.#closeOwn();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.getToken || connects.some((name) => changed.has(name))) {
      this.#closeOwn();
      this.#provide();
    } else if (!this.#own) this.#provide();
    else if (changed.get('getToken')) this.#tryNewToken();
  }

  protected override render() {
    return html`${this.problem === undefined ? nothing : html`<p role="alert">${this.problem}</p>`}<slot></slot>`;
  }

  #provide(): void {
    if (!this.isConnected) return;
    this.problem = undefined;
    if (!this.client && !this.#own && this.getToken) {
      try {
        const getToken = () => this.getToken?.() ?? '';
        const { dialect, eventsPath, socketPath } = this;
        // Once for each address: a page that changes its own by history.pushState() moves no gateway.
        if (this.#resolved?.url !== this.url) this.#resolved = { url: this.url, address: resolveAddress(this.url) };
        const url = this.#resolved.address;
        this.#own = createClient({ url, eventsPath, socketPath, dialect, getToken });
      } catch (thrown) {
        this.problem = `<${this.localName}>: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
      }
    }
    this.#provider.setValue(this.activeClient);
    this.#events.follow(this.activeClient);
  }

  /** At once, but not without end: a host that renders at each refusal passes a new function each time. */
  #tryNewToken(): void {
    if (this.#own?.connection.status !== 'refused') return;
    clearTimeout(this.#nextTry);
    const wait = this.#triedAt + retryMs - performance.now();
    if (wait > 0) this.#nextTry = setTimeout(() => this.#tryNewToken(), wait);
    else {
      this.#triedAt = performance.now();
      this.#own.reconnect();
    }
  }

  #closeOwn(): void {
    clearTimeout(this.#nextTry);
    this.#own?.close();
    this.#own = undefined;
    this.#provider.setValue(this.client);
    this.#events.follow(this.client);
  }
}
