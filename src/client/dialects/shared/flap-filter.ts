/**
 * How long a recovery must hold to count, in ms: while agents fail on a provider the daemon sends `provider:recovered`
 * and `provider:degraded` 1 to 40 ms apart with each failed turn (1.0.34).
 */
export const settleMs = 5000;

/** The maximum number of providers tracked; events of others are emitted unfiltered. */
const watched = 50;

/** Emits an event. @param routine - the name under which it is folded away; undefined for one that is not. */
type Tell = (routine: string | undefined) => void;

interface Watch {
  recoveredAt: number;
  /** It was degraded again right after a recovery: the next recovery is emitted only once it holds. */
  flapping: boolean;
  held: { readonly tell: Tell; readonly timer: ReturnType<typeof setTimeout> } | undefined;
}

/**
 * Marks short recoveries, and the failures after them, as routine. The first three changes are emitted unfiltered;
 * after that a recovery is emitted when it has held for {@link settleMs}, so that the last line of a provider is true.
 */
export class FlapFilter {
  readonly #watches = new Map<string, Watch>();

  /** Called when a provider is degraded. @param at - epoch ms, the daemon's time, as for {@link recovered}. */
  degraded(provider: string, at: number, tell: Tell): void {
    const watch = this.#watches.get(provider);
    if (!watch?.held) {
      if (watch) watch.flapping = at - watch.recoveredAt < settleMs;
      tell(undefined);
      return;
    }
    clearTimeout(watch.held.timer);
    watch.held.tell(nameOf(provider));
    watch.held = undefined;
    tell(nameOf(provider));
  }

  /** Called when a provider has recovered. */
  recovered(provider: string, at: number, tell: Tell): void {
    let watch = this.#watches.get(provider);
    if (!watch) {
      watch = { recoveredAt: at, flapping: false, held: undefined };
      if (this.#watches.size < watched) this.#watches.set(provider, watch);
    }
    watch.recoveredAt = at;
    if (watch.flapping && !watch.held) watch.held = { tell, timer: setTimeout(() => settle(watch), settleMs) };
    else tell(watch.held && nameOf(provider));
  }

  /** Cancels pending events. */
  close(): void {
    for (const { held } of this.#watches.values()) clearTimeout(held?.timer);
    this.#watches.clear();
  }
}

const nameOf = (provider: string) => `${provider} flapping`;

/** Emits a recovery that held. */
function settle(watch: Watch): void {
  const { held } = watch;
  watch.held = undefined;
  watch.flapping = false;
  held?.tell(undefined);
}
