import { personAt } from '../../controllers/client-controller.js';
import { sharedStrings } from '../base/strings.js';

/**
 * Asks the host before an act. A host forbids it with `preventDefault()`, allows it with {@link BeforeEvent.allow}, or
 * holds it with {@link BeforeEvent.waitUntil}, to ask for a password or a second person. Any veto wins. Where elements
 * are `guarded`, an act that no listener answered is not carried out.
 *
 * Bubbles, leaves shadow roots, and is cancelable.
 */
export class BeforeEvent<D extends object> extends CustomEvent<D & BeforeControls> {
  readonly #promises: Promise<unknown>[] = [];
  #dispatching = true;
  #allowed = false;
  /**
   * Aborted when the act is cancelled before it was carried out: by the person, because its subject changed, or because
   * the element was removed, became read-only or got another client. Close the dialog that you opened for it. The
   * reason is an `Error`.
   */
  readonly signal: AbortSignal;

  constructor(type: string, detail: D, signal = new AbortController().signal) {
    const controls: BeforeControls = {
      signal,
      allow: () => this.allow(),
      waitUntil: (promise) => this.waitUntil(promise),
    };
    super(type, { detail: { ...detail, ...controls }, bubbles: true, composed: true, cancelable: true });
    this.signal = signal;
  }

  /**
   * Allows the act. A veto of another listener still wins.
   *
   * @throws {DOMException} `InvalidStateError` when the event has been dispatched already: call it in the listener.
   */
  allow(): void {
    this.#mustDispatch();
    this.#allowed = true;
  }

  /**
   * Holds the act until a promise is settled; with several, until all are. Fulfilled, it allows the act; with `false`,
   * or rejected, it is a veto, and the reason of the rejection is shown. The person may cancel the act meanwhile: then
   * it is not carried out, whatever the promise settles to.
   *
   * @throws {DOMException} `InvalidStateError` when the event has been dispatched already: call it in the listener.
   */
  waitUntil(promise: Promise<unknown>): void {
    this.#mustDispatch();
    const answer = answerOf(promise);
    this.#promises.push(answer);
    // Handled by ask(): prevent an unhandled rejection until then.
    answer.catch(() => {});
  }

  /**
   * Dispatches the event.
   *
   * @returns a promise of the pending answers; undefined when the act may be carried out at once.
   * @throws {HostRefusal} when a listener forbids it, or none answers although it is guarded.
   * @internal
   */
  ask(target: EventTarget, { guarded, holding }: Pick<Asking, 'guarded' | 'holding'>): Promise<void> | undefined {
    const person = personAt(target);
    const vetoed = !target.dispatchEvent(this);
    this.#dispatching = false;
    if (vetoed) throw new HostRefusal('vetoed');
    if (this.#promises.length === 0) {
      if (guarded && !this.#allowed) throw new HostRefusal('unanswered');
      return undefined;
    }
    holding?.();
    return unlessAborted(Promise.all(this.#promises), this.signal).then(() => {
      if (personAt(target) !== person) throw new NotSent(sharedStrings.otherPerson);
    });
  }

  #mustDispatch(): void {
    if (!this.#dispatching) throw new DOMException('The event has been dispatched already.', 'InvalidStateError');
  }
}

/** The methods in the detail, for listeners that get only the detail. */
export interface BeforeControls {
  /** The same as {@link BeforeEvent.allow}. */
  readonly allow: () => void;
  /** The same as {@link BeforeEvent.waitUntil}. */
  readonly waitUntil: (promise: Promise<unknown>) => void;
  /** The same as {@link BeforeEvent.signal}. */
  readonly signal: AbortSignal;
}

/** Options for asking the host. */
export interface Asking {
  /** Whether an act without an answer is forbidden. */
  readonly guarded: boolean;
  /** Called when a listener holds the act. */
  readonly holding?: () => void;
  /** Aborted when the act is cancelled: the host's answer is ignored, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
}

/** The host did not allow it. The message is the host's reason; empty when it gave none. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';

  constructor(
    /** `unanswered`: no listener answered, and the element is guarded. */
    readonly kind: 'vetoed' | 'unanswered',
    reason = '',
  ) {
    super(reason);
  }
}

/**
 * An act was cancelled, or became impossible, before anything was sent. The message is the reason, and may be empty.
 */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

async function answerOf(promise: Promise<unknown>): Promise<void> {
  let answer: unknown;
  try {
    answer = await promise;
  } catch (reason) {
    const words = reason instanceof Error ? reason.message : typeof reason === 'string' ? reason : '';
    throw new HostRefusal('vetoed', words);
  }
  if (answer === false) throw new HostRefusal('vetoed');
}

async function unlessAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  await Promise.race([promise, aborted]);
  signal.throwIfAborted();
}
