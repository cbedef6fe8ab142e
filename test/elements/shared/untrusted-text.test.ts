import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { isSuspicious, splitSuspicious } from '../../../src/elements/shared/suspicious-text.js';
import { copyUntrusted, untrusted, untrustedBlock } from '../../../src/elements/shared/untrusted-text.js';

const join = (text: string, block = false) =>
  splitSuspicious(text, block)
    .map((part) => (part.kind === 'plain' ? part.text : `[${part.label}]`))
    .join('');

describe('untrusted text', () => {
  it('leaves ordinary text of any script alone', () => {
    for (const text of ['rm -rf /tmp/a', 'Zürich – “ok” …', '削除する', 'حذف الملف', '👍🏽', 'a  b']) {
      expect(isSuspicious(text), text).to.equal(false);
      expect(join(text)).to.equal(text);
    }
  });

  it('labels what cannot be seen, wherever it stands, each time it is asked', () => {
    const cases: [string, string][] = [
      ['a\u202eb', 'a[U+202E]b'],
      ['\u001b[8mx', '[ESC][8mx'],
      ['a\u200bb\ufeffc\u2060', 'a[U+200B]b[U+FEFF]c[U+2060]'],
      ['\u{e0041}\u{e0100}\ufe0f', '[U+E0041][U+E0100][U+FE0F]'],
      ['\u00a0\u3000\u2800\u3164', '[U+00A0][U+3000][U+2800][U+3164]'],
      ['\ud800x', '[U+D800]x'],
      ['\u0085\u009b', '[U+0085][U+009B]'],
      [`a${' '.repeat(60)}b`, 'a[60 SPACES]b'],
      ['a\nb\tc\rd', 'a[LINE FEED]b[TAB]c[CARRIAGE RETURN]d'],
    ];
    for (const [text, shown] of cases) {
      expect(isSuspicious(text), shown).to.equal(true);
      expect(join(text), shown).to.equal(shown);
      expect(join(text), `${shown}, again`).to.equal(shown);
    }
  });

  it('keeps line feeds and tabs in a block, and nothing else', () => {
    expect(join('a\n\tb\rc', true)).to.equal('a\n\tb[CARRIAGE RETURN]c');
  });

  it('puts the text as it came on the clipboard', async () => {
    class Host extends LitElement {
      protected override createRenderRoot() {
        const root = super.createRenderRoot() as ShadowRoot;
        root.addEventListener('copy', (event) => copyUntrusted(root, event as ClipboardEvent));
        return root;
      }
      protected override render() {
        return html`<p>${untrusted('a\u202eb')}</p>
          ${untrustedBlock('x\n\u200by', 'Block')}`;
      }
    }
    customElements.define('test-untrusted-host', Host);
    const host = await fixture<Host>(html`<test-untrusted-host></test-untrusted-host>`);
    const copy = (element: Element) => {
      getSelection()!.selectAllChildren(element);
      const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      element.dispatchEvent(event);
      return event.clipboardData!.getData('text/plain');
    };
    expect(copy(host.shadowRoot!.querySelector('p')!)).to.equal('a\u202eb');
    expect(copy(host.shadowRoot!.querySelector('pre')!)).to.equal('x\n\u200by');
    expect(host.shadowRoot!.textContent).to.not.match(/[\u202e\u200b]/);
  });
});
