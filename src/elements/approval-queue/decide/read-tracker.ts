/** Follows whether all of something has been on the screen. */
import { rootsOf } from '../../../ui/guards/dom-ancestors.js';
import { standIns } from '../../../ui/text-safety/text-blocks.js';
import { visibleParts } from '../../../ui/guards/visibility.js';
import { VisibilityWatch } from '../../../ui/guards/visibility-watch.js';
import { type SeenParts, VisibleStrips } from '../../../ui/guards/visible-strips.js';
import { VisibleRanges } from './visible-ranges.js';

const probed = ['.head', '.gate'] as const;

/**
 * Tracks whether a container and each scrolling box in it have been in view, from the first line to the last without a gap:
 * jumping to the end does not count as having seen the middle. When the content changes, it has to be read again.
 */
export class ReadTracker {
  readonly #changed: () => void;
  readonly #seen = new Map<Element, VisibleRanges>();
  readonly #trusted: () => boolean;
  /**
   * The heading and the last line of the card: what covers or fades them and takes no clicks is seen by the browser alone,
   * and by it only for what is small enough to be in view as a whole.
   */
  readonly #probes: readonly VisibilityWatch[];
  readonly #visible = new IntersectionObserver((entries) => {
    const isFaded = this.#probes.some((probe) => probe.isFaded);
    for (const entry of entries) {
      const clear = isFaded ? [] : visibleParts(entry, this.#trusted());
      const { parts, isCovered } = this.#visibleTo(clear);
      this.#seen.get(entry.target)?.add(entry, parts);
      if (entry.target === this.#container)
        this.#setObscured(entry.isIntersecting && (clear.length === 0 || isCovered));
    }
    // Only now: the styles are worked out anyway.
    if (this.#seen.size === 1) this.#findBoxes();
    this.#look();
  });
  /** What only the browser sees over the text. */
  readonly #strips = new VisibleStrips(() => this.#ask());
  readonly #content = new MutationObserver((records) => {
    // Blocks of a long text come one by one: they are to be read too, and take nothing back.
    if (records.every(({ target }) => isInBlocks(target))) this.#addBlocks();
    else this.#start();
  });
  /** What is hidden beside the container is shown, or again not. */
  readonly #besideChanges = new MutationObserver(() => {
    if (this.#done) return;
    this.#look();
    this.#changed();
  });
  #container: Element | undefined;
  /** Texts beside the container that must be read, too: a masked value in them counts as not read. */
  #beside: readonly Element[] = [];
  #roots: readonly Node[] = [];
  #done = false;
  #skipped = false;
  #obscured = false;

  /**
   * @param changed called when all has been in view, a part was skipped, or what is in view is covered.
   * @param trusted whether the host vouches for what it draws over the text.
   */
  constructor(changed: () => void, trusted: () => boolean = () => false) {
    this.#changed = changed;
    this.#trusted = trusted;
    this.#probes = probed.map(() => new VisibilityWatch({ trusted, changed: () => this.#ask() }));
  }

  /** Whether all has been in view, once, since {@link follow} or {@link forget}. */
  get done(): boolean {
    return this.#done;
  }

  /** Whether the end of a box has been in view, and not all that stands before it. */
  get skipped(): boolean {
    return this.#skipped && !this.#done;
  }

  /** Whether what is in view cannot be seen: it is covered, faded or hidden. */
  get obscured(): boolean {
    return this.#obscured && !this.#done;
  }

  /** Scrolls to the first of what has not been in view. @returns whether there is any. */
  show(): boolean {
    const unseen = [...this.#seen.values()].find((seen) => !seen.whole);
    const [masked] = this.#masked();
    if (unseen) unseen.show();
    else masked?.scrollIntoView({ block: 'center' });
    return unseen !== undefined || Boolean(masked);
  }

  /** How many values are masked, in the container and beside it. They count as not read. */
  get hidden(): number {
    return this.#masked().length;
  }

  /** Whether a long text is not all there: its next part comes when somebody asks for it. */
  get #isPartial(): boolean {
    return (this.#container?.querySelector(standIns) ?? null) !== null;
  }

  /**
   * Follows a container, and goes on when it is followed already.
   *
   * @param beside texts beside it, in which nothing may be masked.
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

  /** Something else is to be read now. */
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

  /** Leaves out what the browser does not see, unless the host vouches for what lies there. */
  #visibleTo(parts: readonly DOMRectReadOnly[]): SeenParts {
    const area = this.#container?.getBoundingClientRect();
    return this.#trusted() || !area ? { parts, isCovered: false } : this.#strips.within(parts, area);
  }

  /** Takes up what hides a part of what it holds, whatever it is. @returns whether there was more than is known. */
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

  /** What scrolls around the container or in it may be in any tree that it is part of; such events leave none. */
  #listen(roots: readonly Node[]): void {
    for (const root of this.#roots) root.removeEventListener('scroll', this.#ask, true);
    for (const root of roots) root.addEventListener('scroll', this.#ask, { capture: true, passive: true });
    this.#roots = roots;
  }

  /** Observing anew makes the browser say which part of each box is on the screen in this very frame. */
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
    // Another width may have made a box scroll that did not.
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
 * What hides a part of what it holds, whatever it is; and each block of a long text, in place of the box around them: its
 * height is known, that of all of them together changes while they come near the screen. Nothing in a block is asked
 * for its style, which would make the browser lay it out.
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
