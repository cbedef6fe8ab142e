import { GatewayError, toGatewayError } from '../../../../protocol/index.js';
import type { HeldCall } from '../../../rpc-client.js';
import type { Surroundings } from '../surroundings.js';
import { ChangeQueue, type WaitingChange } from './change-queue.js';
import { TokenChangeLookup } from './token-change-lookup.js';
import type { TokenMethod } from './token-wire.js';
import { inDoubt, notRestarted, reasonOf } from './token-messages.js';

/** How long after a change the daemon may go on without a restart, in ms; seen of 1.0.34: two seconds. */
const restartsWithinMs = 60_000;
/** How long it may be away then, in ms; seen of 1.0.34: up to a minute. */
const returnsWithinMs = 120_000;

/** A change that is to be made. */
export interface Change<T> {
  readonly method: TokenMethod;
  /** What may still refuse it, when its turn has come. Changes nothing. */
  readonly check?: () => Promise<void>;
  /** Makes it. Called once at most. */
  readonly make: () => Promise<T>;
}

/** A change that the daemon has not restarted after: it would lose the next one, or this one to the next. */
interface Unsettled {
  /** The run of the daemon in which it was made, as far as known. */
  readonly run: string | undefined;
  /** Epoch ms on this machine's clock. */
  readonly at: number;
  /** False: nobody knows whether it was made, its answer was lost. */
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
 * Lets one change of tokens through in each run of the daemon: it restarts after one, and of several before that restart
 * only the last would be left. The others wait for their turn, and say so.
 */
export class TokenChanges {
  readonly #in: Surroundings;
  readonly #onRestarted: () => void;
  readonly #past: TokenChangeLookup;
  readonly #queue: ChangeQueue;
  #isConnected = false;
  #unsettled: Unsettled | undefined;
  /** The one whose turn has come, while it is found out whether it may be made; then nothing more is said of it. */
  #next: WaitingChange | undefined;
  #isChanging = false;
  #comparing: Promise<void> = Promise.resolve();
  /** Ends the wait of the phase: for a connection, for a restart, or for what would show a change that nobody tells of. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onRestarted - called when the daemon has restarted since the last change, or may have. */
  constructor(surroundings: Surroundings, onRestarted: () => void) {
    this.#in = surroundings;
    this.#onRestarted = onRestarted;
    this.#past = new TokenChangeLookup(surroundings);
    this.#queue = new ChangeQueue(() => surroundings.server.changed());
  }

