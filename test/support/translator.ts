/** What translators put in the place of text. */
const tag: string = 'font';

/**
 * A translator as browsers and extensions have them: it walks all text, open shadow roots too, and replaces each text node by
 * `<font><font>text</font></font>`; labels for screen readers are translated, too. A polite one leaves alone what says `translate="no"`.
 */
export function translatePage(root: ParentNode, { polite = true } = {}): void {
  const texts: Text[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Element) {
      if (polite && node.getAttribute('translate') === 'no') return;
      if (node.localName === 'font' || node instanceof HTMLStyleElement) return;
      if (node.ariaLabel) node.ariaLabel = `«${node.ariaLabel}»`;
      if (node.shadowRoot) visit(node.shadowRoot);
    }
    for (const child of node.childNodes) {
      if (child instanceof Text) {
        if (child.data.trim() !== '') texts.push(child);
      } else visit(child);
    }
  };
  visit(root);
  for (const text of texts) {
    const [outer, inner] = [document.createElement(tag), document.createElement(tag)];
    inner.textContent = `«${text.data}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}
