/**
 * The one way in which text that an agent may have chosen reaches the page: text nodes only, with what cannot be seen
 * drawn as labelled tokens. Copying gives the text as it came (see {@link copyUntrusted}).
 */
import { html, type TemplateResult } from 'lit';
import { isSuspicious, splitSuspicious, type TextPart } from './suspicious-text.js';

/** What a token stands for. Beside the DOM, not in it: no attribute holds what an agent wrote. */
const rawOf = new WeakMap<Node, string>();

function tokenElement(part: Extract<TextPart, { kind: 'token' }>): HTMLElement {
  const token = document.createElement('span');
  token.className = 'token';
  token.part.add('token');
  token.textContent = part.label;
  token.title = part.title;
  rawOf.set(token, part.raw);
  return token;
}

/** Makes the nodes that show a text: for lists that are filled by hand. Templates use {@link untrusted}. */
export function untrustedNodes(text: string, block = false): (string | HTMLElement)[] {
  if (!isSuspicious(text, block)) return [text];
  return splitSuspicious(text, block).map((part) => (part.kind === 'plain' ? part.text : tokenElement(part)));
}

/**
 * Shows an untrusted text among other text, and isolates its direction from theirs.
 *
 * @param block true where line feeds and tabs are kept (the place needs `white-space: pre-wrap`); else they are tokens.
 */
export function untrusted(text: string, block = false): TemplateResult {
  return html`<bdi>${isSuspicious(text, block) ? untrustedNodes(text, block) : text}</bdi>`;
}

/** Shows an untrusted text of many lines, all of it, in a box that scrolls. */
export function untrustedBlock(text: string, label: string): TemplateResult {
  // Focusable, so that a keyboard can scroll it (WCAG 2.1.1).
  return html`<pre class="untrusted" part="untrusted" tabindex="0" role="group" aria-label=${label} dir="ltr">
${isSuspicious(text, true) ? untrustedNodes(text, true) : text}</pre>`;
}

/** Puts the selected text on the clipboard as it came, with what tokens stand for in place of their labels. */
export function copyUntrusted(root: ShadowRoot, event: ClipboardEvent): void {
  const range = selectedRange(root);
  const copied = range?.cloneContents();
  if (!range || !copied || !event.clipboardData) return;
  const clones = copied.querySelectorAll('.token');
  if (clones.length === 0) return;
  const tokens = [...root.querySelectorAll('.token')].filter((token) => range.intersectsNode(token));
  clones.forEach((clone, index) => {
    const token = tokens[index];
    const raw = token && rawOf.get(token);
    if (raw !== undefined) clone.textContent = raw;
  });
  event.clipboardData.setData('text/plain', copied.textContent);
  event.preventDefault();
}

/** The selection inside a shadow root, which only the newer API sees. */
function selectedRange(root: ShadowRoot): Range | undefined {
  const selection = root.ownerDocument.getSelection();
  if (!selection || !('getComposedRanges' in selection)) return undefined;
  const found = selection.getComposedRanges({ shadowRoots: [root] })[0];
  if (!found || found.collapsed) return undefined;
  const range = root.ownerDocument.createRange();
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range;
}
