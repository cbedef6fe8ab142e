/**
 * For how long a provider must stay well before it counts as recovered, in ms: while agents fail on it the daemon sends
 * `provider:recovered` and `provider:degraded` 1 to 40 ms apart, with each failed turn (1.0.34).
 */
export const settleMs = 5000;

/** How many providers are watched; changes of others are passed on unfiltered. */
const watched = 50;

/** Tells an event. @param routine - the name under which it is folded away; undefined for one that is not. */
type Tell = (routine: string | undefined) => void;

interface Watch {
  recoveredAt: number;
  /** It was degraded again right after it had recovered: the next recovery waits until it lasts. */
  flapping: boolean;
  held: { readonly tell: Tell; readonly timer: ReturnType<typeof setTimeout> } | undefined;
}

/**
 * Folds the recoveries away that do not last, and what undoes them. The first three changes are passed on unfiltered; from
 * then on a recovery is told when it has lasted, so that the last line that is told of a provider is true.
 */
export class FlapFilter {
  readonly #watches = new Map<string, Watch>();

  /** A provider is degraded. @param at - epoch ms on the daemon's clock, as for {@link recovered}. */
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

  /** A provider is no longer degraded. */
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

  /** Drops what waits. */
  close(): void {
    for (const { held } of this.#watches.values()) clearTimeout(held?.timer);
    this.#watches.clear();
  }
}

const nameOf = (provider: string) => `${provider} flapping`;

/** The recovery held. */
function settle(watch: Watch): void {
  const { held } = watch;
  watch.held = undefined;
  watch.flapping = false;
  held?.tell(undefined);
}
