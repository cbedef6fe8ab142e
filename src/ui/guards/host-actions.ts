import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import type { ElementSettings } from '../../context/settings-context.js';
import { ActionController, type ActionResult } from '../../controllers/action-controller.js';
import type { GatewayError } from '../../protocol/index.js';
import { AsShown, type ShownOptions } from './as-shown.js';
import { type Asking, BeforeEvent, HostRefusal, NotSent } from './before-event.js';
import type { DrawnCheck } from './drawn-check.js';
import type { BeforeDetails } from '../base/element-events.js';
import { framedReason } from './framing.js';
import type { AnnouncingHost } from '../../controllers/announce-controller.js';
import { sharedStrings as strings } from '../base/strings.js';

/**
 * Asks the host before an act.
 *
 * @returns a promise of the pending answers; undefined when the act may be carried out at once.
 * @throws {HostRefusal} when the host does not allow it.
 */
export function askHost<K extends keyof BeforeDetails>(
  target: HTMLElement,
  type: K,
  detail: BeforeDetails[K],
  { guarded, holding, signal }: Asking,
): Promise<void> | undefined {
  return new BeforeEvent(type, detail, signal).ask(target, { guarded, ...(holding && { holding }) });
}

type ActionHost = AnnouncingHost & HTMLElement & { readonly readOnly: boolean };

/** An act that needs the host's permission. */
export interface Act<K extends keyof BeforeDetails> {
  /** The client at the time of the press. */
  readonly client: RpcClient;
  /** The event that asks the host. */
  readonly before: K;
  readonly detail: BeforeDetails[K];
  /** The value the act is about, as shown, and how to read its current state. Nothing is sent when they differ. */
  readonly shown?: ShownValue;
  /** Asked again right before anything is sent: why it cannot be sent; undefined when it can. */
  readonly whyNot?: () => string | undefined;
}

/** A value on the screen: see {@link AsShown}. */
type ShownValue = Omit<ShownOptions<object>, 'drawn'> & { readonly value: object };

/** An act that waits for the host's answer. */
interface Held {
  readonly client: RpcClient;
  readonly control: AbortController;
}

/**
 * Runs actions once the host of the page allows them. Nothing is sent when the action was cancelled meanwhile, when the
 * element was removed, became read-only or got another client, while another origin frames it, or when what it shows
 * was altered or has changed.
 */
export class HostActions extends ActionController implements ReactiveController {
  readonly #host: ActionHost;
  readonly #gateway: { readonly value: RpcClient | undefined };
  readonly #settings: { readonly value: ElementSettings };
  readonly #drawn: DrawnCheck;
  /** The acts that wait for the host's answer. */
  readonly #held = new Map<string, Held>();

  constructor(
    host: ActionHost,
    gateway: { readonly value: RpcClient | undefined },
    settings: { readonly value: ElementSettings },
    drawn: DrawnCheck,
  ) {
    super(host);
    this.#host = host;
    this.#gateway = gateway;
    this.#settings = settings;
    this.#drawn = drawn;
    host.addController(this);
  }

  /** Whether an act waits for the host's answer, and can be cancelled. */
  isHeld(key: string): boolean {
    return this.#held.has(key);
  }

  /** Cancels an act that waits for the host's answer: nothing is sent. */
  cancel(key: string): void {
    this.#held.get(key)?.control.abort(new NotSent());
  }

  /** Cancels all waiting acts. @param why the reason shown. */
  takeAllBack(why: string): void {
    for (const { control } of this.#held.values()) control.abort(new NotSent(why));
  }

  /** Asks the host, then runs the act, unless one of the same key is pending. Never throws. */
  async ask<K extends keyof BeforeDetails, T>(
    key: string,
    act: Act<K>,
    run: () => Promise<T>,
  ): Promise<ActionResult<T>> {
    const { value, ...options } = act.shown ?? { value: {}, latest: () => undefined };
    const shown = new AsShown(value, { ...options, drawn: [this.#drawn] });
    const result = await this.run(key, async () => {
      const answers = this.#askHost(key, act);
      // Without pending answers it is sent synchronously, within the click event.
      if (answers) await answers;
      this.#mustBePossible(act, shown);
      return run();
    });
    // Cancelling is not an error to show.
    const { cause } = 'error' in result ? result.error : {};
    if (cause instanceof NotSent && cause.message === '') this.clear(key);
    return result;
  }

  hostUpdate(): void {
    this.#releaseHeld();
  }

  hostDisconnected(): void {
    // An element that is only moved is reconnected before this runs.
    queueMicrotask(() => this.#releaseHeld());
  }

  #askHost<K extends keyof BeforeDetails>(key: string, act: Act<K>): Promise<void> | undefined {
    const control = new AbortController();
    const held: Held = { client: act.client, control };
    const holding = () => {
      this.#held.set(key, held);
      this.#host.requestUpdate();
    };
    const { guarded } = this.#settings.value;
    const asking = { guarded, holding, signal: control.signal };
    return askHost(this.#host, act.before, act.detail, asking)?.finally(() => this.#held.delete(key));
  }

  /** @throws {NotSent} when it can no longer be sent. */
  #mustBePossible({ client, whyNot }: Act<keyof BeforeDetails>, shown: AsShown<object>): void {
    const isConnected = client.connection.status === 'connected';
    const why = this.#host.localized(
      () => this.#whyNot(client) ?? whyNot?.() ?? notAsShown(shown) ?? (isConnected ? undefined : strings.notConnected),
    );
    if (why !== undefined) throw new NotSent(why);
  }

  #releaseHeld(): void {
    for (const { client, control } of this.#held.values()) {
      const why = this.#host.localized(() => this.#whyNot(client));
      if (why !== undefined) control.abort(new NotSent(why));
    }
  }

  /** Why nothing can be sent with a client now. */
  #whyNot(client: RpcClient): string | undefined {
    if (!this.#host.isConnected) return strings.elementGone;
    if (this.#gateway.value !== client) return strings.otherGateway;
    if (this.#host.readOnly) return strings.readOnly;
    return framedReason(this.#settings.value, this.#host.ownerDocument);
  }
}

function notAsShown(shown: AsShown<object>): string | undefined {
  if (shown.changedTo) return strings.changedMeanwhile;
  return shown.isAltered ? strings.altered : undefined;
}

/**
 * Renders that an act waits for the host's answer, with a cancel button. Must be inside a region of role `status`.
 *
 * @param button false where another button cancels it, such as a dialog's Cancel.
 */
export function renderHeld(actions: HostActions, key: string, button = true): TemplateResult | typeof nothing {
  if (!actions.isHeld(key)) return nothing;
  const cancel = html`<button type="button" @click=${() => actions.cancel(key)}>${strings.cancel}</button>`;
  return html`<span class="muted">${strings.hostAsked}</span> ${button ? cancel : nothing}`;
}

/** The sentence for an act that was not sent; undefined for errors of the gateway. May include the host's reason. */
export function notSentWords({ cause }: GatewayError): string | undefined {
  if (cause instanceof HostRefusal) {
    return cause.kind === 'unanswered' ? strings.hostUnanswered : strings.hostRefused(cause.message);
  }
  return cause instanceof NotSent ? strings.notSent(cause.message) : undefined;
}
