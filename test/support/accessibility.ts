/** What is asked of a page about accessibility, in the page itself: functions that run there and return what is wrong. */

/** Prepares a page: `accessibility` holds helpers that look through shadow roots. */
export function installHelpers(): void {
  const isShown = (each: Element): boolean =>
    each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    each.getBoundingClientRect().width > 0 &&
    !each.closest('[inert]');
  const all = (root: ParentNode, selector: string): HTMLElement[] => {
    const found: HTMLElement[] = [];
    const visit = (node: ParentNode): void => {
      for (const each of node.querySelectorAll<HTMLElement>('*')) {
        if (each.matches(selector)) found.push(each);
        if (each.shadowRoot) visit(each.shadowRoot);
      }
    };
    visit(root);
    return found;
  };
  const nameOf = (each: Element): string => {
    const { left, top } = each.getBoundingClientRect();
    const words = (each.ariaLabel ?? each.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 40);
    return `${each.localName}${each.className ? `.${each.className}` : ''} “${words}” at ${Math.round(left)}, ${Math.round(top)}`;
  };
  const active = (): Element | null => {
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    return found;
  };
  const isBelow = (each: Element, ancestor: Element): boolean => {
    for (let node: Node | null = each; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
      if (node === ancestor) return true;
    }
    return false;
  };
  Object.assign(window, { accessibility: { isShown, all, nameOf, active, isBelow } });
}

interface Helpers {
  readonly isShown: (each: Element) => boolean;
  readonly all: (root: ParentNode, selector: string) => HTMLElement[];
  readonly nameOf: (each: Element) => string;
  readonly active: () => Element | null;
  readonly isBelow: (each: Element, ancestor: Element) => boolean;
}

declare global {
  interface Window {
    accessibility: Helpers;
    stops: Element[] | undefined;
  }
}

/** A stop of the keyboard. */
export interface Stop {
  readonly name: string;
  /** Whether it is inside the element. */
  readonly inside: boolean;
  /** What is wrong with it. */
  readonly problems: readonly string[];
  /** The number of the stop, by its element. */
  readonly id: number;
}

/** Says where the focus is, and whether it can be seen there. */
export function describeStop(selector: string): Stop {
  const { active, isBelow, nameOf } = window.accessibility;
  const stop = active();
  const element = document.querySelector(selector)!;
  const stops = (window.stops ??= []);
  if (!stop || stop === document.body) return { name: 'the page', inside: false, problems: [], id: -1 };
  if (!stops.includes(stop)) stops.push(stop);
  const inside = isBelow(stop, element);
  const problems: string[] = [];
  const box = stop.getBoundingClientRect();
  if (inside) {
    if (stop instanceof HTMLElement && stop.tabIndex > 0) problems.push('has a tabindex above 0');
    const rings: Element[] = [stop];
    // A ring around what belongs to a field counts, too.
    for (let node: Node | null = stop.parentNode; node && rings.length < 3; node = node.parentNode) {
      if (node instanceof Element) rings.push(node);
    }
    const isRinged = rings.some((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    });
    // A date has stops of its own, around which the browser draws the ring.
    if (!isRinged && !stop.matches('[type^=date]')) problems.push('shows no focus');
    const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!isInView) problems.push('is out of view');
    const points: readonly (readonly [number, number])[] = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y] as const),
    );
    const isUncovered = points.some(([x, y]) => {
      let hit = document.elementFromPoint(x, y);
      while (hit?.shadowRoot) {
        const inner: Element | null = hit.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === hit) break;
        hit = inner;
      }
      return hit !== null && (isBelow(hit, stop) || isBelow(stop, hit));
    });
    if (isInView && !isUncovered) problems.push('is covered');
  }
  return { name: nameOf(stop), inside, problems, id: stops.indexOf(stop) };
}

/** The targets below 24 by 24 CSS px that are nearer to others than WCAG 2.5.8 allows. */
export function smallTargets(selector: string): string[] {
  const { all, isShown, nameOf } = window.accessibility;
  const interactive = 'button, a[href], input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const targets = all(document.querySelector(selector)!, interactive)
    .filter(isShown)
    .filter((each) => getComputedStyle(each).clipPath === 'none');
  // A label is part of the target of its control.
  const boxOf = (each: HTMLElement): DOMRect => {
    const own = each.getBoundingClientRect();
    const label = (each as HTMLInputElement).labels?.[0];
    if (!label?.contains(each)) return own;
    return label.getBoundingClientRect();
  };
  const boxes = targets.map(boxOf);
  const least = 24;
  return targets.flatMap((each, index) => {
    const box = boxes[index]!;
    if (box.width >= least - 0.5 && box.height >= least - 0.5) return [];
    // Links and buttons within a sentence, whose height is that of the line.
    const { display } = getComputedStyle(each);
    const around = each.parentElement;
    const hasWords = [...(around?.childNodes ?? [])].some((node) => node instanceof Text && node.data.trim() !== '');
    if (display === 'inline' && hasWords) return [];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const isCrowded = boxes.some((other, at) => {
      if (at === index || targets[at]!.contains(each) || each.contains(targets[at]!)) return false;
      const dx = Math.max(other.left - x, 0, x - other.right);
      const dy = Math.max(other.top - y, 0, y - other.bottom);
      return Math.hypot(dx, dy) < least / 2;
    });
    return isCrowded ? [`${Math.round(box.width)} × ${Math.round(box.height)} px: ${nameOf(each)}`] : [];
  });
}

/** What is wider than the page, or cuts its own label off. */
export function cutOff(selector: string): string[] {
  const { all, isShown, nameOf } = window.accessibility;
  const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const labels = all(document.querySelector(selector)!, 'button, label, summary, th, legend, h1, h2, h3').filter(
    isShown,
  );
  return [
    ...(sideways > 0 ? [`scrolls sideways by ${sideways} px`] : []),
    ...labels
      .filter((each) => getComputedStyle(each).overflow !== 'visible' && each.scrollWidth > each.clientWidth + 1)
      .map((each) => `cuts off ${nameOf(each)}`),
  ];
}

/** Controls without an outline, a border or an underline of their own where the browser takes the colours over. */
export function shapeless(selector: string): string[] {
  const { all, isShown, nameOf } = window.accessibility;
  return all(document.querySelector(selector)!, 'button, input:not([type=checkbox], [type=radio]), select, textarea')
    .filter(isShown)
    .filter((each) => {
      const style = getComputedStyle(each);
      const hasBorder = ['Top', 'Bottom', 'Left', 'Right'].some(
        (side) =>
          parseFloat(style[`border${side as 'Top'}Width`]) > 0 && style[`border${side as 'Top'}Style`] !== 'none',
      );
      return !hasBorder && !style.textDecorationLine.includes('underline');
    })
    .map(nameOf);
}

/** What moves although the person asked for less. */
export function moving(selector: string): string[] {
  const { all, nameOf } = window.accessibility;
  const element = document.querySelector(selector)!;
  const seconds = (list: string): number =>
    Math.max(...list.split(',').map((each) => parseFloat(each) / (each.trim().endsWith('ms') ? 1000 : 1)));
  return [element, ...all(element, '*')]
    .filter((each) => {
      const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(each);
      const isAnimated = animationName !== 'none' && seconds(animationDuration) > 0.01;
      return isAnimated || seconds(transitionDuration) > 0.01 || scrollBehavior === 'smooth';
    })
    .map(nameOf);
}
