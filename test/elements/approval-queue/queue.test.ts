import { expect, fixture, html } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import '../../../src/elements/approval-queue/define.js';
import type { ComisApprovalQueue } from '../../../src/elements/approval-queue/approval-queue.js';
import { rpcErrorCodes } from '../../../src/protocol/index.js';
import { anApproval, SimulatedGateway, type SimulatedClient } from '../../../src/testing/index.js';
import { expectAccessible, expectEvents, painted, until } from '../../support/browser.js';

const minute = 60_000;

describe('<comis-approval-queue>', () => {
  let gateway: SimulatedGateway;
  let client: SimulatedClient;
  let queue: ComisApprovalQueue;

  beforeEach(async () => {
    await resetMouse();
    // Out of the way of every card: a pointer that rests on one holds it.
    await sendMouse({ type: 'move', position: [1, 1] });
    gateway = new SimulatedGateway();
    client = gateway.client();
  });
  afterEach(() => {
    client.close();
    gateway.close();
  });

  const mount = async () => {
    queue = await fixture<ComisApprovalQueue>(html`<comis-approval-queue .client=${client}></comis-approval-queue>`);
    await until(() => queue.shadowRoot?.querySelector('[role=list]'), 'the list');
    await painted();
  };
  const ask = (request: Parameters<typeof anApproval>[0] = {}) =>
    gateway.approvals.request(anApproval({ timeoutMs: 0, ...request })).request.approvalId;
  const cards = () => [...(queue.shadowRoot?.querySelectorAll<HTMLElement>('[role=listitem]') ?? [])];
  const card = (action: string) =>
    until(() => cards().find((each) => each.innerText.includes(action)), `the card of ${action}`);
  const actions = () => cards().map((each) => each.querySelector('.action')?.textContent);
  const button = (of: HTMLElement, name: string) =>
    until(
      () => [...of.querySelectorAll('button')].find((each) => each.innerText.startsWith(name)),
      `the button ${name}`,
    );
  const box = (of: HTMLElement) => of.querySelector('textarea')!;
  const center = (of: Element): [number, number] => {
    const { left, top, width, height } = of.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  };
  const armed = (of: HTMLElement, name: string) =>
    until(async () => {
      const found = await button(of, name);
      found.scrollIntoView({ block: 'nearest' });
      return found.ariaDisabled !== 'true';
    }, `${name} to be armed`);
  /** Reads the parameters before deciding: what was only scrolled past counts as skipped. */
  const readParams = (of: HTMLElement) =>
    until(() => {
      of.querySelector('.params')?.scrollIntoView({ block: 'center' });
      return !of.querySelector('.reading > .unread');
    }, 'the parameters to be read');
  const press = async (of: HTMLElement, name: string) => {
    if (name === 'Approve') await readParams(of);
    (await button(of, name)).scrollIntoView({ block: 'center' });
    await armed(of, name);
    await sendMouse({ type: 'click', position: center(await button(of, name)) });
  };
  const hover = (of: Element) => sendMouse({ type: 'move', position: center(of) });
  const leave = () => sendMouse({ type: 'move', position: [1, 1] });
  const arrivals = () => queue.shadowRoot!.querySelector<HTMLButtonElement>('.arrived')!;
  const calls = (verdict: 'approved' | 'denied') =>
    gateway.audit
      .newest(50)
      .filter((entry) => entry.approvalId && entry.outcome === (verdict === 'approved' ? 'success' : 'denied'));

  it('shows all of a request, named by agent and action', async () => {
    ask({
      agentId: 'ops-agent',
      action: 'file.delete',
      description: 'Delete a file.',
      explanation: 'It is old.',
      risk: 'high',
      params: { path: '/tmp/a', tail: 'x'.repeat(5000) },
    });
    await mount();
    const shown = await card('file.delete');
    expect(shown.ariaLabel).to.contain('ops-agent').and.to.contain('file.delete');
    expect(shown.innerText).to.contain('Delete a file.').and.to.contain('It is old.').and.to.contain('a claim');
    expect(shown.querySelector('.risk')?.textContent).to.equal('high');
    await until(
      () => shown.querySelector('pre')?.textContent.includes('x'.repeat(5000)),
      'the whole of the parameters',
    );
    expect(shown.querySelectorAll('[role=listitem], li, article')).to.have.length(0);
    await expectAccessible(queue);
  });

  it('draws what cannot be seen as labelled tokens and leaves no raw override in the page', async () => {
    ask({ agentId: 'a\u202eb', action: 'x.\u200by', params: { 'k\u2066': '\u001b[8m<b>hi</b>' } });
    await mount();
    const shown = cards()[0]!;
    const text = shown.textContent;
    expect(text).to.not.match(/[\u202e\u200b\u2066\u001b]/);
    expect(shown.ariaLabel).to.equal('a[U+202E]b: x.[U+200B]y');
    expect([...shown.querySelectorAll('.token')].map((token) => token.textContent)).to.include.members([
      'U+202E',
      'U+200B',
      'U+2066',
    ]);
    expect(shown.querySelector('b')).to.equal(null);
  });

  it('puts the nearest deadline first and the oldest of those that wait for ever next', async () => {
    const now = Date.now();
    ask({ action: 'never.old', createdAt: now - 5000 });
    ask({ action: 'never.new', createdAt: now });
    ask({ action: 'late', timeoutMs: 9 * minute });
    ask({ action: 'soon', timeoutMs: 2 * minute });
    await mount();
    expect(actions()).to.deep.equal(['soon', 'late', 'never.old', 'never.new']);
    expect((await card('soon')).innerText).to.match(/[12]:\d\d left/);
    expect((await card('never.old')).innerText).to.contain('No time limit');
  });

  it('approves with the comment, once however often it is clicked, and tells the host once', async () => {
    const approvalId = ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    box(shown).focus();
    await sendKeys({ type: 'ticket 12' });
    await armed(shown, 'Approve');
    (await button(shown, 'Approve')).scrollIntoView();
    const position = center(await button(shown, 'Approve'));
    const [event] = await expectEvents(queue, 'comis-approval-decided', 1, async () => {
      await Promise.all([1, 2, 3].map(() => sendMouse({ type: 'click', position })));
    });
    expect(event!.detail).to.include({ approvalId, outcome: 'approved', resolvedBy: 'operator' });
    expect(calls('approved')).to.have.length(1);
    expect(gateway.approvals.agentView(approvalId)).to.include({
      state: 'approved',
      by: 'operator',
      comment: 'ticket 12',
    });
    await until(() => shown.innerText.includes('Approved by operator'), 'the outcome');
    expect(shown.querySelectorAll('.approve, .deny')).to.have.length(0);
  });

  it('folds a decided card once pointer and focus have left it', async function () {
    this.timeout(12_000);
    ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    await press(shown, 'Deny');
    await until(() => shown.innerText.includes('Denied by operator'), 'the outcome');
    // It must not fold, which a card does 3 s after it ended.
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(shown.isConnected, 'still there under the pointer').to.equal(true);
    await leave();
    await until(() => !shown.isConnected, 'the card to fold', 2500);
    await until(() => queue.shadowRoot!.textContent.includes('No pending requests'), 'the empty state');
  });

  it('keeps the focus in the card when its buttons go', async () => {
    ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    await armed(shown, 'Deny');
    (await button(shown, 'Deny')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => shown.innerText.includes('Denied by'), 'the outcome');
    expect(queue.shadowRoot!.activeElement).to.equal(shown);
  });

  it('never decides by Enter or Escape in the comment, by a script, or by a key that is held down', async () => {
    const approvalId = ask();
    await mount();
    const shown = cards()[0]!;
    await armed(shown, 'Approve');
    box(shown).focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Escape' });
    for (const name of ['Approve', 'Deny']) {
      const target = await button(shown, name);
      target.click();
      target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    }
    const held = await button(shown, 'Approve');
    const repeated = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
    held.dispatchEvent(repeated);
    expect(repeated.defaultPrevented, 'a repeated key press is stopped').to.equal(true);
    await painted();
    expect(gateway.approvals.agentView(approvalId)?.state).to.equal('waiting');
  });

  /** When clicks were made from now on, as the browser has it. */
  const noteClicks = () => {
    const made: number[] = [];
    const note = (event: Event) => void made.push(event.timeStamp);
    document.addEventListener('click', note, true);
    return { made, stop: () => document.removeEventListener('click', note, true) };
  };
  /** Repeats what a busy machine may be too slow for; it says whether it was in time. */
  const inTime = async (attempt: (action: string) => Promise<boolean>) => {
    for (let tries = 1; tries <= 5; tries++) if (await attempt(`try.${tries}`)) return;
    throw new Error('Five times this machine was too slow to try it.');
  };
  /** Well before the buttons work, in ms. */
  const early = 400;

  it('is inert for half a second after a card appears', async () => {
    await mount();
    await inTime(async (action) => {
      const approvalId = ask({ action });
      const approve = await button(await card(action), 'Approve');
      const appeared = performance.now();
      const wasInert = approve.ariaDisabled === 'true';
      const { made, stop } = noteClicks();
      await sendMouse({ type: 'click', position: center(approve) });
      stop();
      const isInTime = made.length === 1 && made[0]! - appeared < early;
      if (isInTime) {
        expect(wasInert).to.equal(true);
        expect(gateway.approvals.agentView(approvalId)?.state).to.equal('waiting');
        await press(await card(action), 'Approve');
        await until(() => gateway.approvals.agentView(approvalId)?.state === 'approved', 'the approval');
      } else gateway.approvals.withdraw(approvalId);
      return isInTime;
    });
  });

  it('stays inert for who clicks again and again since before it was there', async () => {
    await mount();
    await inTime(async (action) => {
      const approvalId = ask({ action });
      const approve = await button(await card(action), 'Approve');
      const appeared = performance.now();
      const { made, stop } = noteClicks();
      for (let clicks = 0; clicks < 6; clicks++) {
        await sendMouse({ type: 'click', position: center(approve) });
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      stop();
      const isInTime = made.length === 6 && made.every((at, index) => at - (made[index - 1] ?? appeared) < early);
      if (isInTime) {
        expect(gateway.approvals.agentView(approvalId)?.state).to.equal('waiting');
        await press(await card(action), 'Approve');
        await until(() => gateway.approvals.agentView(approvalId)?.state === 'approved', 'the approval');
      } else gateway.approvals.withdraw(approvalId);
      return isInTime;
    });
  });

  it('is inert again after its card has moved', async () => {
    ask({ action: 'below' });
    await mount();
    const below = await card('below');
    await armed(below, 'Approve');
    ask({ action: 'above', timeoutMs: minute });
    await card('above');
    await until(async () => (await button(below, 'Approve')).ariaDisabled === 'true', 'the shield');
  });

  it('is inert again after the page around it has moved, and not after scrolling', async () => {
    ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    await armed(shown, 'Approve');
    const spacer = document.createElement('div');
    spacer.style.height = '4000px';
    queue.after(spacer);
    scrollBy(0, 20);
    queue.requestUpdate();
    await painted();
    expect((await button(shown, 'Approve')).ariaDisabled).to.equal('false');
    queue.before(spacer);
    spacer.style.height = '40px';
    queue.requestUpdate();
    await until(async () => (await button(shown, 'Approve')).ariaDisabled === 'true', 'the shield');
    spacer.remove();
    scrollTo(0, 0);
  });

  it('shows a request whose deadline no clock can show', async () => {
    ask({ action: 'far.away', timeoutMs: 8.64e15 });
    await mount();
    expect((await card('far.away')).innerText).to.contain('No time limit');
  });

  it('says that it does not know when the answer to a decision is lost', async () => {
    ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    gateway.faults.hold('approvals.respond');
    await press(shown, 'Approve');
    await until(() => shown.innerText.includes('Sending'), 'the call');
    client.drop();
    await until(() => shown.innerText.includes('may or may not have been decided'), 'the words');
  });

  it('does not move or change a card under the pointer; arrivals above wait, those below show at once', async () => {
    ask({ action: 'held', timeoutMs: 5 * minute });
    await mount();
    const held = await card('held');
    await hover(held.querySelector('.head')!);
    const { top } = held.getBoundingClientRect();
    for (let index = 0; index < 5; index++) ask({ action: `urgent.${index}`, timeoutMs: minute + index });
    ask({ action: 'below', timeoutMs: 9 * minute });
    await card('below');
    await until(() => arrivals().innerText === '5 new', 'the button');
    expect(Math.abs(held.getBoundingClientRect().top - top)).to.be.lessThan(1.01);
    expect(actions()).to.deep.equal(['held', 'below']);
    await sendMouse({ type: 'click', position: center(arrivals()) });
    await until(() => cards().length === 7, 'the arrivals');
    expect(actions()[0]).to.equal('urgent.0');
    expect(arrivals().hidden).to.equal(true);
  });

  it('does not move the card under the pointer when what is said in one above it grows', async () => {
    const approvalId = ask({ action: 'above', timeoutMs: 2 * minute });
    ask({ action: 'held', timeoutMs: 5 * minute });
    await mount();
    const held = await card('held');
    held.scrollIntoView();
    await hover(held.querySelector('.head')!);
    const { top } = held.getBoundingClientRect();
    gateway.approvals.decide({ approvalId, decision: 'deny', comment: 'long words '.repeat(200) }, 'bob');
    await until(async () => (await card('above')).innerText.includes('Denied by bob'), 'the outcome');
    await painted();
    expect(Math.abs(held.getBoundingClientRect().top - top)).to.be.lessThan(1.01);
  });

  it('lets arrivals in by itself once pointer and focus have left the queue', async () => {
    ask({ action: 'held', timeoutMs: 5 * minute });
    await mount();
    await hover((await card('held')).querySelector('.head')!);
    ask({ action: 'urgent', timeoutMs: minute });
    await until(() => !arrivals().hidden, 'the button');
    await leave();
    await until(() => actions().join() === 'urgent,held', 'the arrival');
  });

  it('keeps comment, focus and place while newer requests arrive, and decides the one it was written for', async () => {
    const first = ask({ action: 'file.read', timeoutMs: 5 * minute });
    await mount();
    const shown = await card('file.read');
    box(shown).focus();
    await sendKeys({ type: 'read-only, fine' });
    const second = ask({ action: 'file.delete', timeoutMs: minute });
    await until(() => !arrivals().hidden, 'the button');
    expect(queue.shadowRoot!.activeElement).to.equal(box(shown));
    await sendMouse({ type: 'click', position: center(arrivals()) });
    const urgent = await card('file.delete');
    expect(box(urgent).value).to.equal('');
    expect(box(shown).value).to.equal('read-only, fine');
    await press(shown, 'Approve');
    await until(() => gateway.approvals.agentView(first)?.state === 'approved', 'the approval');
    expect(gateway.approvals.agentView(first)?.comment).to.equal('read-only, fine');
    expect(gateway.approvals.agentView(second)?.state).to.equal('waiting');
  });

  it('says in place how a request ended elsewhere, and keeps the comment', async () => {
    const approvalId = ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    box(shown).focus();
    await sendKeys({ type: 'my words' });
    gateway.approvals.decide({ approvalId, decision: 'deny', comment: 'No.' }, 'bob');
    await until(() => shown.innerText.includes('Denied by bob'), 'the outcome');
    expect(shown.innerText).to.contain('No.');
    expect(box(shown).value).to.equal('my words');
    expect(queue.shadowRoot!.activeElement).to.equal(box(shown));
    expect(shown.querySelectorAll('.approve, .deny')).to.have.length(0);
  });

  it('says when a request timed out or was withdrawn', async () => {
    const withdrawn = ask({ action: 'to.withdraw' });
    await mount();
    const [first, second] = [await card('to.withdraw'), ask({ action: 'to.expire', timeoutMs: 300 })];
    const expiring = await card('to.expire');
    gateway.approvals.withdraw(withdrawn);
    await until(() => first.innerText.includes('Withdrawn'), 'withdrawn');
    await until(() => expiring.innerText.includes('Timed out'), 'timed out');
    expect(gateway.approvals.agentView(second)?.state).to.equal('expired');
  });

  it('shows the reason of a refused decision on its own card, keeps the comment, and decides when tried again', async () => {
    const approvalId = ask({ action: 'file.delete' });
    ask({ action: 'other' });
    gateway.faults.fail('approvals.respond', { code: rpcErrorCodes.internal, message: 'Database locked.' });
    await mount();
    const shown = await card('file.delete');
    box(shown).focus();
    await sendKeys({ type: 'my words' });
    await press(shown, 'Approve');
    await until(() => shown.innerText.includes('Not decided. Database locked.'), 'the reason');
    expect((await card('other')).innerText).to.not.contain('Database');
    expect(box(shown).value).to.equal('my words');
    await press(shown, 'Approve');
    await until(() => gateway.approvals.agentView(approvalId)?.comment === 'my words', 'the approval');
  });

  it('lets the host veto a decision, and says so', async () => {
    const approvalId = ask();
    await mount();
    queue.addEventListener('comis-before-decide', (event) => {
      event.preventDefault();
      const { allow: _allow, waitUntil: _waitUntil, signal: _signal, ...told } = event.detail;
      const agentId = 'deploy-bot';
      expect(told).to.deep.equal({ approvalId, decision: 'approve', action: 'shell.exec', agentId, risk: 'high' });
    });
    await expectEvents(queue, 'comis-before-decide', 1, () => press(cards()[0]!, 'Approve'));
    await until(() => cards()[0]!.innerText.includes('The page did not allow it'), 'the words');
    expect(gateway.approvals.agentView(approvalId)?.state).to.equal('waiting');
  });

  it('waits for a host that needs time, and says so meanwhile', async () => {
    const approvalId = ask();
    await mount();
    let letGo = () => {};
    queue.addEventListener(
      'comis-before-decide',
      (event) => event.waitUntil(new Promise<void>((resolve) => (letGo = resolve))),
      { once: true },
    );
    const shown = cards()[0]!;
    await press(shown, 'Approve');
    await until(() => shown.innerText.includes('Waiting for the page'), 'the words');
    expect((await button(shown, 'Deny')).ariaDisabled).to.equal('true');
    // Nothing must be sent: a call is answered within a few ms here.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(gateway.approvals.agentView(approvalId)?.state).to.equal('waiting');
    letGo();
    await until(() => gateway.approvals.agentView(approvalId)?.state === 'approved', 'the approval');
  });

  it('shows why the host refused on the card that it refused, keeps the comment, and asks again', async () => {
    const approvalId = ask({ action: 'file.delete' });
    ask({ action: 'other' });
    await mount();
    queue.addEventListener(
      'comis-before-decide',
      ({ detail }) => detail.waitUntil(Promise.reject(new Error('Wrong password.'))),
      { once: true },
    );
    const shown = await card('file.delete');
    box(shown).focus();
    await sendKeys({ type: 'my words' });
    await press(shown, 'Approve');
    await until(() => shown.innerText.includes('The page did not allow it: Wrong password.'), 'the reason');
    expect((await card('other')).innerText).to.not.contain('Wrong password');
    expect(box(shown).value).to.equal('my words');
    await press(shown, 'Approve');
    await until(() => gateway.approvals.agentView(approvalId)?.comment === 'my words', 'the approval');
  });

  it('sends nothing for a request that changed while the host took its time', async () => {
    const approvalId = ask({ action: 'file.delete', params: { path: '/tmp/a' } });
    await mount();
    let letGo = () => {};
    queue.addEventListener('comis-before-decide', (event) =>
      event.waitUntil(new Promise<void>((resolve) => (letGo = resolve))),
    );
    const shown = await card('file.delete');
    await press(shown, 'Approve');
    await until(() => shown.innerText.includes('Waiting for the page'), 'the words');
    gateway.approvals.change(approvalId, { path: '/etc' });
    await until(() => shown.innerText.includes('/etc'), 'the change');
    const sent = gateway.audit.newest(50).length;
    letGo();
    await until(() => shown.innerText.includes('the request changed after it was shown'), 'the reason');
    expect(gateway.approvals.agentView(approvalId)?.state).to.equal('waiting');
    expect(gateway.audit.newest(50)).to.have.length(sent);
  });

  it('says who was first when another decision overtook this one', async () => {
    const approvalId = ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    const release = gateway.faults.hold('approvals.respond');
    await press(shown, 'Approve');
    await until(() => shown.innerText.includes('Sending'), 'the call');
    gateway.approvals.decide({ approvalId, decision: 'deny' }, 'bob');
    release();
    await until(() => shown.innerText.includes('Denied by bob'), 'the outcome');
    await until(() => shown.innerText.includes('Somebody else was first'), 'the remark');
  });

  it('approves nothing that the gateway cut short, and nothing that cannot be bound', async () => {
    ask({ action: 'cut', truncated: true });
    ask({ action: 'surrogate', params: { path: '\ud800' } });
    await mount();
    await new Promise((resolve) => setTimeout(resolve, 600));
    for (const action of ['cut', 'surrogate']) {
      const shown = await card(action);
      expect((await button(shown, 'Approve')).ariaDisabled, action).to.equal('true');
      expect((await button(shown, 'Deny')).ariaDisabled, action).to.equal('false');
      expect(shown.querySelector('.error'), action).to.not.equal(null);
    }
  });

  it('says how requests ended that were decided while it was cut off', async () => {
    const approvalId = ask({ action: 'file.delete' });
    await mount();
    const shown = await card('file.delete');
    client.drop();
    await until(() => queue.shadowRoot!.textContent.includes('Stale since'), 'the notice');
    expect(cards()).to.have.length(1);
    gateway.approvals.decide({ approvalId, decision: 'approve' }, 'bob');
    ask({ action: 'meanwhile' });
    gateway.stream.forget();
    client.restore();
    await until(() => shown.innerText.includes('Approved by bob'), 'the outcome');
    await card('meanwhile');
    expect(queue.shadowRoot!.textContent).to.not.contain('Stale since');
  });

  it('offers nothing with read-only or without the scope admin, and says why', async () => {
    ask({ action: 'file.delete' });
    await mount();
    queue.readOnly = true;
    await until(() => cards()[0]!.innerText.includes('Read-only'), 'the reason');
    expect(cards()[0]!.querySelectorAll('.approve, .deny')).to.have.length(0);
    client.close();
    client = gateway.client({ scopes: ['rpc', 'ws'] });
    queue.readOnly = false;
    queue.client = client;
    await until(() => cards()[0]?.innerText.includes('lacks the scope admin'), 'the reason');
  });

  it('asks once for two queues on a page', async () => {
    ask({ action: 'file.delete' });
    await fixture(
      html`<div>
        <comis-approval-queue .client=${client}></comis-approval-queue>
        <comis-approval-queue .client=${client}></comis-approval-queue>
      </div>`,
    );
    const queues = [...document.querySelectorAll('comis-approval-queue')];
    await until(() => queues.every((each) => each.shadowRoot!.querySelector('[role=listitem]')), 'both queues');
    expect(client.epoch).to.equal(1);
  });
});