  /** The changes that wait, in the order in which they will be made. */
  get held(): readonly HeldCall[] {
    const until = this.#unsettled || this.#next ? undefined : this.#doubtfulUntil;
    return this.#queue.except(this.#next).map(({ method, since }, index) => {
      if (until === undefined) return { method, since, reason: reasonOf(index) };
      return index === 0 ? { method, since, reason: inDoubt, until } : { method, since, reason: reasonOf(index - 1) };
    });
  }

  /**
   * Makes a change when it is its turn.
   *
   * @throws {GatewayError} whatever the change fails with; `server`, `closed`, or what the client was stopped for, when
   *   its turn never came: nothing was changed then.
   * @throws the signal's reason when aborted.
   */
  async make<T>(change: Change<T>, signal: AbortSignal | undefined): Promise<T> {
    const made = this.#queue.add(change.method, () => this.#carryOut(change), signal);
    void this.#advance();
    return made;
  }

  /** Somebody has changed a token. @param ago - how long ago, in ms. */
  seen(ago = 0): void {
    this.#unsettle({ certain: true, at: Date.now() - Math.max(0, ago) });
  }

  /** What happened until now was not seen. */
  unseen(): void {
    this.#past.unseen();
  }

  /** Calls work (again). */
  async connected(): Promise<void> {
    this.#isConnected = true;
    this.#past.connected();
    clearTimeout(this.#timer);
    // A rejection would be passed on to everyone who waits for it, until the next connection.
    this.#comparing = this.#compare().catch((thrown: unknown) =>
      this.#in.server.unreadable('/api/health', `could not be compared: ${toGatewayError(thrown).message}`),
    );
    await this.#comparing;
    await this.#advance();
  }

  /** Resolves when it is known whether the daemon has restarted. */
  async compared(): Promise<void> {
    await this.#comparing;
  }

  /** Calls do not work any more. */
  disconnected(): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
    if (this.#queue.isEmpty) return;
    this.#after(returnsWithinMs, () =>
      this.#queue.failAll(new GatewayError('server', 'The gateway has not come back. Nothing was changed.')),
    );
  }

  /** No further connection is tried: nothing that waits will be made. @param error - why. */
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

  /** Until when a change that nobody has told of may come to light by its restart; undefined when that is over. */
  get #doubtfulUntil(): number | undefined {
    const until = this.#past.doubtfulUntil;
    return until > Date.now() ? until : undefined;
  }

  /** Goes on as far as the phase allows. */
  async #advance(): Promise<void> {
    while (this.#phase === 'ready' && this.#queue.first) {
      await this.#giveTurn(this.#queue.first);
      if (this.#waitsInDoubt()) return;
    }
    if (this.#phase === 'overdue') this.#queue.failAll(notRestarted());
  }

  /** Finds out whether a change may be made now, and makes it if so. */
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
        this.#in.server.changed();
      }
    } catch (thrown) {
      // Without knowing which run of the daemon answers, the change could be lost: it is given up, the next one is not.
      this.#queue.remove(next);
      next.giveUp(thrown);
    } finally {
      this.#next = undefined;
      this.#isChanging = false;
    }
  }

  /** It may have been given up, or the connection lost, while the daemon was looked at. */
  #mayGo(next: WaitingChange): boolean {
    return !this.#unsettled && this.#isConnected && this.#queue.first === next && this.#doubtfulUntil === undefined;
  }

  /** Comes back when it is known that nothing was changed, if that is what is waited for. */
  #waitsInDoubt(): boolean {
    const until = this.#doubtfulUntil;
    if (until === undefined || this.#phase !== 'ready' || this.#queue.isEmpty) return false;
    this.#after(until - Date.now(), () => void this.#advance());
    return true;
  }

  /** Finds out whether the daemon has restarted since the last change. */
  async #compare(): Promise<void> {
    await this.#in.instance.read();
    if (this.#phase === 'disconnected') return;
    const before = this.#unsettled?.run;
    const now = this.#in.instance.id;
    // Without both ids it may have restarted: if not, its activity tells of the change, or its restart is waited for.
    const mayBeNew = before === undefined || now === undefined || before !== now;
    if (mayBeNew) {
      this.#unsettled = undefined;
      this.#onRestarted();
    } else {
      this.#awaitRestart();
    }
  }

  /**
   * Finds out which run of the daemon answers, and whether tokens were changed in it already: by somebody else, or by
   * this page before it was loaded.
   */
  async #look(): Promise<void> {
    const { instance, server } = this.#in;
    const [change] = await Promise.all([this.#past.lastChange(), instance.read()]);
    if (change) this.seen(server.now() - change.at);
  }

  /** Makes a change, and takes note unless the daemon has refused it. */
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
      run: this.#in.instance.id,
      at: Math.max(at, before?.at ?? 0),
      certain: certain || before?.certain === true,
      isOverdue: false,
    };
    if (this.#isConnected) this.#awaitRestart();
    this.#in.server.changed();
  }

  #awaitRestart(): void {
    if (!this.#unsettled) return;
    this.#after(Math.max(0, this.#unsettled.at + restartsWithinMs - Date.now()), () => {
      // What nobody saw was not made, then.
      this.#unsettled = this.#unsettled?.certain ? { ...this.#unsettled, isOverdue: true } : undefined;
      void this.#advance();
    });
  }

  #after(ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }
}
