/** Parts and custom properties are for the look; a card on which they hide what is decided counts as not read. */
import { expect } from '@open-wc/testing';
import { painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

let desk: Desk;
const before = [...document.adoptedStyleSheets];
beforeEach(() => (desk = new Desk()));
afterEach(() => {
  desk.close();
  document.adoptedStyleSheets = before;
});

function pageStyles(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...before, sheet];
}

const hiding: Record<string, RegExp> = {
  '::part(params) { display: none }': /hide parameters/,
  '::part(params) { opacity: 0.1 }': /hide parameters/,
  '::part(untrusted) { font-size: 0 }': /hide parameters/,
  '::part(untrusted) { color: white; background: white }': /hide parameters/,
  '::part(untrusted) { color: transparent }': /hide parameters/,
  '::part(risk) { visibility: hidden }': /hide the risk/,
  '::part(notes) { -webkit-text-fill-color: transparent }': /must be read/,
  '::part(untrusted) { color: oklch(1 0 0); background: white }': /hide parameters/,
  '::part(untrusted) { color: color(display-p3 1 1 1); background: lab(100 0 0) }': /hide parameters/,
  '::part(untrusted) { -webkit-text-security: circle }': /hide parameters/,
  '::part(untrusted) { text-transform: lowercase }': /hide parameters/,
  '::part(params) { max-height: 3px; overflow: hidden }': /hide parameters/,
  '::part(params) { max-height: 40px; overflow: hidden }': /hide parameters/,
  '::part(params) { position: absolute; left: -9999px }': /hide parameters/,
  '::part(params) { width: 20px; overflow: hidden; white-space: nowrap }': /hide parameters/,
  '::part(untrusted) { -webkit-text-stroke: 20px white }': /hide parameters/,
  '::part(untrusted) { letter-spacing: -1em }': /hide parameters/,
  '::part(untrusted) { line-height: 0 }': /hide parameters/,
  '::part(untrusted) { unicode-bidi: bidi-override; direction: rtl }': /hide parameters/,
  '::part(untrusted)::after { content: " (dry run)" }': /hide parameters/,
  '::part(params) { position: relative } comis-approval-queue::part(params)::before { content: ""; position: absolute; inset: 0; background: white }':
    /hide parameters/,
  ' { --comis-text: #fff; --comis-surface: #fff; --comis-surface-raised: #fff }': /hide/,
};

describe('real use 5: a page that hides what is decided', () => {
  for (const [css, words] of Object.entries(hiding)) {
    it(`real use 5: cannot have it approved, and the card says why: ${css}`, async () => {
      pageStyles(`comis-approval-queue${css}`);
      const id = desk.ask({ action: 'one', risk: 'low', params: { to: 'ada' }, notes: ['Read this.'] });
      await desk.open();
      const card = await desk.card('one');
      await until(() => words.test(read(card.querySelector('.gate')!)), 'the reason');
      await desk.armed(card, 'Deny');
      expect(desk.isArmed(card, 'Approve')).to.equal(false);
      await desk.click(desk.button(card, 'Approve')!);
      await painted();
      expect(desk.stateOf(id)).to.equal('waiting');
    });
  }

  it('real use 5: may style what it likes otherwise', async () => {
    pageStyles(
      'comis-approval-queue::part(params) { color: oklch(0.3 0.1 300); font-size: 12px; border: 1px solid } comis-approval-queue { --comis-accent: #a0f }',
    );
    const id = desk.ask({ action: 'one', risk: 'low', params: { to: 'ada' }, notes: ['Read this.'] });
    await desk.open();
    const card = await desk.card('one');
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(id) === 'approved', 'the approval');
  });
});
