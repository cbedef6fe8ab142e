import { ancestorsOf } from '../guards/dom-ancestors.js';

/**
 * Whether nobody reads an element's rows, so that new ones may be added above: no pointer, focus or selection is
 * inside, and its top is not scrolled out of view.
 */
export function isAtRest(host: HTMLElement): boolean {
  return !host.matches(':hover, :focus-within') && !hasSelection(host) && isAtTop(host);
}

/** Whether text inside an element is selected. */
export function hasSelection(host: HTMLElement): boolean {
  const root = host.shadowRoot;
  const selection = getSelection();
  // Missing in older browsers: only the other signs count there.
  if (!root || !selection || !('getComposedRanges' in selection)) return false;
  const range = selection.getComposedRanges({ shadowRoots: [root] })[0];
  return (
    range !== undefined &&
    !range.collapsed &&
    [range.startContainer, range.endContainer].some((end) => end === host || root.contains(end))
  );
}

/** Neither the element nor an ancestor is scrolled so that its top is out of view. */
function isAtTop(host: HTMLElement): boolean {
  const own = host.shadowRoot?.querySelector('.root');
  if ((own?.scrollTop ?? 0) > 1) return false;
  const { top } = host.getBoundingClientRect();
  for (const each of ancestorsOf(host)) {
    if (each.scrollTop <= 1) continue;
    const edge = each === document.scrollingElement ? 0 : each.getBoundingClientRect().top;
    if (top < edge - 1) return false;
  }
  return true;
}
