import { ContextProvider } from '@lit/context';
import {
  type CSSResultGroup,
  type CSSResultOrNative,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, state } from 'lit/decorators.js';
import { booleanAttribute } from '../../ui/base/boolean-attribute.js';
import { createClient } from '../../client/create-client.js';
import { resolveAddress } from '../../client/connection/endpoints.js';
import type { DialectChoice } from '../../client/dialects/index.js';
import type { ClientOptions } from '../../client/options.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { clientContext } from '../../context/client-context.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { emptyRenderRoot, isRenderedOnServer } from '../../ui/base/server-rendering.js';
import { register, type ComisElementClass } from '../../ui/base/register.js';
import { GatewayEvents } from './gateway-events.js';
import { styles } from './gateway.styles.js';

/** The properties that need a new connection when they change. */
const connects = ['url', 'eventsPath', 'socketPath', 'dialect', 'client'] as const;

/** The minimum interval between attempts with new `getToken` functions after a refusal, in ms. */
const retryMs = 5000;

/**
 * Connects everything inside it to one Comis gateway: one socket and one stream, however many elements share them.
 *
 * It connects once it is attached and has `getToken` or `client`, in either order. Changing `url`, a path or `dialect`
 * reconnects; replacing `getToken` does not, the new one is used from the next time on. Removing the element closes its
 * own connection; a host's own client is left alone. An invalid `url` is reported in the element's place.
 *
 * @element comis-gateway
 * @fires {CustomEvent<ConnectionChangedDetail>} comis-connection-changed - The connection state changed: connecting, connected, reconnecting, refused or closed. Bubbles, composed.
 * @fires {CustomEvent<AuthRequiredDetail>} comis-auth-required - The gateway refuses the token; no further attempt is made before a new `getToken` or `reconnect()`. Bubbles, composed.
 * @fires {CustomEvent<PendingChangedDetail>} comis-pending-changed - The number of pending requests changed. Read once there is a listener for it on this element after it is defined, or `pendingCount` is read. Bubbles, composed.
 * @fires {CustomEvent<ErrorDetail>} comis-error - A read or an act of an element inside failed; the element shows it, too. Bubbles, composed.
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
   * The gateway's dialect: `documented` (the documented RPC), `comis-daemon` (the current Comis daemon), or `auto`, the
   * default, which detects it on connecting. Browsers can pass the daemon a token only in the socket's URL: `auto` does
   * so only once the server has identified itself as one.
   */
  @property() dialect: DialectChoice = 'auto';

  /**
   * Returns the token when one is needed: at each connection, and once more after the gateway refused one. May be
   * async. A property and never an attribute, so that no token is in the page's markup. Replacing the function does not
   * reconnect, so that a host may pass a new one at each render; while the gateway refuses the token, a new function is
   * tried at once. `undefined` closes the connection. For the token of another person, call `reconnect()` after setting
   * it.
   */
  @property({ attribute: false }) getToken: ClientOptions['getToken'] | undefined;

  /** A client of the host's own, instead of one created from `url`, `dialect` and `getToken`. */
  @property({ attribute: false }) client: RpcClient | undefined;

  /** For all elements inside: sends nothing that changes something unless a listener of its `comis-before-*` event answered. */
  @property({ type: Boolean, reflect: true, converter: booleanAttribute }) guarded = false;

  /** For all elements inside: lets a person act although the page is inside a frame of another origin. */
  @property({ type: Boolean, attribute: 'allow-framed', reflect: true, converter: booleanAttribute }) allowFramed =
    false;

  /** For all elements inside: the host vouches that its filters, watermarks and covers hide nothing of what is decided. */
  @property({ type: Boolean, attribute: 'trust-visibility', reflect: true, converter: booleanAttribute })
  trustVisibility = false;

  /** For all elements inside: the zone in which times are shown, an IANA name or `UTC`; one that the browser does not know counts as none. Default: the browser's. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined;

  /**
   * For all elements inside: regular expressions of what else is hidden like a secret in parameters and details, until
   * a person reveals it.
   */
  @property({ attribute: false }) redact: readonly RegExp[] | undefined;

  @state() private problem: string | undefined;

  protected readonly settings = new SettingsController(this, { announces: true });
  readonly #provider = new ContextProvider(this, { context: clientContext });
  /** The client that was created here, to be closed here. */
  #own: RpcClient | undefined;
  readonly #events = new GatewayEvents(this);
  #resolved: { readonly url: string; readonly address: string } | undefined;
  /** When a new `getToken` was last tried after a refusal, and the timer of the next attempt. */
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

  /** The client that the elements inside use: the host's own if it set `client`, else the one created here. */
  get activeClient(): RpcClient | undefined {
    return this.client ?? this.#own;
  }

  /**
   * The number of pending requests; undefined before the first list. The list is read once this is read, or once there
   * is a listener for `comis-pending-changed` here.
   */
  get pendingCount(): number | undefined {
    return this.#events.pendingCount;
  }

  /** Adds a listener. One for `comis-pending-changed` starts reading the pending requests. */
  override addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** For all other events. */
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** Adds a listener; one for `comis-pending-changed` starts reading the pending requests. */
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener, options);
    if (type === 'comis-pending-changed') this.#events.ask();
  }

  /**
   * Reconnects with a new token from `getToken`: for another person at the same page. Calls in flight fail; what was
   * read, typed, selected, opened or armed in the elements inside is dropped. For a `client` of the host's own, set
   * another one instead; this only makes it retry now.
   */
  reconnect(): void {
    if (this.client) this.client.reconnect();
    else {
      this.#closeOwn();
      this.#provide();
    }
  }

  /** A server renders no styles: a strict policy would block them. */
  protected static override finalizeStyles(given?: CSSResultGroup): CSSResultOrNative[] {
    return isRenderedOnServer() ? [] : super.finalizeStyles(given);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return emptyRenderRoot(this, () => super.createRenderRoot());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#provide();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved is reconnected before this runs, and keeps its connection.
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

  protected override render(): TemplateResult {
    return html`${this.problem === undefined ? nothing : html`<p role="alert">${this.problem}</p>`}<slot></slot>`;
  }

  #provide(): void {
    if (!this.isConnected) return;
    this.problem = undefined;
    if (!this.client && !this.#own && this.getToken) {
      try {
        const getToken = () => this.getToken?.() ?? '';
        const { dialect, eventsPath, socketPath } = this;
        // Resolved once per value: `history.pushState()` must not change the gateway's URL.
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

  /** At once, but throttled: a host that renders at each refusal passes a new function each time. */
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
    // A host's own client outlives this element and must not keep it.
    this.#events.follow(this.isConnected ? this.client : undefined);
  }
}
