import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { nearbyObserver } from './observers.js';

/** The interval between two frames of a busy host, in ms: 25 frames per second. */
const busyIntervalMs = 40;

/**
 * Schedules the rendering of a stream: at most once per frame, less often while more changes than a person can read,
 * and not while the host is outside the viewport; then once when it becomes visible.
 */
export class FrameController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #draw: (elapsedMs: number) => boolean;
  #observer: IntersectionObserver | undefined;
  #visible = true;
  #due = false;
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = 0;
  #busy = false;

  /**
   * @param draw gets the time since its last call, in ms, and returns true while more changes than a person can read.
   */
  constructor(host: ReactiveControllerHost & HTMLElement, draw: (elapsedMs: number) => boolean) {
    this.#host = host;
    this.#draw = draw;
    host.addController(this);
  }

  /** Requests a draw in the next frame that is due. Cheap when one is pending. */
  request(): void {
    if (this.#due) return;
    this.#due = true;
    this.#schedule();
  }

  /** Draws at once. */
  flush(): void {
    this.#cancel();
    this.#due = false;
    const now = performance.now();
    this.#busy = this.#draw(now - this.#drawnAt);
    this.#drawnAt = now;
  }

  hostConnected(): void {
    this.#observer = nearbyObserver((entries) => {
      const visible = entries.at(-1)?.isIntersecting ?? true;
      if (visible === this.#visible) return;
      this.#visible = visible;
      if (!visible) this.#cancel();
      else if (this.#due) this.flush();
    });
    this.#observer.observe(this.#host);
    if (this.#due) this.#schedule();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#visible = true;
    this.#cancel();
  }

  #schedule(): void {
    if (!this.#visible || !this.#observer) return;
    const wait = this.#busy ? this.#drawnAt + busyIntervalMs - performance.now() : 0;
    // A frame begins up to 17 ms after it was requested, which covers shorter waits.
    if (wait > 17) this.#timer = setTimeout(() => this.#nextFrame(), wait - 17);
    else this.#nextFrame();
  }

  #nextFrame(): void {
    this.#frame = requestAnimationFrame(() => this.flush());
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = undefined;
    this.#timer = undefined;
  }
}
