import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { everySecond } from '../../controllers/every-second.js';

class TickingDirective extends AsyncDirective {
  #make: () => string = () => '';
  #runs = false;
  #stop: (() => void) | undefined;
  #words: string | undefined;

  render(make: () => string, runs: boolean): unknown {
    this.#make = make;
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
    const words = this.#make();
    if (words === this.#words) return false;
    this.#words = words;
    return true;
  }
}

/**
 * Words that change with the time, such as `4:05` or `3 s ago`: they write themselves anew each second, and what is around
 * them stays as it is.
 *
 * @param make says what to write now.
 * @param runs false for what nobody sees.
 */
export const ticking = directive(TickingDirective);
