import { ReactiveElement, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { partNames } from './part-names.js';

/** The states that a page may replace. */
const states = /-(loading|empty|error)$/;

/**
 * Lets a page reach the elements inside its host: their parts under their own names, and their states by the slots
 * `<name>-loading`, `<name>-empty` and `<name>-error`.
 */
export class Forwarded implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #inside = new Map<string, HTMLElement>();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
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
      const own = this.#inside.get(slot.slice(0, state.index));
      if (own) forward(own, slot, state[1]!);
      // It may be inside one of those that hold others.
      else for (const each of this.#inside.values()) forward(each, slot, slot);
    }
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
