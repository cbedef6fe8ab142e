/** The nearest `lang` of an element, through shadow roots and slots, live. */

/** What the page says about the language of an element. */
export interface NearestLang {
  /** The value of the nearest `lang`; undefined where there is none. */
  readonly lang: string | undefined;
  /** Whether a `dir` is at least as near: then the page's direction holds. */
  readonly hasDir: boolean;
}

/**
 * Finds the nearest `lang` of an element and above it: slotted content lies in its slot. Elements of this library
 * between the two are skipped: their wrappers only repeat what they found.
 *
 * @param onRoot is called for each document or shadow root on the way.
 */
export function nearestLang(element: Element, onRoot: (root: Node) => void): NearestLang {
  let hasDir = false;
  let lang: string | undefined;
  let node: Node | null = element;
  while (node) {
    if (node instanceof Element && lang === undefined) {
      hasDir ||= node.hasAttribute('dir');
      lang = node.getAttribute('lang') ?? undefined;
    }
    node = above(node);
    if (node && !(node instanceof Element)) onRoot(node);
  }
  return { lang: lang === '' ? undefined : lang, hasDir };
}

/** The next node upwards; from anywhere in an element of this library, that element. */
function above(node: Node): Node | null {
  const parent =
    node instanceof ShadowRoot ? node.host : (node instanceof Element && node.assignedSlot) || node.parentNode;
  const root = parent?.getRootNode();
  return parent !== root && root instanceof ShadowRoot && isOurs(root.host) ? root.host : parent;
}

const isOurs = ({ constructor }: Element): boolean => 'elementName' in constructor;

interface Watched {
  readonly observer: MutationObserver;
  readonly callbacks: Set<() => void>;
}

/** One observer for each document and shadow root, while an element needs it. */
const watched = new WeakMap<Node, Watched>();

/** Calls back when a `lang`, `dir` or `slot` changes below a root. @returns stops it. */
export function watchLang(root: Node, callback: () => void): () => void {
  const { observer, callbacks } = watched.get(root) ?? startWatching(root);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size > 0) return;
    observer.disconnect();
    watched.delete(root);
  };
}

// Its own function: as a closure of `watchLang`, the observer would keep the first element as long as any other.
function startWatching(root: Node): Watched {
  const callbacks = new Set<() => void>();
  const observer = new MutationObserver(() => {
    for (const each of [...callbacks]) each();
  });
  observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', 'dir', 'slot'] });
  const entry = { observer, callbacks };
  watched.set(root, entry);
  return entry;
}
