import type { LitElement, ReactiveController } from 'lit';
import { drawNow } from './draw-now.js';

/** Knows whether the page is being printed, and draws its host anew before and after. */
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
    this.#media = this.#view?.matchMedia('print');
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
    // `print()` returns to its caller before the next microtask: by then the page is on paper.
    drawNow(this.#host);
  }
}
