import { noChange } from 'lit';
import { AsyncDirective, type ChildPart, directive, type DirectiveResult } from 'lit/async-directive.js';
import { everySecond } from '../../../controllers/every-second.js';
import { restoreTexts } from '../../../ui/guards/drawn-check.js';

class TickingDirective extends AsyncDirective {
  #make: () => string = () => '';
  #runs = false;
  #stop: (() => void) | undefined;
  #words: string | undefined;
  #place: ChildPart | undefined;

  override update(part: ChildPart, [make, runs]: [() => string, boolean]): unknown {
    this.#place = part;
    return this.render(make, runs);
  }

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
    if (!this.#changed()) return;
    if (this.#place?.parentNode instanceof Element) restoreTexts(this.#place.parentNode);
    this.setValue(this.#words);
  }

  #changed(): boolean {
    const words = this.#make();
    if (words === this.#words) return false;
    this.#words = words;
    return true;
  }
}

/**
 * Text that changes with time, such as `4:05` or `3 s ago`: updated each second without rendering what is around it.
 *
 * @param make returns the current text.
 * @param runs false for text that is not visible.
 */
export const ticking: (...values: Parameters<TickingDirective['render']>) => DirectiveResult =
  directive(TickingDirective);
