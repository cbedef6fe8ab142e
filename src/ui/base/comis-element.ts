import { LitElement, type CSSResultGroup, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { ClientController } from '../../controllers/client-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { isOverdue, isRestarting } from '../../data/stores/view.js';
import { baseStyles } from './base.styles.js';
import { restoreTexts } from '../guards/drawn-check.js';
import { inTimeZone } from '../format/format.js';
import { framedReason } from '../guards/framing.js';
import { prefixOf, register, type ComisElementClass } from './register.js';
import { withPatterns } from '../text-safety/secret-shapes.js';
import { language } from './strings.js';
import { copyUntrusted } from '../text-safety/untrusted-text.js';

/**
 * What all elements of this library share: where their client comes from, `read-only`, the look, copying of untrusted
 * text, and registration under any prefix. The design tokens of all of them are those of `tokens.styles.ts`.
 */
export abstract class ComisElement extends LitElement {
  static override styles: CSSResultGroup = baseStyles;
  /** The tag without its prefix. */
  static readonly elementName: string;
  /** The elements that this one creates; registered with it, under the same prefix. */
  static readonly parts: readonly ComisElementClass[] = [];

  /** The client to use instead of the one that an ancestor `<comis-gateway>` provides. */
  @property({ attribute: false }) client: RpcClient | undefined;

  /** Shows everything and offers nothing that changes anything. */
  @property({ type: Boolean, attribute: 'read-only', reflect: true }) readOnly = false;

  /** Sends nothing that changes something unless a listener of its `comis-before-*` event answered; also on `<comis-gateway>`, for all inside. */
  @property({ type: Boolean, reflect: true }) guarded = false;

  /** Lets a person act although the page is inside a frame of another origin; also on `<comis-gateway>`, for all inside. */
  @property({ type: Boolean, attribute: 'allow-framed', reflect: true }) allowFramed = false;

  /** The host vouches that its filters, watermarks and covers hide nothing of what is decided; also on `<comis-gateway>`, for all inside. */
  @property({ type: Boolean, attribute: 'trust-visibility', reflect: true }) trustVisibility = false;

  /** The zone in which times are shown: an IANA name or `UTC`; one that the browser does not know counts as none. Default: that of the nearest element above that has one, else the browser's. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined;

  /** Regular expressions of what else is hidden like a secret in parameters and details, until a person asks for it; also on `<comis-gateway>`, for all inside. Those set above hold, too. */
  @property({ attribute: false }) redact: readonly RegExp[] | undefined;

  protected readonly gateway = new ClientController(this, () => {
    this.dropDrafts();
    void this.updateComplete.then(() => this.requestUpdate());
  });
  /** What holds here of what hosts set on this element or above it. */
  protected readonly settings = new SettingsController(this);

  constructor() {
    super();
    // How long a call has waited is told by no event.
    new ClockController(this, () => {
      const { held = [], slow = [] } = this.gateway.value ?? {};
      return held.length + slow.length > 0;
    });
    // That a restart takes too long is told by no event.
    new ClockController(this, () => {
      const connection = this.gateway.value?.connection;
      return connection !== undefined && isRestarting(connection) && !isOverdue(connection.lostAt);
    });
  }

  /**
   * Registers the element and its parts; safe to call twice.
   *
   * @param prefix stands in place of `comis` in the tags, for pages where that one is taken.
   */
  static define(this: ComisElementClass, prefix?: string): void {
    register(this, prefix);
  }

  /** Somebody else acts from now on: drops what was typed, selected, opened or armed, and takes back what was not sent. */
  protected dropDrafts(): void {
    // Most elements keep nothing of the kind.
  }

  /** Why nothing may be decided, created or revoked here: the page is framed by another origin. Undefined when it may. */
  protected get framed(): string | undefined {
    return framedReason(this.settings.value, this.ownerDocument);
  }

  /** Creates another element of the library under this one's prefix. */
  protected createPart(name: string): HTMLElement {
    return document.createElement(`${prefixOf(this)}-${name}`);
  }

  /** Draws or copies something as the settings say: times in the zone, patterns hidden. Updates are drawn so anyway. */
  protected inZone<T>(draw: () => T): T {
    const { timeZone, redact } = this.settings.value;
    return withPatterns(redact, () => inTimeZone(timeZone, draw));
  }

  protected override performUpdate(): void {
    this.inZone(() => super.performUpdate());
  }

  /**
   * A wrapper inside the shadow root: what the page's own styles let inherit ends there (see base.styles), and it says in
   * which language the words are.
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot() as ShadowRoot;
    root.addEventListener('copy', (event) => this.inZone(() => copyUntrusted(root, event as ClipboardEvent)));
    const wrapper = document.createElement('div');
    wrapper.className = 'root';
    wrapper.lang = language;
    root.append(wrapper);
    return wrapper;
  }

  protected override update(changed: PropertyValues): void {
    restoreTexts(this.renderRoot);
    super.update(changed);
  }
}
