import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, render } from 'lit';
import { blockLength } from '../../../src/ui/text-safety/plain-text.js';
import { cutText, pageBytes } from '../../../src/ui/text-safety/checks/text-blocks.js';
import { jsonView } from '../../../src/ui/text-safety/untrusted-json.js';
import { copyUntrusted, untrusted, untrustedBlock } from '../../../src/ui/text-safety/untrusted-text.js';
import { until } from '../../support/browser.js';
import { longTexts } from '../../support/long-texts.js';

/** What stands in a box, without the button for more. */
const shownIn = (place: Element) => [...place.querySelectorAll('.text-block')].map((each) => each.textContent).join('');
const allDrawn = (place: Element) => until(() => !place.querySelector('.undrawn'), 'all blocks to be drawn', 20_000);
const more = (place: Element) =>
  [...place.querySelectorAll('button')].find((button) => button.textContent.startsWith('Show the next'));

describe('long text', () => {
  for (const [name, text] of Object.entries(longTexts)) {
    it(`real use 23: ${name}: bounded blocks that joined give the text, and a bounded page of them`, async function () {
      this.timeout(30_000);
      const blocks = [...cutText(text, true)];
      expect(blocks.map(({ raw }) => raw).join('') === text).to.equal(true);
      for (const { raw } of blocks) expect(raw.length).to.be.at.most(blockLength);
      // Never in the middle of a character.
      for (const { raw } of blocks)
        expect(/^[\udc00-\udfff\p{M}\u200d]/u.test(raw) && /\p{M}{200}/u.test(text)).to.equal(false);

      const place = await fixture<HTMLElement>(html`<div></div>`);
      render(untrustedBlock(text, 'Text'), place);
      expect(place.querySelectorAll('.text-block:not(.undrawn)').length, 'drawn at once').to.equal(1);
      await allDrawn(place);
      expect(new TextEncoder().encode(shownIn(place)).length).to.be.at.most(pageBytes * 12);
      expect(place.querySelectorAll('.text-block').length).to.be.at.most(20);
      expect(place.querySelectorAll('*').length).to.be.at.most(20 * 400);
    });
  }

  it('real use 23: the next 64 kB come by a button, until all is shown', async function () {
    this.timeout(30_000);
    const text = 'line of text\n'.repeat(12_000);
    const place = await fixture<HTMLElement>(html`<div></div>`);
    render(untrustedBlock(text, 'Text'), place);
    await allDrawn(place);
    expect(more(place)?.textContent).to.equal('Show the next 64 kB of 156 kB');
    const first = shownIn(place);
    expect(text.startsWith(first)).to.equal(true);
    expect(first.length).to.be.within(60_000, 70_000);
    more(place)?.click();
    await allDrawn(place);
    expect(more(place)?.textContent).to.match(/^Show the next 2\d kB of 156 kB$/);
    more(place)?.click();
    await allDrawn(place);
    expect(more(place)).to.equal(undefined);
    expect(shownIn(place)).to.equal(text);
    expect(place.textContent).to.contain('12,001 lines, 156,000 characters');
  });

  it('real use 23: what is not what it seems is found in every block, also across the places where it is cut', async function () {
    this.timeout(30_000);
    const host = 'https://\u0440\u0430\u0443\u0440\u0430\u04cf.com/x';
    for (const around of [blockLength - 10, blockLength - 3, 1000 - 12, 1000 - 4]) {
      const text = `${'x'.repeat(around)} ${host} ${'y'.repeat(5000)}`;
      const place = await fixture<HTMLElement>(html`<div></div>`);
      render(untrustedBlock(text, 'Text'), place);
      await allDrawn(place);
      expect(shownIn(place), String(around)).to.contain('= xn--80aa0cbo65f.com');
      expect(place.textContent).to.contain('characters that are not what they seem: 1');
    }
  });

  it('real use 23: says that only what is shown was looked through', async function () {
    this.timeout(30_000);
    const place = await fixture<HTMLElement>(html`<div></div>`);
    render(untrustedBlock(`a\u202eb ${'word '.repeat(40_000)}`, 'Text'), place);
    await allDrawn(place);
    expect(place.textContent).to.contain('not what they seem: 1 in what is shown so far');
  });

  it('real use 23: JSON is cut between its lines, hides what is secret, and shows all of it in the end', async function () {
    this.timeout(30_000);
    const value = {
      token: 's'.repeat(9000),
      ...Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`name${index}`, { index, text: 'a "b"\n' }])),
    };
    const place = await fixture<HTMLElement>(html`<div></div>`);
    render(html`${jsonView(value, { label: 'Value' })}`, place);
    await allDrawn(place);
    expect(place.innerHTML).not.to.contain('sss');
    for (const each of [...place.querySelectorAll('.text-block')].slice(1)) {
      expect(each.textContent).to.match(/^ +"|^ +\}|^\}/);
    }
    [...place.querySelectorAll('button')].find((button) => button.textContent.includes('hidden'))?.click();
    await allDrawn(place);
    for (let button = more(place); button; button = more(place)) {
      button.click();
      await allDrawn(place);
    }
    expect(shownIn(place) === JSON.stringify(value, null, 2)).to.equal(true);
  });

  it('real use 23: a value is printed once, however often it is drawn', async () => {
    let printed = 0;
    const keys = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key${index}`, index]));
    const value = new Proxy(keys, { ownKeys: (target) => (printed++, Reflect.ownKeys(target)) });
    for (let time = 0; time < 3; time++) {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      render(html`${jsonView(value, { label: 'Value' })}`, place);
      expect(place.textContent).to.contain('"key99": 99');
    }
    expect(printed).to.equal(1);
  });

  it('real use 23: copying gives the whole text as it came, what is not shown too', async function () {
    this.timeout(30_000);
    class Host extends LitElement {
      text = '';
      protected override createRenderRoot() {
        const root = super.createRenderRoot() as ShadowRoot;
        root.addEventListener('copy', (event) => copyUntrusted(root, event as ClipboardEvent));
        return root;
      }
      protected override render() {
        return html`<section>${untrustedBlock(this.text, 'Block')}</section>
          <p>${untrusted(this.text)}</p>`;
      }
    }
    if (!customElements.get('test-blocks-host')) customElements.define('test-blocks-host', Host);
    const text = `${'x'.repeat(3000)}\u202e${'line\n\u200b'.repeat(20_000)}`;
    const host = await fixture<Host>(html`<test-blocks-host .text=${text}></test-blocks-host>`);
    for (const place of ['pre', 'p bdi .text-blocks']) {
      getSelection()?.selectAllChildren(host.shadowRoot!.querySelector(place)!);
      const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      host.shadowRoot!.querySelector(place)!.dispatchEvent(event);
      expect(event.clipboardData!.getData('text/plain') === text, place).to.equal(true);
    }
  });
});
