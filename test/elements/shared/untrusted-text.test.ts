import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, render } from 'lit';
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
      ['\u001b[8mx', '[ESC[8m]x'],
      ['\u001b]8;;https://evil.example\u0007x', '[ESC]8;;https://evil.exampleBEL]x'],
      ['\u009b2Jx', '[CSI2J]x'],
      ['\u001b]0;no end', '[ESC]]0;no end'],
      ['a\u200bb\ufeffc\u2060', 'a[U+200B]b[U+FEFF]c[U+2060]'],
      ['\u{e0041}\u{e0100}\ufe0f', '[U+E0041][U+E0100][U+FE0F]'],
      ['\u00a0\u3000\u2800\u3164', '[U+00A0][U+3000][U+2800][U+3164]'],
      ['\ud800x', '[U+D800]x'],
      ['\u0085\u009b', '[U+0085][U+009B]'],
      [`a${' '.repeat(60)}b`, 'a[60 SPACES]b'],
      ['\u200b'.repeat(500), '[U+200B × 500]'],
      ['\u{e0072}\u{e006d}\u{e0020}\u{e002a}', '[U+E0072 … “rm *”]'],
      [`x${'\u0301\u0302'.repeat(20)}`, 'x[40 COMBINING MARKS]'],
      ['a\ufffdb', 'a[U+FFFD]b'],
      ['example.com\u2044path', 'example.com[U+2044]path'],
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

  it('labels what pushes the rest of a block out of sight', () => {
    expect(join(`a${'\n'.repeat(40)}b`, true)).to.equal('a[40 LINE FEEDS]b');
    expect(join(`a\n${'   \n'.repeat(40)}b`, true)).to.equal('a[41 LINE FEEDS]b');
    expect(join(`a${'\t'.repeat(30)}b`, true)).to.equal('a[TAB × 30]b');
    expect(join(`a${' \t'.repeat(30)}b`, true)).to.equal('a[60 SPACES]b');
  });

  it('names hosts that look like others, with what browsers would ask for, and words in mixed letters', () => {
    const cases: [string, string][] = [
      ['see \u0430pi.example now', 'see [\u0430pi.example = xn--pi-6kc.example] now'],
      [
        'https://\u0440\u0430\u0443\u0440\u0430\u04cf.com/x',
        'https://[\u0440\u0430\u0443\u0440\u0430\u04cf.com = xn--80aa0cbo65f.com]/x',
      ],
      ['https://\uff47\uff4f.com', 'https://[\uff47\uff4f.com = go.com]'],
      ['http://\u0430dmin/', 'http://[\u0430dmin = xn--dmin-43d]/'],
      ['sud\u043e rm', '[sud\u043e has U+043E] rm'],
    ];
    for (const [text, shown] of cases) expect(join(text)).to.equal(shown);
    const honest = [
      'm\u00fcnchen.de',
      '\u043f\u0440\u0438\u043c\u0435\u0440.com',
      '\u4f8b\u3048.jp',
      '10 m\u00b2',
      '\u0444\u0430\u0439\u043b.txt',
      '\u03bcs',
    ];
    for (const text of honest) expect(isSuspicious(text), text).to.equal(false);
  });

  it('takes no long time over text that is made to take long', () => {
    const texts = [' ', '\n', ' \n', '\u001b]', '\u001b[0;', 'a.', '\u0430', '\u0430a.', '\u200b\u200c', '\u0301'].map(
      (each) => each.repeat(100_000 / each.length),
    );
    for (const text of texts) {
      const start = performance.now();
      expect(
        splitSuspicious(text, true)
          .map((part) => (part.kind === 'plain' ? part.text : part.raw))
          .join(''),
      ).to.equal(text);
      expect(performance.now() - start, JSON.stringify(text.slice(0, 4))).to.be.lessThan(1500);
    }
  });

  it('keeps its nodes, and with them a selection, while the text stays the same', async () => {
    const place = await fixture<HTMLElement>(html`<p></p>`);
    const draw = (text: string) => {
      render(untrusted(text), place);
      return place.querySelector('.token');
    };
    const token = draw('a\u202eb');
    expect(draw('a\u202eb')).to.equal(token);
    expect(draw('a\u202ec')).to.not.equal(token);
    draw('plain');
    expect(place.textContent).to.equal('plain');
  });

  it('counts what it draws as tokens above a box, and lines and characters below a long one', async () => {
    const box = await fixture<HTMLElement>(html`<div>${untrustedBlock('a\u202eb\u200bc', 'Box')}</div>`);
    expect(box.textContent).to.contain('This text contains characters that are not what they seem: 2');
    expect(box.textContent).to.not.contain('lines');
    const long = await fixture<HTMLElement>(html`<div>${untrustedBlock('line\n'.repeat(20), 'Long')}</div>`);
    expect(long.textContent).to.contain('21 lines, 100 characters').and.to.not.contain('not what they seem');
  });

  it('writes no raw character into a label', async () => {
    const box = await fixture<HTMLElement>(html`<div>${untrustedBlock('x', 'k\u202e\u200b')}</div>`);
    expect(box.querySelector('pre')!.ariaLabel).to.equal('k[U+202E][U+200B]');
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
