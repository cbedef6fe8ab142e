import { ReactiveElement, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { partNames } from './part-names.js';

/** The states that a page may replace. */
const states = /-(loading|empty|error)$/;

const holders = new WeakMap<Element, Forwarded>();

/**
 * Lets a page reach the elements inside its host: their parts under their own names, and their states by the slots
 * `<name>-loading`, `<name>-empty` and `<name>-error`.
 */
export class Forwarded implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #inside = new Map<string, HTMLElement>();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    holders.set(host, this);
    host.addController(this);
  }

  /** Adds an element of this name. @returns it. */
  add<T extends HTMLElement>(name: string, element: T): T {
    element.setAttribute('exportparts', partNames);
    this.#inside.set(name, element);
    return element;
  }

  hostUpdate(): void {
    for (const { slot } of this.#host.children) {
      const state = states.exec(slot);
      if (!state) continue;
      const name = slot.slice(0, state.index);
      const own = this.#inside.get(name);
      const holder = [...this.#inside.values()].find((each) => holders.get(each)?.holds(name));
      if (own) forward(own, slot, slot.slice(state.index + 1));
      else if (holder) forward(holder, slot, slot);
    }
  }

  /** Whether an element of this name is inside, at any depth. */
  holds(name: string): boolean {
    return this.#inside.has(name) || [...this.#inside.values()].some((each) => holders.get(each)?.holds(name));
  }
}

function forward(element: HTMLElement, from: string, to: string): void {
  if (element.querySelector(`:scope > slot[name="${from}"]`)) return;
  const slot = document.createElement('slot');
  slot.name = from;
  slot.slot = to;
  element.append(slot);
  if (element instanceof ReactiveElement) element.requestUpdate();
}
