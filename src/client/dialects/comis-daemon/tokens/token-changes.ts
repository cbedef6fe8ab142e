import { GatewayError, toGatewayError } from '../../../../protocol/index.js';
import type { HeldCall } from '../../../rpc-client.js';
import type { PartServices } from '../part-services.js';
import { ChangeQueue, type WaitingChange } from './change-queue.js';
import { TokenChangeLookup } from './token-change-lookup.js';
import type { TokenMethod } from './token-wire.js';
import { inDoubt, notRestarted, reasonOf } from './token-messages.js';

/** How long after a change the daemon may run without a restart, in ms (1.0.34: two seconds). */
const restartsWithinMs = 60_000;
/** How long a restart may take, in ms (1.0.34: up to a minute). */
const returnsWithinMs = 120_000;

/** A change to be made. */
export interface Change<T> {
  readonly method: TokenMethod;
  /** A check before the change is made, which may throw. Changes nothing. */
  readonly check?: () => Promise<void>;
  /** Makes the change. Called at most once. */
  readonly make: () => Promise<T>;
}

/** A change not yet followed by a restart: with another one, one of the two would be lost. */
interface Unsettled {
  /** The daemon's run in which it was made, if known. */
  readonly run: string | undefined;
  /** Epoch ms, local clock. */
  readonly at: number;
  /** False: it may not have been made, because its answer was lost. */
  readonly certain: boolean;
  readonly isOverdue: boolean;
}

/** What the next change waits for. */
type Phase =
  /** A connection. */
  | 'disconnected'
  /** The one before it: it is being checked or made. */
  | 'changing'
  /** The restart that follows the last change. */
  | 'restarting'
  /** A restart that has not come in time: it would lose this change, or the one before it. */
  | 'overdue'
  /** Nothing; or only for the time in which a change that nobody tells of would show by a restart. */
  | 'ready';

/**
 * Makes one change of tokens per run of the daemon: it restarts after each, and of several changes before a restart
 * only the last is kept. Further changes are queued, and listed in {@link held}.
 */
export class TokenChanges {
  readonly #services: PartServices;
  readonly #onRestarted: () => void;
  readonly #past: TokenChangeLookup;
  readonly #queue: ChangeQueue;
  #isConnected = false;
  #unsettled: Unsettled | undefined;
  /** The change being checked before it is made; no longer listed in {@link held}. */
  #next: WaitingChange | undefined;
  #isChanging = false;
  #comparing: Promise<void> = Promise.resolve();
  /**
   * The timeout of the current phase: of the wait for a connection, for a restart, or for signs of an unreported
   * change.
   */
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onRestarted - called when the daemon has, or may have, restarted since the last change. */
  constructor(services: PartServices, onRestarted: () => void) {
    this.#services = services;
    this.#onRestarted = onRestarted;
    this.#past = new TokenChangeLookup(services);
    this.#queue = new ChangeQueue(() => services.server.changed());
  }

