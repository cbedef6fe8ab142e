/**
 * Loads an element when its tag appears: for pages without a build, as `<script type="module" src="…/autoloader.js">`. Tags in the
 * document are found by themselves, also later ones; those inside a shadow root of the page when it is given to {@link discover}.
 */
import { elementLoaders } from './element-loaders.js';
import { defaultPrefix } from './ui/base/register.js';

/** The loads that have begun, by the name of the element. */
const loading = new Map<string, Promise<unknown>>();

/**
 * Loads the elements whose tags are in a part of the page. A load that fails is tried once more, then reported as an error of the
 * page and by `comis-error` at the element (`server`, retryable), and tried again when another such tag appears.
 *
 * @param root the document, an element (itself included) or a shadow root; the document by default.
 * @returns when all have been loaded, or could not be.
 */
export async function discover(root: ParentNode = document): Promise<void> {
  const inside = [...root.querySelectorAll<HTMLElement>(':not(:defined)')];
  const found = root instanceof HTMLElement ? [root, ...inside] : inside;
  await Promise.all(found.map(load));
}

async function load(element: HTMLElement): Promise<void> {
  const name = element.localName.startsWith(`${defaultPrefix}-`)
    ? element.localName.slice(defaultPrefix.length + 1)
    : '';
  const loader = Object.hasOwn(elementLoaders, name) ? elementLoaders[name] : undefined;
  if (!loader || customElements.get(element.localName)) return;
  try {
    const begun = loading.get(name) ?? loader().catch(loader);
    loading.set(name, begun);
    await begun;
  } catch (cause) {
    loading.delete(name);
    const detail = { code: 'server', retryable: true, element: element.localName };
    element.dispatchEvent(new CustomEvent('comis-error', { detail, bubbles: true, composed: true }));
    const message = `<${element.localName}> could not be loaded: is every file of dist/browser beside the autoloader?`;
    reportError(new Error(message, { cause }));
  }
}

function onAdded(records: readonly MutationRecord[]): void {
  for (const { addedNodes } of records)
    for (const node of addedNodes) if (node instanceof HTMLElement) void discover(node);
}

// On a server there is no page to look at.
if (typeof document !== 'undefined') {
  new MutationObserver(onAdded).observe(document.documentElement, { childList: true, subtree: true });
  void discover();
}
