import { UserScroll } from './user-scroll.js';
import { ancestorsOf } from './dom-ancestors.js';
import { isOnTop, isOpaque } from './visibility.js';
import { intersectionObserver } from '../../controllers/observers.js';

/** How long a control must be visible and on top before it works, in ms. */
export const visibleMs = 500;
/** The polling interval for positions, and for visibility where the browser does not report it, in ms. */
const sampleMs = 100;
/** The fraction of a control that must be on the screen. */
const leastInView = 0.75;

/** Why an element is not visible. */
export type Obstacle = 'out-of-view' | 'hidden';

/** Options of a watch. */
export interface VisibilityOptions {
  /** Called when the result changes. */
  readonly changed: () => void;
  /** Whether the host vouches for what it draws over and around the element: then only what takes clicks covers it. */
  readonly trusted: () => boolean;
}

interface Place {
  readonly x: number;
  readonly y: number;
  /** The scroll offset of its ancestors. */
  readonly scrolledX: number;
  readonly scrolledY: number;
}

/**
 * Tracks whether an element is visible and on top, and since when. Uses IntersectionObserver v2 where available, which
 * also detects covers that let clicks through, filters and opacity; elsewhere it multiplies the opacity of all
 * ancestors and does hit tests.
 */
export class VisibilityWatch {
  readonly #options: VisibilityOptions;
  readonly #scroll = new UserScroll();
  #element: Element | undefined;
  #inView = false;
  #reportedVisible = false;
  #place: Place | undefined;
  #since: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: VisibilityOptions) {
    this.#options = options;
  }

  /** Since when a press counts; Infinity while the element is not visible. In ms, as `performance.now()`. */
  get openAt(): number {
    return this.#since === undefined ? Infinity : this.#since + visibleMs;
  }

  /** Why the element is not visible; undefined when it is. */
  get obstacle(): Obstacle | undefined {
    if (this.#since !== undefined) return undefined;
    return this.#inView ? 'hidden' : 'out-of-view';
  }

  /** Watches an element, keeping its state when unchanged; undefined: none. */
  follow(element: Element | null | undefined): void {
    if ((element ?? undefined) === this.#element) return;
    const wasVisible = this.#since !== undefined;
    this.release();
    if (wasVisible) this.#options.changed();
    if (!element) return;
    this.#element = element;
    observe(element, this);
  }

  release(): void {
    clearTimeout(this.#timer);
    if (this.#element) unobserve(this.#element);
    this.#element = this.#since = this.#place = undefined;
    this.#inView = this.#reportedVisible = false;
  }

  /** Checks synchronously, for a press. @returns whether the element may be used. */
  check(): boolean {
    takeRecords();
    this.look(true);
    return performance.now() >= this.openAt;
  }

  /** Whether the browser reports a cover or an effect that no hit test finds. */
  get isFaded(): boolean {
    const element = this.#element;
    return (
      element !== undefined && this.#inView && this.#usesBrowserReports && !this.#reportedVisible && isOnTop(element)
    );
  }

  /** Handles an observer entry. @internal */
  report({ isIntersecting, intersectionRatio, isVisible }: Report): void {
    this.#inView = isIntersecting && intersectionRatio >= leastInView;
    this.#reportedVisible = isVisible === true;
    this.look();
  }

  /** Restarts the time, as after the page was hidden. @internal */
  restart(): void {
    this.#set(false);
    this.look();
  }

  /** Compares with the last state. @param thoroughly also checks what the browser would report later. @internal */
  look(thoroughly = false): void {
    const element = this.#element;
    if (!element) return;
    if (this.#hasMoved(element)) this.#set(false);
    this.#set(this.#inView && !document.hidden && this.#isVisible(element, thoroughly));
  }

  get #usesBrowserReports(): boolean {
    return reportsVisibility && !this.#options.trusted();
  }

  #isVisible(element: Element, thoroughly: boolean): boolean {
    if (this.#usesBrowserReports && !this.#reportedVisible) return false;
    if (!this.#options.trusted() && !isOpaque(element)) return false;
    return (this.#usesBrowserReports && !thoroughly) || isOnTop(element);
  }

  /** Whether it moved without the person scrolling. */
  #hasMoved(element: Element): boolean {
    if (!this.#inView) return false;
    const { left: x, top: y } = element.getBoundingClientRect();
    let scrolledX = 0;
    for (const { scrollLeft } of ancestorsOf(element)) scrolledX += scrollLeft;
    const place = { x, y, scrolledX, scrolledY: this.#scroll.of(element) };
    const before = this.#place;
    this.#place = place;
    if (!before) return false;
    const across = isShift(x - before.x, scrolledX - before.scrolledX);
    return across || isShift(y - before.y, place.scrolledY - before.scrolledY);
  }

  #set(visible: boolean): void {
    if (visible === (this.#since !== undefined)) return;
    clearTimeout(this.#timer);
    this.#since = visible ? performance.now() : undefined;
    // Plus one: timers may fire slightly early.
    if (visible) this.#timer = setTimeout(this.#options.changed, visibleMs + 1);
    this.#options.changed();
  }
}

const isShift = (moved: number, scrolled: number): boolean => Math.abs(moved) > 1 && Math.abs(moved + scrolled) > 1;

type Report = Pick<IntersectionObserverEntry, 'isIntersecting' | 'intersectionRatio'> & {
  readonly isVisible?: boolean;
};

/** One shared observer and timer, only while something is watched. */
const watched = new Map<Element, VisibilityWatch>();
let observer: IntersectionObserver | undefined;
let sampling: ReturnType<typeof setInterval> | undefined;
let reportsVisibility = false;

function observe(element: Element, watch: VisibilityWatch): void {
  if (!observer) {
    const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
      threshold: [0, leastInView, 1],
      trackVisibility: true,
      delay: sampleMs,
    };
    observer = intersectionObserver(deliver, options);
    reportsVisibility = (observer as { trackVisibility?: boolean }).trackVisibility === true;
    sampling = setInterval(() => watched.forEach((each) => each.look()), sampleMs);
    document.addEventListener('visibilitychange', restartAll);
  }
  watched.set(element, watch);
  observer.observe(element);
}

function unobserve(element: Element): void {
  watched.delete(element);
  observer?.unobserve(element);
  if (watched.size > 0) return;
  observer?.disconnect();
  observer = undefined;
  clearInterval(sampling);
  document.removeEventListener('visibilitychange', restartAll);
}

function deliver(entries: readonly IntersectionObserverEntry[]): void {
  for (const entry of entries) watched.get(entry.target)?.report(entry);
}

function takeRecords(): void {
  if (observer) deliver(observer.takeRecords());
}

function restartAll(): void {
  for (const watch of watched.values()) watch.restart();
}
