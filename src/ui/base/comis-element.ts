import { type CSSResultGroup, type CSSResultOrNative, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { booleanAttribute } from './boolean-attribute.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { ClientController } from '../../controllers/client-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { isOverdue, isRestarting } from '../../data/stores/view.js';
import { baseStyles } from './base.styles.js';
import { restoreTexts } from '../guards/drawn-check.js';
import { inTimeZone } from '../format/format.js';
import { LanguageController } from '../language/language-controller.js';
import { framedReason } from '../guards/framing.js';
import { createPart, register, type ComisElementClass } from './register.js';
import { withPatterns } from '../text-safety/redact-patterns.js';
import { loadTextChecks, notOnPage, redrawWhenChecked } from '../text-safety/text-checks.js';
import { copyUntrusted } from '../text-safety/untrusted-text.js';
import { emptyRenderRoot, isRenderedOnServer, renderPlaceholder } from './server-rendering.js';

// Types the events for whoever imports an element, also by its define.js alone.
export type {} from './element-events.js';

/** The events of people that the elements handle. */
const handledEvents = [
  ...['click', 'pointerdown', 'pointerover', 'keydown', 'beforeinput', 'input', 'change', 'submit', 'paste'],
  ...['focusin', 'focusout', 'toggle', 'cancel', 'close', 'scroll'],
];

/**
 * The base class of all elements of this library: the client, `read-only`, base styles, copying of untrusted text, and
 * registration under any prefix. The design tokens are in `tokens.styles.ts`.
 */
export abstract class ComisElement extends LitElement {
  static override styles: CSSResultGroup = baseStyles;
  /** The tag without its prefix. */
  static readonly elementName: string;
  /** The elements that this one creates, registered with it under the same prefix. */
  static readonly parts: readonly ComisElementClass[] = [];

  /** The client to use instead of the one that an ancestor `<comis-gateway>` provides. */
  @property({ attribute: false }) client: RpcClient | undefined;

  /** Shows everything, and offers no action that changes anything. */
  @property({ type: Boolean, attribute: 'read-only', reflect: true, converter: booleanAttribute }) readOnly = false;

  /** Sends nothing that changes something unless a listener of its `comis-before-*` event answered; also on `<comis-gateway>`, for all inside. */
  @property({ type: Boolean, reflect: true, converter: booleanAttribute }) guarded = false;

  /** Lets a person act although the page is inside a frame of another origin; also on `<comis-gateway>`, for all inside. */
  @property({ type: Boolean, attribute: 'allow-framed', reflect: true, converter: booleanAttribute }) allowFramed =
    false;

  /** The host vouches that its filters, watermarks and covers hide nothing of what is decided; also on `<comis-gateway>`, for all inside. */
  @property({ type: Boolean, attribute: 'trust-visibility', reflect: true, converter: booleanAttribute })
  trustVisibility = false;

  /** The zone in which times are shown: an IANA name or `UTC`; one that the browser does not know counts as none. Default: that of the nearest element above that has one, else the browser's. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined;

  /**
   * Regular expressions of what else is hidden like a secret in parameters and details, until a person reveals it; also
   * on `<comis-gateway>`, for all inside. Added to those set above.
   */
  @property({ attribute: false }) redact: readonly RegExp[] | undefined;

  /** How much room everything takes: `compact` or `comfortable`. By default as around it, by `--comis-density`. */
  @property({ reflect: true }) density: 'compact' | 'comfortable' | undefined;

  protected readonly gateway = new ClientController(this, () => {
    this.dropDrafts();
    void this.updateComplete.then(() => this.requestUpdate());
  });
  /** The settings in effect, from this element and those above it. */
  protected readonly settings = new SettingsController(this);
  /** The language of the nearest `lang`. */
  protected readonly language = new LanguageController(this);
  #wrapper: HTMLElement | undefined;

  constructor() {
    super();
    // Elements that were rendered for one person, zone and language would be wrong for others.
    if (isRenderedOnServer()) this.render = renderPlaceholder;
    // The waiting time of calls changes without events.
    new ClockController(this, () => {
      const { held = [], slow = [] } = this.gateway.value ?? {};
      return held.length + slow.length > 0;
    });
    // A restart that takes too long causes no event.
    new ClockController(this, () => {
      const connection = this.gateway.value?.connection;
      return connection !== undefined && isRestarting(connection) && !isOverdue(connection.lostAt);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    redrawWhenChecked(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    notOnPage(this);
  }

  /** A server renders no styles: the placeholder needs none, and a strict policy would block them. */
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return isRenderedOnServer() ? [] : super.finalizeStyles(styles);
  }

  /**
   * Registers the element and its parts; safe to call twice.
   *
   * @param prefix stands in place of `comis` in the tags, for pages where that one is taken.
   */
  static define(this: ComisElementClass, prefix?: string): void {
    register(this, prefix);
  }

  /**
   * Another person acts from now on: drops what was typed, selected, opened or armed, and cancels what was not sent.
   */
  protected dropDrafts(): void {
    // Most elements keep nothing of the kind.
  }

  /** Why nothing may be decided, created or revoked here: the page is framed by another origin. Undefined when it may. */
  protected get framed(): string | undefined {
    return framedReason(this.settings.value, this.ownerDocument);
  }

  /** Creates another element of the library under this one's prefix. */
  protected createPart(name: string): HTMLElement {
    return createPart(this, name);
  }

  /**
   * Runs what makes words outside of an update with the language and settings of the element: an event handler, a
   * timer, a copy. Updates do this by themselves.
   *
   * @internal
   */
  localized<T>(run: () => T): T {
    const { timeZone, redact } = this.settings.value;
    return this.language.run(() => withPatterns(redact, () => inTimeZone(timeZone, run)));
  }

  protected override performUpdate(): void {
    this.localized(() => super.performUpdate());
  }

  /**
   * A wrapper inside the shadow root: stops styles inherited from the page (see base.styles), and has the language.
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = emptyRenderRoot(this, () => super.createRenderRoot());
    // Before anything is copied: rows and tokens are copied as what they stand for.
    for (const type of ['focusin', 'pointerdown'])
      root.addEventListener(type, () => void loadTextChecks(), { once: true });
    root.addEventListener('copy', (event) => this.localized(() => copyUntrusted(root, event as ClipboardEvent)));
    for (const type of handledEvents) root.addEventListener(type, this.language.enter, { capture: true });
    const wrapper = document.createElement('div');
    wrapper.className = 'root';
    this.#wrapper = wrapper;
    root.append(wrapper);
    return wrapper;
  }

  protected override update(changed: PropertyValues): void {
    this.#setLanguage();
    restoreTexts(this.renderRoot);
    super.update(changed);
  }

  /** Sets the language and direction of the words, which the page's may differ from. */
  #setLanguage(): void {
    const { value, direction } = this.language;
    if (!this.#wrapper) return;
    this.#wrapper.lang = value.tag;
    if (direction) this.#wrapper.dir = direction;
    else this.#wrapper.removeAttribute('dir');
  }
}
