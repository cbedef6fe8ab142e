import type { LitElement, ReactiveController } from 'lit';
import { drawNow } from './draw-now.js';

/** Tracks whether the page is being printed, and renders its host before and after. */
export class PrintController implements ReactiveController {
  readonly #host: LitElement;
  #view: Window | null = null;
  #media: MediaQueryList | undefined;
  #isPrinting = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  get isPrinting(): boolean {
    return this.#isPrinting;
  }

  hostConnected(): void {
    this.#view = this.#host.ownerDocument.defaultView;
    // Test DOMs have no media queries.
    if (this.#view && 'matchMedia' in this.#view) this.#media = this.#view.matchMedia('print');
    this.#view?.addEventListener('beforeprint', this.#start);
    this.#view?.addEventListener('afterprint', this.#end);
    this.#media?.addEventListener('change', this.#mediaChanged);
  }

  hostDisconnected(): void {
    this.#view?.removeEventListener('beforeprint', this.#start);
    this.#view?.removeEventListener('afterprint', this.#end);
    this.#media?.removeEventListener('change', this.#mediaChanged);
    this.#view = null;
    this.#isPrinting = false;
  }

  readonly #start = (): void => this.#set(true);
  readonly #end = (): void => this.#set(false);
  readonly #mediaChanged = ({ matches }: MediaQueryListEvent): void => this.#set(matches);

  #set(isPrinting: boolean): void {
    if (isPrinting === this.#isPrinting) return;
    this.#isPrinting = isPrinting;
    // Synchronous: `print()` captures the page before the next microtask.
    drawNow(this.#host);
  }
}
