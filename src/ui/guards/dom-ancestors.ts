/** The ancestors of an element, across shadow roots. */

/** The ancestors of an element, from the inside out. */
export function* ancestorsOf(element: Element): Generator<Element> {
  for (let node = parentOf(element); node; node = parentOf(node)) if (node instanceof Element) yield node;
}

/** The trees that contain a node, its own first. */
export function rootsOf(node: Node): Node[] {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsOf(root.host)] : [root];
}

/**
 * Whether at least half of an element's height is in view, or half of the room that the window and scroll containers
 * leave.
 */
export function isMostlySeen(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  let [from, to] = [0, innerHeight];
  for (const each of ancestorsOf(element)) {
    if (getComputedStyle(each).overflowY === 'visible' || each === document.scrollingElement) continue;
    const box = each.getBoundingClientRect();
    [from, to] = [Math.max(from, box.top), Math.min(to, box.bottom)];
  }
  const seen = Math.min(bottom, to) - Math.max(top, from);
  return seen > 0 && seen >= Math.min(height, to - from) / 2;
}

function parentOf(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element && node.assignedSlot) || node.parentNode;
}
