/** Tracks whether all of a content has been on the screen. */
import { rootsOf } from '../../../ui/guards/dom-ancestors.js';
import { undrawnTextSelector } from '../../../ui/text-safety/plain-text.js';
import { visibleParts } from '../../../ui/guards/visibility.js';
import { VisibilityWatch } from '../../../ui/guards/visibility-watch.js';
import { type SeenParts, VisibleStrips } from '../../../ui/guards/visible-strips.js';
import { VisibleRanges } from './visible-ranges.js';
import { intersectionObserver } from '../../../controllers/observers.js';

const probed = ['.head', '.gate'] as const;

/**
 * Tracks whether a container and each scrolling box in it have been in view, from the first line to the last without a gap:
 * jumping to the end does not count as having seen the middle. Changed content has to be read again.
 */
export class ReadTracker {
  readonly #changed: () => void;
  readonly #seen = new Map<Element, VisibleRanges>();
  readonly #trusted: () => boolean;
  /**
   * The heading and the last line of the card, watched by the browser (IntersectionObserver v2): only it finds covers
   * that let clicks through, and only over targets that are in view as a whole.
   */
  readonly #probes: readonly VisibilityWatch[];
  readonly #visible = intersectionObserver((entries) => {
    const isFaded = this.#probes.some((probe) => probe.isFaded);
    for (const entry of entries) {
      const clear = isFaded ? [] : visibleParts(entry, this.#trusted());
      const { parts, isCovered } = this.#visibleTo(clear);
      this.#seen.get(entry.target)?.add(entry, parts);
      if (entry.target === this.#container)
        this.#setObscured(entry.isIntersecting && (clear.length === 0 || isCovered));
    }
    // Here, where styles are computed anyway.
    if (this.#seen.size === 1) this.#findBoxes();
    this.#look();
  });
  /** Covers over the text that only the browser finds. */
  readonly #strips = new VisibleStrips(() => this.#ask());
  readonly #content = new MutationObserver((records) => {
    // Blocks of a long text are added one by one: they must be read too, and do not reset what was read.
    if (records.every(({ target }) => isInBlocks(target))) this.#addBlocks();
    else this.#start();
  });
  /** Masked values beside the container were shown or hidden. */
  readonly #besideChanges = new MutationObserver(() => {
    if (this.#done) return;
    this.#look();
    this.#changed();
  });
  #container: Element | undefined;
  /** Texts beside the container that must be read, too: masked values in them count as unread. */
  #beside: readonly Element[] = [];
  #roots: readonly Node[] = [];
  #done = false;
  #skipped = false;
  #obscured = false;

  /**
   * @param changed called when all was in view, a part was skipped, or the visible part is covered.
   * @param trusted whether the host vouches for what it draws over the text.
   */
  constructor(changed: () => void, trusted: () => boolean = () => false) {
    this.#changed = changed;
    this.#trusted = trusted;
    this.#probes = probed.map(() => new VisibilityWatch({ trusted, changed: () => this.#ask() }));
  }

  /** Whether all was in view since {@link follow} or {@link forget}. */
  get done(): boolean {
    return this.#done;
  }

  /** Whether the end of a box was in view, but not everything before it. */
  get skipped(): boolean {
    return this.#skipped && !this.#done;
  }

  /** Whether the visible part is obscured: covered, faded or hidden. */
  get obscured(): boolean {
    return this.#obscured && !this.#done;
  }

  /** Scrolls to the first unread part. @returns whether there is one. */
  show(): boolean {
    const unseen = [...this.#seen.values()].find((seen) => !seen.whole);
    const [masked] = this.#masked();
    if (unseen) unseen.show();
    else masked?.scrollIntoView({ block: 'center' });
    return unseen !== undefined || Boolean(masked);
  }

  /** The number of masked values, in the container and beside it. They count as unread. */
  get hidden(): number {
    return this.#masked().length;
  }

  /** Whether a long text is not fully rendered: its next part is shown on demand. */
  get #isPartial(): boolean {
    return (this.#container?.querySelector(undrawnTextSelector) ?? null) !== null;
  }

  /**
   * Tracks a container; keeps its progress when it is tracked already.
   *
   * @param beside texts beside it, in which masked values count as unread.
   */
  follow(container: Element, beside: readonly Element[] = []): void {
    this.#observeBeside(beside);
    if (container === this.#container) return;
    this.release();
    this.#observeBeside(beside);
    this.#container = container;
    this.#content.observe(container, { childList: true, subtree: true });
    this.#start();
  }

  /** Resets the progress: there is other content to read. */
  forget(): void {
    this.#done = false;
    if (this.#container) this.#start();
  }

  release(): void {
    this.#visible.disconnect();
    this.#content.disconnect();
    this.#besideChanges.disconnect();
    this.#beside = [];
    for (const probe of this.#probes) probe.release();
    this.#strips.release();
    this.#listen([]);
    this.#container = undefined;
  }

  #observeBeside(beside: readonly Element[]): void {
    if (beside.length === this.#beside.length && beside.every((each, index) => each === this.#beside[index])) return;
    this.#beside = beside;
    this.#besideChanges.disconnect();
    for (const each of beside) this.#besideChanges.observe(each, { childList: true, subtree: true });
  }

  #masked(): readonly Element[] {
    const boxes = this.#container ? [...this.#beside, this.#container] : [];
    return boxes.flatMap((each) => [...each.querySelectorAll('.masked')]);
  }

  #start(): void {
    if (this.#done || !this.#container) return;
    this.#visible.disconnect();
    this.#skipped = false;
    this.#seen.clear();
    this.#seen.set(this.#container, new VisibleRanges(this.#container));
    this.#listen(rootsOf(this.#container));
    const card = this.#container.closest('.card');
    this.#strips.follow(this.#container.querySelector(':scope > .read-probe'));
    this.#probes.forEach((probe, index) => probe.follow(card?.querySelector(probed[index] ?? '')));
    this.#ask();
  }

  /** Omits what the browser reports as covered, unless the host vouches for its overlays. */
  #visibleTo(parts: readonly DOMRectReadOnly[]): SeenParts {
    const area = this.#container?.getBoundingClientRect();
    return this.#trusted() || !area ? { parts, isCovered: false } : this.#strips.within(parts, area);
  }

  /** Collects the boxes that clip their content. @returns whether there are new ones. */
  #findBoxes(): boolean {
    const found = this.#container ? boxesIn(this.#container).filter((each) => !this.#seen.has(each)) : [];
    this.#observe(found);
    return found.length > 0;
  }

  #addBlocks(): void {
    if (this.#done || !this.#container) return;
    const blocks = [...this.#container.querySelectorAll('.text-block')];
    this.#observe(blocks.filter((each) => !this.#seen.has(each)));
    this.#ask();
  }

  #observe(boxes: readonly Element[]): void {
    for (const box of boxes) {
      this.#seen.set(box, new VisibleRanges(box));
      this.#visible.observe(box);
    }
  }

  /** Scroll events do not leave their tree: listen in every tree that contains the container. */
  #listen(roots: readonly Node[]): void {
    for (const root of this.#roots) root.removeEventListener('scroll', this.#ask, true);
    for (const root of roots) root.addEventListener('scroll', this.#ask, { capture: true, passive: true });
    this.#roots = roots;
  }

  /** Observing again makes the browser report the visible part of each box in this frame. */
  readonly #ask = (): void => {
    for (const box of this.#seen.keys()) {
      this.#visible.unobserve(box);
      this.#visible.observe(box);
    }
  };

  #setObscured(obscured: boolean): void {
    if (obscured === this.#obscured) return;
    this.#obscured = obscured;
    this.#changed();
  }

  #look(): void {
    if (this.#done || this.hidden > 0) return;
    const seen = [...this.#seen.values()];
    const skipped = seen.some((each) => each.skipped);
    // At another width other boxes may scroll.
    this.#done = seen.every((each) => each.whole) && !this.#isPartial && !this.#findBoxes();
    if (!this.#done && skipped === this.#skipped) return;
    this.#skipped = skipped;
    if (this.#done) {
      this.#visible.disconnect();
      for (const probe of this.#probes) probe.release();
      this.#strips.release();
      this.#listen([]);
    }
    this.#changed();
  }
}

const isInBlocks = (node: Node): boolean =>
  node instanceof Element && node.closest('.text-blocks, .suspicion-line') !== null;

/**
 * The boxes that clip their content; for a long text each block instead of the box around them: a block's height is
 * known, while that of the box changes as blocks come near the screen. Styles inside a block are not read, since that
 * would lay it out.
 */
function boxesIn(container: Element): Element[] {
  const found: Element[] = [];
  const walker = container.ownerDocument.createTreeWalker(container, NodeFilter.SHOW_ELEMENT, (node) => {
    const element = node as Element;
    if (element.matches('.text-block')) {
      found.push(element);
      return NodeFilter.FILTER_REJECT;
    }
    if (getComputedStyle(element).overflowY !== 'visible' && !element.querySelector('.text-block')) found.push(element);
    return NodeFilter.FILTER_SKIP;
  });
  while (walker.nextNode());
  return found;
}