  /** The queued changes, in order. */
  get held(): readonly HeldCall[] {
    const until = this.#unsettled || this.#next ? undefined : this.#doubtfulUntil;
    return this.#queue.except(this.#next).map(({ method, since }, index) => {
      if (until === undefined) return { method, since, reason: reasonOf(index) };
      return index === 0 ? { method, since, reason: inDoubt, until } : { method, since, reason: reasonOf(index - 1) };
    });
  }

  /**
   * Queues and makes a change.
   *
   * @throws {GatewayError} the error of the change; `server`, `closed`, or the reason why the client stopped, when the
   *   change was not made.
   * @throws the signal's reason when aborted.
   */
  async make<T>(change: Change<T>, signal: AbortSignal | undefined): Promise<T> {
    const added = this.#queue.add(change.method, () => this.#carryOut(change), signal);
    void this.#advance();
    return added;
  }

  /** Called when anyone has changed a token. @param ago - how long ago, in ms. */
  seen(ago = 0): void {
    this.#unsettle({ certain: true, at: Date.now() - Math.max(0, ago) });
  }

  /** Called after a gap in the events. */
  unseen(): void {
    this.#past.unseen();
  }

  /** Called on every connection. */
  async connected(): Promise<void> {
    this.#isConnected = true;
    this.#past.connected();
    clearTimeout(this.#timer);
    // A rejected promise would fail all callers until the next connection.
    this.#comparing = this.#compare().catch((thrown: unknown) =>
      this.#services.server.unreadable('/api/health', `could not be compared: ${toGatewayError(thrown).message}`),
    );
    await this.#comparing;
    await this.#advance();
  }

  /** Resolves when the check for a restart has ended. */
  async compared(): Promise<void> {
    await this.#comparing;
  }

  /** Called when disconnected. */
  disconnected(): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
    if (this.#queue.isEmpty) return;
    this.#after(returnsWithinMs, () =>
      this.#queue.failAll(new GatewayError('server', 'The gateway has not reconnected. Nothing was changed.')),
    );
  }

  /** Called when the client stops connecting: rejects all queued changes. @param error - the reason. */
  stop(error: GatewayError): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
    this.#queue.failAll(new GatewayError(error.kind, `${error.message} Nothing was changed.`, { cause: error }));
  }

  get #phase(): Phase {
    if (!this.#isConnected) return 'disconnected';
    if (this.#isChanging) return 'changing';
    if (this.#unsettled) return this.#unsettled.isOverdue ? 'overdue' : 'restarting';
    return 'ready';
  }

  /** Until when an unreported change may show by a restart; undefined when that time is over. */
  get #doubtfulUntil(): number | undefined {
    const until = this.#past.doubtfulUntil;
    return until > Date.now() ? until : undefined;
  }

  /** Advances as far as the phase allows. */
  async #advance(): Promise<void> {
    while (this.#phase === 'ready' && this.#queue.first) {
      await this.#giveTurn(this.#queue.first);
      if (this.#waitsInDoubt()) return;
    }
    if (this.#phase === 'overdue') this.#queue.failAll(notRestarted());
  }

  /** Makes a change if the daemon's state allows it now. */
  async #giveTurn(next: WaitingChange): Promise<void> {
    this.#isChanging = true;
    this.#next = next;
    try {
      await this.#look();
      this.#next = undefined;
      if (this.#mayGo(next)) {
        this.#queue.remove(next);
        await next.go();
      } else {
        this.#services.server.changed();
      }
    } catch (thrown) {
      // Without the daemon's run the change could be lost: it is rejected, the next one is still tried.
      this.#queue.remove(next);
      next.giveUp(thrown);
    } finally {
      this.#next = undefined;
      this.#isChanging = false;
    }
  }

  /** Whether it is still queued and connected after the check. */
  #mayGo(next: WaitingChange): boolean {
    return !this.#unsettled && this.#isConnected && this.#queue.first === next && this.#doubtfulUntil === undefined;
  }

  /** Schedules another {@link #advance} while an unreported change is possible. @returns whether it did. */
  #waitsInDoubt(): boolean {
    const until = this.#doubtfulUntil;
    if (until === undefined || this.#phase !== 'ready' || this.#queue.isEmpty) return false;
    this.#after(until - Date.now(), () => void this.#advance());
    return true;
  }

  /** Checks whether the daemon has restarted since the last change. */
  async #compare(): Promise<void> {
    await this.#services.instance.read();
    if (this.#phase === 'disconnected') return;
    const before = this.#unsettled?.run;
    const now = this.#services.instance.id;
    // Without both ids it may have restarted: otherwise the activity list shows the change, or its restart is awaited.
    const mayBeNew = before === undefined || now === undefined || before !== now;
    if (mayBeNew) {
      this.#unsettled = undefined;
      this.#onRestarted();
    } else {
      this.#awaitRestart();
    }
  }

  /**
   * Reads the daemon's run, and whether tokens were changed in it before: by someone else, or by this page before it
   * was reloaded.
   */
  async #look(): Promise<void> {
    const { instance, server } = this.#services;
    const [change] = await Promise.all([this.#past.lastChange(), instance.read()]);
    if (change) this.seen(server.now() - change.at);
  }

  /** Makes a change, and records it unless the daemon refused it. */
  async #carryOut<T>({ check, make }: Change<T>): Promise<T> {
    await check?.();
    try {
      const result = await make();
      this.#unsettle({ certain: true, at: Date.now() });
      return result;
    } catch (thrown) {
      const isRefused = thrown instanceof GatewayError && thrown.code !== undefined;
      if (!isRefused) this.#unsettle({ certain: false, at: Date.now() });
      throw thrown;
    }
  }

  #unsettle({ certain, at }: Pick<Unsettled, 'certain' | 'at'>): void {
    const before = this.#unsettled;
    this.#unsettled = {
      run: this.#services.instance.id,
      at: Math.max(at, before?.at ?? 0),
      certain: certain || before?.certain === true,
      isOverdue: false,
    };
    if (this.#isConnected) this.#awaitRestart();
    this.#services.server.changed();
  }

  #awaitRestart(): void {
    if (!this.#unsettled) return;
    this.#after(Math.max(0, this.#unsettled.at + restartsWithinMs - Date.now()), () => {
      // No sign of it: the change was not made.
      this.#unsettled = this.#unsettled?.certain ? { ...this.#unsettled, isOverdue: true } : undefined;
      void this.#advance();
    });
  }

  #after(ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }
}
