import { GatewayError, toGatewayError } from '../../../../protocol/index.js';
import type { HeldCall } from '../../../rpc-client.js';
import type { Surroundings } from '../surroundings.js';
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

interface Waiting {
  readonly method: TokenMethod;
  readonly since: number;
  /** Makes the change; never throws. */
  go(): Promise<void>;
  giveUp(reason: unknown): void;
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

/**
 * Lets one change of tokens through in each run of the daemon: it restarts after one, and of several before that restart
 * only the last would be left. The others wait for their turn, and say so.
 */
export class TokenChanges {
  readonly #in: Surroundings;
  readonly #onRestarted: () => void;
  readonly #past: TokenChangeLookup;
  readonly #queue: Waiting[] = [];
  #unsettled: Unsettled | undefined;
  /** The one whose turn may have come: it waits for nothing but the daemon's word. */
  #next: Waiting | undefined;
  #isBusy = false;
  #comparing: Promise<void> = Promise.resolve();
  #isConnected = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #doubt: ReturnType<typeof setTimeout> | undefined;

  /** @param onRestarted - called when the daemon has restarted since the last change, or may have. */
  constructor(surroundings: Surroundings, onRestarted: () => void) {
    this.#in = surroundings;
    this.#onRestarted = onRestarted;
    this.#past = new TokenChangeLookup(surroundings);
  }

  /** The changes that wait, in the order in which they will be made. */
  get held(): readonly HeldCall[] {
    const waiting = this.#queue.filter((each) => each !== this.#next);
    const until = this.#unsettled || this.#next ? undefined : this.#doubtfulUntil;
    return waiting.map(({ method, since }, index) => {
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
  make<T>(change: Change<T>, signal: AbortSignal | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const onAbort = () => {
        this.#leave(waiting);
        waiting.giveUp(signal?.reason);
      };
      const waiting: Waiting = {
        method: change.method,
        since: Date.now(),
        go: () => {
          signal?.removeEventListener('abort', onAbort);
          return this.#carryOut(change).then(resolve, reject);
        },
        giveUp: (reason: Error) => {
          signal?.removeEventListener('abort', onAbort);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', onAbort);
      this.#queue.push(waiting);
      void this.#advance();
      if (this.#next !== waiting) this.#in.server.changed();
    });
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

  /** Until when a change that nobody has told of may come to light by its restart; undefined when that is over. */
  get #doubtfulUntil(): number | undefined {
    const until = this.#past.doubtfulUntil;
    return until > Date.now() ? until : undefined;
  }

  /** Resolves when it is known whether the daemon has restarted. */
  async compared(): Promise<void> {
    await this.#comparing;
  }

  /** Finds out whether the daemon has restarted since the last change. */
  async #compare(): Promise<void> {
    await this.#in.instance.read();
    if (this.#isDown()) return;
    const before = this.#unsettled?.run;
    const now = this.#in.instance.id;
    // Without both ids it may have restarted: if not, its activity tells of the change, or its restart is waited for.
    const mayBeNew = before === undefined || now === undefined || before !== now;
    if (mayBeNew) this.#settled();
    else this.#arm();
  }

  /** Calls do not work any more. */
  disconnected(): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#doubt);
    if (this.#queue.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#failAll(new GatewayError('server', 'The gateway has not come back. Nothing was changed.'));
    }, returnsWithinMs);
  }

  /** No further connection is tried: nothing that waits will be made. @param error - why. */
  stop(error: GatewayError): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#doubt);
    this.#failAll(new GatewayError(error.kind, `${error.message} Nothing was changed.`, { cause: error }));
  }

  async #advance(): Promise<void> {
    if (this.#isBusy || this.#isDown()) return;
    if (this.#unsettled) {
      if (this.#unsettled.isOverdue) this.#failAll(notRestarted());
      return;
    }
    const next = this.#queue[0];
    if (!next) return;
    this.#isBusy = true;
    this.#next = next;
    try {
      await this.#look();
      this.#next = undefined;
      if (this.#mayGo(next)) {
        this.#leave(next);
        await next.go();
      } else {
        this.#in.server.changed();
      }
    } catch (thrown) {
      // Without knowing which run of the daemon answers, the change could be lost: it is given up, the next one is not.
      this.#leave(next);
      next.giveUp(thrown);
    } finally {
      this.#next = undefined;
      this.#isBusy = false;
    }
    if (!this.#waitsInDoubt()) await this.#advance();
  }

  #isDown(): boolean {
    return !this.#isConnected;
  }

  /** It may have been given up, or the connection lost, while the daemon was looked at. */
  #mayGo(next: Waiting): boolean {
    return !this.#unsettled && this.#isConnected && this.#queue[0] === next && this.#doubtfulUntil === undefined;
  }

  /** Comes back when it is known that nothing was changed, if that is what is waited for. */
  #waitsInDoubt(): boolean {
    clearTimeout(this.#doubt);
    const until = this.#doubtfulUntil;
    if (until === undefined || this.#queue.length === 0 || this.#unsettled || !this.#isConnected) return false;
    this.#doubt = setTimeout(() => void this.#advance(), until - Date.now());
    return true;
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

  #settled(): void {
    this.#unsettled = undefined;
    this.#onRestarted();
  }

  #unsettle({ certain, at }: Pick<Unsettled, 'certain' | 'at'>): void {
    const before = this.#unsettled;
    this.#unsettled = {
      run: this.#in.instance.id,
      at: Math.max(at, before?.at ?? 0),
      certain: certain || before?.certain === true,
      isOverdue: false,
    };
    if (this.#isConnected) this.#arm();
    this.#in.server.changed();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (!this.#unsettled) return;
    const left = this.#unsettled.at + restartsWithinMs - Date.now();
    this.#timer = setTimeout(() => this.#overdue(), Math.max(0, left));
  }

  /** There was no restart. */
  #overdue(): void {
    // What nobody saw was not made, then.
    this.#unsettled = this.#unsettled?.certain ? { ...this.#unsettled, isOverdue: true } : undefined;
    void this.#advance();
  }

  #leave(waiting: Waiting): void {
    const index = this.#queue.indexOf(waiting);
    if (index < 0) return;
    this.#queue.splice(index, 1);
    this.#in.server.changed();
  }

  #failAll({ kind, message, cause }: GatewayError): void {
    for (const waiting of this.#queue.splice(0)) {
      waiting.giveUp(new GatewayError(kind, message, { method: waiting.method, cause }));
    }
    this.#in.server.changed();
  }
}
