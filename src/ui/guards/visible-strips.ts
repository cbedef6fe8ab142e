/** The height of a strip, px, unless that makes too many. */
import { intersectionObserver } from '../../controllers/observers.js';

const stripPx = 24;
const mostStrips = 300;
/** The height of the probe in the middle of a strip, px. */
const probePx = 4;
/** The minimum delay of the observer that browsers allow, in ms. */
const delayMs = 100;
/** The tolerance at the edge of a cover found by hit tests, px. */
const edgePx = 2 * stripPx;

/** The visible parts of a text, as reported by the browser. */
export interface SeenParts {
  readonly parts: readonly DOMRectReadOnly[];
  /** Whether a cover or an effect that no hit test finds is over the text. */
  readonly isCovered: boolean;
}

/**
 * Detects which strips of an area are visible (IntersectionObserver v2): only the browser finds covers that let clicks
 * through, or filters, and only for targets that are in view as a whole. So a layer over the area holds a probe for
 * each strip, in a shadow tree of its own.
 */
export class VisibleStrips {
  readonly #changed: () => void;
  #layer: Element | undefined;
  #observer: IntersectionObserver | undefined;
  #height = 0;
  #strip = stripPx;
  #probes: readonly HTMLElement[] = [];
  /** The observer's report for each probe. */
  readonly #seen = new Map<Element, boolean>();

  /** @param changed called when the visible strips changed. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Watches the area of a layer, keeping its state when unchanged. Does nothing without IntersectionObserver v2. */
  follow(layer: Element | null): void {
    if ((layer ?? undefined) === this.#layer) return;
    this.release();
    const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
      trackVisibility: true,
      delay: delayMs,
      threshold: [0, 1],
    };
    const observer = intersectionObserver((entries) => this.#take(entries), options);
    if (!layer || (observer as { trackVisibility?: boolean }).trackVisibility !== true) return;
    this.#layer = layer;
    this.#observer = observer;
  }

  release(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#layer?.shadowRoot?.replaceChildren();
    this.#layer = undefined;
    this.#probes = [];
    this.#seen.clear();
    this.#height = 0;
  }

  /**
   * Removes invisible strips from parts of the area.
   *
   * @param area the current position of the area.
   */
  within(parts: readonly DOMRectReadOnly[], area: DOMRectReadOnly): SeenParts {
    if (!this.#layer) return { parts, isCovered: false };
    this.#fit(area.height);
    const seen: DOMRectReadOnly[] = [];
    let covered = 0;
    for (const { left, top, bottom, width } of parts) {
      const first = Math.max(0, Math.floor((top - area.top) / this.#strip));
      for (let index = first; index < this.#probes.length; index++) {
        const from = Math.max(top, area.top + index * this.#strip);
        const to = Math.min(bottom, area.top + (index + 1) * this.#strip);
        if (to <= from) break;
        const probe = this.#probes[index];
        const isSeen = probe && this.#seen.get(probe);
        if (isSeen) seen.push(new DOMRectReadOnly(left, from, width, to - from));
        else if (isSeen === false) covered += to - from;
      }
    }
    return { parts: seen, isCovered: covered > edgePx };
  }

  #take(entries: readonly IntersectionObserverEntry[]): void {
    let changed = false;
    for (const entry of entries) {
      const { target, isIntersecting, isVisible } = entry as IntersectionObserverEntry & { isVisible?: boolean };
      const before = this.#seen.get(target);
      if (isIntersecting) this.#seen.set(target, isVisible === true);
      else this.#seen.delete(target);
      changed ||= before !== this.#seen.get(target);
    }
    if (changed) this.#changed();
  }

  /** Creates the probes over the area, again when its height changes. */
  #fit(height: number): void {
    const layer = this.#layer;
    if (!layer || Math.abs(height - this.#height) < 1) return;
    this.#height = height;
    this.#strip = Math.max(stripPx, height / mostStrips);
    this.#observer?.disconnect();
    this.#seen.clear();
    this.#probes = Array.from({ length: Math.ceil(height / this.#strip) }, (_, index) => {
      const probe = document.createElement('div');
      const end = Math.min(height, (index + 1) * this.#strip);
      const middle = (index * this.#strip + end - probePx) / 2;
      probe.style.position = 'absolute';
      probe.style.insetInline = '0';
      probe.style.height = `${String(probePx)}px`;
      probe.style.top = `${String(Math.max(0, middle))}px`;
      return probe;
    });
    const root = layer.shadowRoot ?? layer.attachShadow({ mode: 'open' });
    const all = document.createElement('div');
    all.lang = 'en';
    all.translate = false;
    all.append(...this.#probes);
    root.replaceChildren(all);
    for (const probe of this.#probes) this.#observer?.observe(probe);
  }
}
