import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, render } from 'lit';
import { isSuspicious, splitSuspicious } from '../../../src/ui/text-safety/checks/suspicious-text.js';
import { copyUntrusted, untrusted, untrustedBlock } from '../../../src/ui/text-safety/untrusted-text.js';
import { expectWithin } from '../../support/browser.js';

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

  it('labels text thinly spread over empty space, with all that is written there', () => {
    const spread = `rm${`${' '.repeat(38)}.`.repeat(20)}${' '.repeat(38)}x`;
    expect(join(spread)).to.match(/^rm\[798 SPACES AND LINES AROUND (\. ){19}\.\]x$/);
    expect(join(`a${`${' '.repeat(8)}\u200b`.repeat(20)}b`)).to.contain('U+200B');
    expect(join(`a${`${'\n'.repeat(8)}.`.repeat(20)}\n\n\n\nb`, true)).to.match(/^a\[164 SPACES AND LINES AROUND/);
    expect(join(`a${`${'\t'.repeat(9)}.`.repeat(20)}${'\t'.repeat(9)}b`, true)).to.match(/^a\[189 SPACES AND LINES/);
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
      ['https://\u0262oogle.com/', 'https://[\u0262oogle.com = xn--oogle-wmc.com]/'],
      ['curl g\u2c9f\u2c9fgle.com', 'curl [g\u2c9f\u2c9fgle.com = xn--ggle-vd0ca.com]'],
      ['goog\u1e37e.com', '[goog\u1e37e.com = xn--googe-gj1b.com]'],
      ['g\u0b20\u0b20gle.com', '[g\u0b20\u0b20gle.com = xn--ggle-vdla.com]'],
      ['paypa\u2d4f.com', '[paypa\u2d4f.com = xn--paypa-vg0d.com]'],
      ['paypal\u0307.com', '[paypal\u0307.com = xn--paypal-uyd.com]'],
      ['g\u{1042c}ogle.com', '[g\u{1042c}ogle.com = xn--gogle-6u93a.com]'],
      ['g\u{104ea}ogle.com', '[g\u{104ea}ogle.com = xn--gogle-rs04a.com]'],
      ['\u146deoogle.com', '[\u146deoogle.com = xn--eoogle-hf3a.com]'],
      ['g\u09e6\u09e6gle.com', '[g\u09e6\u09e6gle.com = xn--ggle-02ja.com]'],
      ['g\u0ed0\u0ed0gle.com', '[g\u0ed0\u0ed0gle.com = xn--ggle-q7oa.com]'],
      ['bank.com\ua4f8evil.com/', '[bank.com\ua4f8evil.com = bank.xn--comevil-478y.com]/'],
      ['https://x@\u0430\u0440\u0440\u04cf\u0435/', 'https://x@[\u0430\u0440\u0440\u04cf\u0435 = xn--80ak6aa92e]/'],
      ['https:\\\\\u0430\u0440\u0440\u04cf\u0435', 'https:\\\\[\u0430\u0440\u0440\u04cf\u0435 = xn--80ak6aa92e]'],
      [
        'https://user:x!@\u0430\u0440\u0440\u04cf\u0435/',
        'https://user:x!@[\u0430\u0440\u0440\u04cf\u0435 = xn--80ak6aa92e]/',
      ],
      ['https://m\u00fcnchen.de/', 'https://[m\u00fcnchen.de = xn--mnchen-3ya.de]/'],
      ['sud\u2c9f rm', '[sud\u2c9f has U+2C9F] rm'],
      ['\ua4e2udo rm', '[\ua4e2udo has U+A4E2] rm'],
      ['rm g\u09e6\u09e6', 'rm [g\u09e6\u09e6 has U+09E6]'],
      ['https://bank.example\u2571login.evil.example', 'https://bank.example[U+2571]login.evil.example'],
      ['https://bank.example\uff0flogin.evil.example', 'https://bank.example[U+FF0F]login.evil.example'],
      ['bank.example\uff0flogin.evil.example', 'bank.example[U+FF0F]login.evil.example'],
      ['https://bank.example\u1735login.evil.example', 'https://bank.example[U+1735]login.evil.example'],
      ['https://bank.example\uff1a443.evil.example', 'https://bank.example[U+FF1A]443.evil.example'],
      ['https://bank.example\uff20evil.example', 'https://bank.example[U+FF20]evil.example'],
      ['ls \u037e rm -rf /', 'ls [U+037E] rm -rf /'],
      ['a\u{13441}b\u{13442}c\u{16fe4}', 'a[U+13441]b[U+13442]c[U+16FE4]'],
    ];
    for (const [text, shown] of cases) expect(join(text)).to.equal(shown);
    const plain = [
      'm\u00fcnchen.de',
      '\u043f\u0440\u0438\u043c\u0435\u0440.com',
      '\u4f8b\u3048.jp',
      '10 m\u00b2',
      '\u0444\u0430\u0439\u043b.txt',
      '\u03bcs',
      'L\u2019\u0153uvre d\u00e9j\u00e0 l\u00e0, na\u00efve \u2014 \u00e7a va',
      'Gr\u00f6\u00dfe \u00fcberpr\u00fcfen: Stra\u00dfe 5',
      '\u65e5\u672c\u8a9e\u306e\u30c6\u30b9\u30c8\uff1aPDF\u30d5\u30a1\u30a4\u30eb\uff0fON\uff0fOFF\uff1f',
      '\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac \u03ba\u03b1\u03b9 \u03c4\u03bf \u03b1\u03c1\u03c7\u03b5\u03af\u03bf',
      '\u0440\u043e\u0441\u0442 \u0438 \u0441\u0435\u0440\u0432\u0435\u0440, USB-\u043a\u0430\u0431\u0435\u043b\u044c',
      'Ti\u1ebfng Vi\u1ec7t, \u0131\u015f\u0131k.com.tr, \u0219i.ro',
      'PDF\u099f\u09bf \u09e6\u09e7, PDF\u0e02\u0e2d\u0e07, \u05d4API, v\u06f2',
      'https://example.com/\u65e5\u672c\u8a9e file:///\u30c7\u30fc\u30bf/x C:\\\\\u30c7\u30fc\u30bf',
      '\u0535\u0580\u0587\u0561\u0576\u0589 \u0532\u0561\u0580\u0587\u0589',
      'id      name      age      size',
    ];
    for (const text of plain) expect(isSuspicious(text), text).to.equal(false);
  });

  // One test each: all of them together take long on a busy machine.
  for (const repeated of [
    ' ',
    '\n',
    ' \n',
    '\u001b]',
    '\u001b[0;',
    'a.',
    '\u0430',
    '\u0430a.',
    '\u200b\u200c',
    '\u0301',
    '        .',
    `${' '.repeat(38)}.`,
    '\n\n\n\n.',
    '@\u0430',
    '\uff1a',
    'http:\uff1aa',
    '\u0436.',
    'a\u0436',
    '\u0e01',
  ]) {
    it(`takes no long time over text that is made to take long: ${JSON.stringify(repeated.slice(0, 12))}`, () => {
      const text = repeated.repeat(100_000 / repeated.length);
      let joined = '';
      const split = () => {
        joined = splitSuspicious(text, true)
          .map((part) => (part.kind === 'plain' ? part.text : part.raw))
          .join('');
      };
      expectWithin(1500, split, 'the text');
      expect(joined === text, 'nothing is lost').to.equal(true);
    });
  }

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
