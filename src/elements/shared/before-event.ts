import { personAt } from '../../controllers/client-controller.js';
import { sharedStrings } from './strings.js';

/**
 * Asks the host before something that cannot be undone. `preventDefault()` forbids it; a host that needs time, to ask for
 * the password again or for a second person, holds it with {@link BeforeEvent.waitUntil}.
 */
export class BeforeEvent<D extends object> extends CustomEvent<D & Holdable> {
  readonly #promises: Promise<unknown>[] = [];
  #dispatching = true;
  /**
   * Aborted when the action is taken back before it was carried out: close the dialog that you opened for it. Its reason is
   * an `Error`. Never aborted for an action that cannot be taken back.
   */
  readonly signal: AbortSignal;

  constructor(type: string, detail: D, signal = new AbortController().signal) {
    const holdable = { ...detail, signal, waitUntil: (promise: Promise<unknown>) => this.waitUntil(promise) };
    super(type, { detail: holdable, bubbles: true, composed: true, cancelable: true });
    this.signal = signal;
  }

  /**
   * Holds the action until a promise is settled; with several, until all are. It is forbidden when one is rejected, whose
   * reason is shown, or fulfilled with `false`. Who began the action may take it back meanwhile: then it is not carried
   * out, whatever becomes of the promise.
   *
   * @throws {DOMException} `InvalidStateError` when the event has been dispatched already: call it in the listener.
   */
  waitUntil(promise: Promise<unknown>): void {
    if (!this.#dispatching) throw new DOMException('The event has been dispatched already.', 'InvalidStateError');
    this.#promises.push(Promise.resolve(promise));
    // Told below; until then nobody else has to.
    promise.catch(() => {});
  }

  /**
   * Dispatches the event and waits for what listeners wait for.
   *
   * @throws {HostRefusal} when the host forbids it.
   * @internal
   */
  async ask(target: EventTarget, holding?: () => void): Promise<void> {
    const person = personAt(target);
    const allowed = target.dispatchEvent(this);
    this.#dispatching = false;
    if (!allowed) throw new HostRefusal();
    if (this.#promises.length === 0) return;
    holding?.();
    const answers = await unlessAborted(answersOf(this.#promises), this.signal);
    if (answers.includes(false)) throw new HostRefusal();
    if (personAt(target) !== person) throw new HostRefusal(sharedStrings.otherPerson);
  }
}

/** What who asks the host wants to know, and may say. */
export interface Asking {
  /** Called when the host needs time. */
  readonly holding?: () => void;
  /** Aborted when the action is taken back: what the host says no longer matters, and its reason is thrown. */
  readonly signal?: AbortSignal;
}

async function answersOf(promises: readonly Promise<unknown>[]): Promise<unknown[]> {
  try {
    return await Promise.all(promises);
  } catch (reason) {
    throw new HostRefusal(reason instanceof Error ? reason.message : typeof reason === 'string' ? reason : '');
  }
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  const result = await Promise.race([promise, aborted]);
  signal.throwIfAborted();
  return result;
}

/** What is in the detail beside what the event is about, for listeners that are handed only that. */
export interface Holdable {
  /** The same as {@link BeforeEvent.waitUntil}. */
  readonly waitUntil: (promise: Promise<unknown>) => void;
  /** The same as {@link BeforeEvent.signal}. */
  readonly signal: AbortSignal;
}

/** The host forbade it. The message is its reason; empty when it gave none. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
}

/**
 * Asks the host before something that cannot be undone.
 *
 * @throws {HostRefusal} when the host forbids it.
 */
export async function askHostFirst<K extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  type: K,
  detail: HTMLElementEventMap[K] extends BeforeEvent<infer D> ? D : never,
  { holding, signal }: Asking = {},
): Promise<void> {
  await new BeforeEvent(type, detail, signal).ask(target, holding);
}
