/** Seen before approved. */
import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

const longText = Array.from({ length: 200 }, (_, line) => `line ${line}`).join('\n');

/** Longer than the buttons are inert anyway. */
const wait = () => new Promise((resolve) => setTimeout(resolve, 700));

describe('a request of high risk', () => {
  let desk: Desk;
  beforeEach(async () => {
    await setViewport({ width: 800, height: 600 });
    desk = new Desk();
  });
  afterEach(() => desk.close());
  const opened = async (request: Parameters<Desk['ask']>[0] = {}) => {
    const approvalId = desk.ask({ risk: 'high', toolName: undefined, ...request });
    await desk.open();
    const card = await desk.card();
    // Not under the bar above the cards, which would cover a part of it.
    card.scrollIntoView({ block: 'end' });
    return { approvalId, card };
  };
  const why = (card: HTMLElement) => read(card.querySelector('.reading')!);
  const wheelTo = async (box: Element, by: number) => {
    const { left, top } = box.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top + 20)] });
    box.scrollBy({ top: by });
    await painted();
  };
  /** Page by page, as the key does it. */
  const readOn = async (box: Element) => {
    while (box.scrollTop + box.clientHeight < box.scrollHeight - 1) await wheelTo(box, box.clientHeight * 0.8);
  };
  /** How long each page stays on the screen when somebody reads it again: nobody reads faster. */
  const atHumanPace = () => new Promise((resolve) => setTimeout(resolve, 200));
  /**
   * The same, and once more from the top as long as the card says that a part was skipped: the browser reports what is on the
   * screen some 100 ms after it came there, and what is scrolled away before that does not count.
   */
  const readUntilSeen = async (card: HTMLElement, box: Element) => {
    await readOn(box);
    await until(
      async () => {
        if (!why(card).includes('A part was skipped.')) return true;
        box.scrollTop = 0;
        await atHumanPace();
        while (box.scrollTop + box.clientHeight < box.scrollHeight - 1) {
          await wheelTo(box, box.clientHeight * 0.8);
          await atHumanPace();
        }
        return false;
      },
      'no part to be skipped',
      5000,
    );
  };

  it('is not armed before all parameters have been in view, says why, and arms at their end', async () => {
    const { approvalId, card } = await opened({ action: 'x.y', params: { text: longText.split('\n') } });
    await desk.armed(card, 'Deny');
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    expect(desk.isArmed(card, 'Deny'), 'Deny needs no reading').to.equal(true);
    expect(why(card)).to.contain('Approve works once all parameters have been in view.');
    const described = desk.button(card, 'Approve')!.getAttribute('aria-describedby')!;
    const words = described.split(' ').map((id) => (card.getRootNode() as ShadowRoot).getElementById(id)!.textContent);
    expect(words.join(' ')).to.contain('Approve works once');
    await expectAccessible(card);
    await desk.click(desk.button(card, 'Approve')!);
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    const { top } = desk.button(card, 'Approve')!.getBoundingClientRect();
    const box = card.querySelector('pre')!;
    await wheelTo(box, 150);
    expect(desk.isArmed(card, 'Approve'), 'half-way').to.equal(false);
    await readOn(box);
    await desk.armed(card, 'Approve');
    expect(why(card)).to.contain('All parameters have been in view.');
    expect(desk.button(card, 'Approve')!.getBoundingClientRect().top, 'nothing moves').to.be.closeTo(top, 1);
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval');
  });

  it('names what is to be read first, also for a key that comes before the button has been seen for long enough', async () => {
    const { card } = await opened({ action: 'x.y', params: { text: longText.split('\n') } });
    const approve = desk.button(card, 'Approve')!;
    const spoken = () => read(card.querySelector('.guard + [role=status]')!);
    approve.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => spoken() !== '', 'something to be said');
    expect(spoken()).to.contain('Approve works once all parameters have been in view.');
  });

  it('is not armed by a jump to the end, says that a part was skipped, and arms once that has been in view, too', async () => {
    const { card } = await opened({ action: 'x.y', params: { text: longText.split('\n') } });
    const box = card.querySelector('pre')!;
    box.focus();
    await sendKeys({ press: 'End' });
    await until(() => box.scrollTop + box.clientHeight > box.scrollHeight - 2, 'the end');
    await until(() => why(card).includes('A part was skipped.'), 'the words');
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    while (box.scrollTop > 0) await wheelTo(box, -box.clientHeight * 0.8);
    await desk.armed(card, 'Approve');
    expect(why(card)).to.contain('All parameters have been in view.');
  });

  it('counts what is scrolled to its end only once the box is on the screen, too', async () => {
    const { card } = await opened({ action: 'x.y', params: { text: longText.split('\n') } });
    const spacer = document.createElement('div');
    spacer.style.height = '3000px';
    desk.queue.before(spacer);
    scrollTo(0, 0);
    await painted();
    const box = card.querySelector('pre')!;
    box.scrollTop = box.scrollHeight;
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    box.scrollIntoView({ block: 'center' });
    await painted();
    box.scrollTop = 0;
    await painted();
    await readOn(box);
    await desk.armed(card, 'Approve');
    spacer.remove();
  });

  it('real use 23: arms once every block of a long text has been in view', async function () {
    this.timeout(30_000);
    const { card } = await opened({ action: 'x.y', params: { text: 'some words '.repeat(700) } });
    const box = card.querySelector('pre')!;
    await until(() => !box.querySelector('.undrawn') && box.querySelector('.text-block'), 'the blocks', 10_000);
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    await readOn(box);
    await desk.armed(card, 'Approve');
  });

  it('real use 23: a long text of which a part is not shown yet is not read', async function () {
    this.timeout(30_000);
    const { card } = await opened({ action: 'x.y', params: { text: 'some words '.repeat(7000) } });
    const box = card.querySelector('pre')!;
    await until(() => !box.querySelector('.undrawn') && box.querySelector('.more-text'), 'the blocks', 10_000);
    await readOn(box);
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    expect(desk.isArmed(card, 'Deny')).to.equal(true);
  });

  it('arms by itself when all parameters fit, once they are on the screen', async () => {
    const { card } = await opened({ params: { path: '/a' } });
    await desk.armed(card, 'Approve');
    expect(why(card)).to.contain('All parameters have been in view.');
  });

  it('arms when somebody says that they have read all of it, by the keyboard alone', async () => {
    const { approvalId, card } = await opened({ action: 'x.y', params: { text: longText.split('\n') } });
    await wait();
    const declare = desk.button(card, 'I have read all of it')!;
    declare.click();
    await painted();
    expect(desk.isArmed(card, 'Approve'), 'a script says nothing').to.equal(false);
    declare.focus();
    await sendKeys({ press: 'Enter' });
    await desk.armed(card, 'Approve');
    expect(desk.queue.shadowRoot!.activeElement, 'the focus stays').to.equal(declare);
    expect(declare.ariaPressed).to.equal('true');
    expect(why(card)).to.contain('You confirmed that you have read all of it.');
    desk.button(card, 'Approve')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval');
  });

  it('does not count a hidden value as seen, unless it is shown or left hidden on purpose', async () => {
    const { card } = await opened({ action: 'x.y', params: { password: 'hunter2' } });
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    expect(why(card)).to.contain('1 value is hidden');
    await desk.click(desk.button(card, /^I have read all of it, except the hidden values/)!);
    await desk.armed(card, 'Approve');
    expect(why(card)).to.contain('everything except the hidden values');
    await desk.click(desk.button(card, 'I have read all of it')!);
    await until(() => !desk.isArmed(card, 'Approve'), 'it to be taken back');
    await desk.click(desk.button(card, 'Show 1 hidden value')!);
    await desk.armed(card, 'Approve');
  });

  it('counts the preview and what stands beside it, and stays read when raw JSON is looked at', async () => {
    const params = { path: '/a', old_string: longText, new_string: `${longText}!`, more: 'x' };
    const { card } = await opened({ action: 'file.edit', params });
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    const [diff, others] = card.querySelectorAll('pre');
    await readOn(diff!);
    others!.scrollIntoView({ block: 'nearest' });
    await desk.armed(card, 'Approve');
    await desk.click(desk.button(card, 'Raw JSON')!);
    await painted();
    expect(desk.isArmed(card, 'Approve')).to.equal(true);
  });

  it('counts a field that is so long that it scrolls, and says how much it holds', async () => {
    const cases: [string, Record<string, unknown>][] = [
      ['file.write', { path: `/srv/${'a/'.repeat(400)}${'../'.repeat(401)}etc/shadow`, content: 'x' }],
      ['http.get', { url: `https://ok.example/search?q=${'a'.repeat(6000)}&to=evil` }],
      ['email.send', { to: `${'list@corp.example, '.repeat(200)}evil@evil.example`, body: 'hi' }],
      ['shell.exec', { command: 'ls', cwd: `/srv/${'a/'.repeat(2000)}` }],
    ];
    for (const [action, params] of cases) {
      const { card } = await opened({ action, risk: 'critical', params });
      const box = await until(() => card.querySelector('.params bdi.long'), `the box of ${action}`);
      await wait();
      expect(box.scrollHeight, action).to.be.greaterThan(box.clientHeight);
      expect(desk.isArmed(card, 'Approve'), `${action}: never scrolled`).to.equal(false);
      expect(why(card), action).to.contain('Approve works once all parameters have been in view.');
      expect(read(box.parentElement!), action).to.match(/1 line, [\d,.]+ characters$/);
      await readOn(box);
      await desk.armed(card, 'Approve');
      desk.close();
      desk = new Desk();
    }
  });

  it('counts whatever scrolls among the parameters, also when it begins to only later', async () => {
    const { card } = await opened({ action: 'x.y', params: { text: longText.split('\n') } });
    const part = document.createElement('div');
    part.textContent = longText.slice(0, 200);
    part.style.cssText = 'max-height: 3em; white-space: pre';
    card.querySelector('.params')!.append(part);
    await painted();
    part.style.overflow = 'auto';
    await readUntilSeen(card, card.querySelector('pre')!);
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    part.scrollIntoView({ block: 'center' });
    await until(
      async () => {
        await readUntilSeen(card, part);
        return desk.isArmed(card, 'Approve') || why(card).includes('All parameters have been in view.');
      },
      'all of it to count as seen',
      5000,
    );
    await desk.armed(card, 'Approve');
  });

  it('has to be read again when it has changed', async () => {
    const { approvalId, card } = await opened({ action: 'x.y', params: { path: '/a' } });
    await desk.armed(card, 'Approve');
    desk.gateway.approvals.change(approvalId, { text: longText.split('\n') });
    await desk.press(card, 'Reviewed');
    await wait();
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    expect(desk.isArmed(card, 'Deny')).to.equal(true);
  });

  it('is the same at critical and at unknown risk, and asks nothing at low and medium risk', async () => {
    for (const risk of ['critical', 'unknown', 'low', 'medium'] as const) {
      const { card } = await opened({ action: 'x.y', risk, params: { text: longText.split('\n') } });
      await wait();
      const asks = risk === 'critical' || risk === 'unknown';
      if (asks) expect(desk.isArmed(card, 'Approve'), risk).to.equal(false);
      else await desk.armed(card, 'Approve');
      expect(card.querySelector('.reading') !== null, risk).to.equal(asks);
      desk.close();
      desk = new Desk();
    }
  });
});

describe('what nobody can read', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  it('can only be denied, and says why: cut, damaged, not valid, nested without end', async () => {
    const deep: unknown = JSON.parse(`${'['.repeat(150)}${']'.repeat(150)}`);
    const cases: [Parameters<Desk['ask']>[0], string][] = [
      [{ action: 'cut', truncated: true }, 'truncated this request'],
      [{ action: 'damaged', params: { path: '/a\ufffd' } }, 'could not be decoded'],
      [{ action: 'invalid', params: { path: '\ud800' } }, 'not valid Unicode'],
      [{ action: 'deep', params: { deep } }, 'nest too deeply'],
    ];
    for (const [request] of cases) desk.ask({ risk: 'low', ...request });
    await desk.open();
    for (const [request] of cases) await desk.armed(await desk.card(request!.action), 'Deny');
    await wait();
    for (const [request, words] of cases) {
      const card = await desk.card(request!.action);
      expect(read(card.querySelector('.gate')!), request!.action).to.contain(words);
      expect(desk.isArmed(card, 'Approve'), request!.action).to.equal(false);
      expect(desk.isArmed(card, 'Deny'), request!.action).to.equal(true);
    }
  });
});
