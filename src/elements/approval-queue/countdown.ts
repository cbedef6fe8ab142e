import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { everySecond } from '../../controllers/every-second.js';
import { formatCountdown } from '../shared/format.js';

class CountdownDirective extends AsyncDirective {
  #deadline = 0;
  #now: () => number = Date.now;
  #runs = false;
  #stop: (() => void) | undefined;
  #words = '';

  render(deadline: number, now: () => number, runs: boolean): unknown {
    this.#deadline = deadline;
    this.#now = now;
    this.#runs = runs;
    this.#follow();
    return this.#changed() ? this.#words : noChange;
  }

  protected override disconnected(): void {
    this.#follow();
  }

  protected override reconnected(): void {
    this.#follow();
    this.#tick();
  }

  #follow(): void {
    if (this.#runs && this.isConnected) {
      this.#stop ??= everySecond(() => this.#tick());
    } else {
      this.#stop?.();
      this.#stop = undefined;
    }
  }

  #tick(): void {
    if (this.#changed()) this.setValue(this.#words);
  }

  #changed(): boolean {
    const words = formatCountdown(this.#deadline - this.#now());
    if (words === this.#words) return false;
    this.#words = words;
    return true;
  }
}

/**
 * The time until a deadline, `4:05`, written anew each second by itself: what is around it stays as it is.
 *
 * @param deadline epoch ms on the clock that `now` tells.
 * @param runs false for what nobody sees.
 */
export const countdown = directive(CountdownDirective);
