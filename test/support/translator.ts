/** What translators put in the place of text. */
const tag: string = 'font';

/**
 * A translator as browsers and extensions have them: it walks all text, open shadow roots too, and replaces each text node by
 * `<font><font>text</font></font>`; labels for screen readers are translated, too. A polite one leaves alone what says `translate="no"`.
 */
export function translatePage(root: ParentNode, { polite = true } = {}): void {
  const texts: Text[] = [];
  const visit = (node: Node, inherited: boolean): void => {
    let translates = inherited;
    if (node instanceof Element) {
      if (node.localName === 'font' || node instanceof HTMLStyleElement) return;
      const own = node.getAttribute('translate');
      if (polite && own !== null) translates = own !== 'no';
      if (translates && node.ariaLabel) node.ariaLabel = `«${node.ariaLabel}»`;
      if (node.shadowRoot) visit(node.shadowRoot, translates);
    }
    for (const child of node.childNodes) {
      if (child instanceof Text) {
        if (translates && child.data.trim() !== '') texts.push(child);
      } else visit(child, translates);
    }
  };
  visit(root, true);
  for (const text of texts) {
    const [outer, inner] = [document.createElement(tag), document.createElement(tag)];
    inner.textContent = `«${text.data}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}
