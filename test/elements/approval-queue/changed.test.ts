/** A decision is bound to what was shown. */
import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { changesOf } from '../../../src/elements/approval-queue/compare/changes.js';
import { digestOf } from '../../../src/protocol/index.js';
import { anApproval } from '../../../src/testing/index.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

describe('a request that changes', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());
  const hover = async (of: Element) => {
    const { left, top, width, height } = of.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  };
  const reviewed = (card: HTMLElement) => until(() => desk.button(card, 'Reviewed'), 'the button Reviewed');

  it('shows what changed, keeps both buttons off until Reviewed is pressed, then decides the new one', async () => {
    const approvalId = desk.ask({ action: 'file.delete', params: { path: '/tmp/a', depth: 1 } });
    await desk.open();
    const card = await desk.card();
    await hover(await desk.armed(card, 'Approve'));
    desk.gateway.approvals.change(approvalId, { path: '/etc', depth: 1, force: true });
    await reviewed(card);
    const changes = [...card.querySelectorAll<HTMLElement>('.changes > div')].map(read);
    expect(changes).to.deep.equal(['params.path was /tmp/a is now /etc', 'params.force was nothing is now true']);
    expect(card.querySelector('.params')!.textContent, 'what is being read stays').to.contain('/tmp/a').and.to.not.contain('/etc'); // prettier-ignore
    await expectAccessible(card);
    for (const name of ['Approve', 'Deny']) {
      expect(desk.isArmed(card, name), name).to.equal(false);
      await desk.click(desk.button(card, name)!);
    }
    // It must not arm, which takes half a second.
    await new Promise((resolve) => setTimeout(resolve, 600));
    for (const name of ['Approve', 'Deny']) await desk.click(desk.button(card, name)!);
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    await desk.press(card, 'Reviewed');
    await until(() => card.querySelector('.params')!.textContent.includes('/etc'), 'the new parameters');
    expect(desk.button(card, 'Reviewed')).to.equal(undefined);
    expect(desk.isArmed(card, 'Approve'), 'a moment after Reviewed').to.equal(false);
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval');
  });

  it('shows the new one at once where nobody reads, and still asks for a review', async () => {
    const approvalId = desk.ask({ params: { path: '/tmp/a' } });
    await desk.open();
    const card = await desk.card();
    desk.gateway.approvals.change(approvalId, { path: '/etc' });
    await reviewed(card);
    expect(card.querySelector('.params')!.textContent).to.contain('/etc');
    expect(read(card.querySelector('.changes')!)).to.equal('params.path was /tmp/a is now /etc');
    await desk.press(card, 'Reviewed');
    await desk.press(card, 'Deny');
    await until(() => desk.stateOf(approvalId) === 'denied', 'the denial');
  });

  it('needs another review when it changes again, and none when it becomes what was shown', async () => {
    const approvalId = desk.ask({ params: { path: '/a' } });
    await desk.open();
    const card = await desk.card();
    desk.gateway.approvals.change(approvalId, { path: '/b' });
    await desk.press(card, 'Reviewed');
    desk.gateway.approvals.change(approvalId, { path: '/c' });
    await reviewed(card);
    expect(read(card.querySelector('.changes')!)).to.equal('params.path was /b is now /c');
    desk.gateway.approvals.change(approvalId, { path: '/b' });
    await until(() => !desk.button(card, 'Reviewed'), 'the review to go');
    await desk.armed(card, 'Approve');
  });

  it('sends nothing in the moment in which it changes: neither a click in progress nor a key', async () => {
    const approvalId = desk.ask({ params: { path: '/a' } });
    await desk.open();
    const card = await desk.card();
    const approve = await desk.armed(card, 'Approve');
    await hover(approve);
    await sendMouse({ type: 'down' });
    desk.gateway.approvals.change(approvalId, { path: '/b' });
    await painted();
    await sendMouse({ type: 'up' });
    approve.focus();
    await sendKeys({ press: 'Enter' });
    await painted();
    expect(desk.stateOf(approvalId)).to.equal('waiting');
  });

  it('shows what changed when the gateway refuses a decision as stale', async () => {
    const approvalId = desk.ask({ params: { path: '/a' } });
    await desk.open();
    const card = await desk.card();
    desk.client.dropStream();
    desk.gateway.approvals.change(approvalId, { path: '/b' });
    await desk.press(card, 'Approve');
    await reviewed(card);
    expect(read(card)).to.contain('Not decided').and.to.contain('params.path was /a is now /b');
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    await desk.press(card, 'Reviewed');
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval');
  });

  it('sends nothing when it went, and says so', async () => {
    const approvalId = desk.ask();
    await desk.open();
    const card = await desk.card();
    await hover(await desk.armed(card, 'Approve'));
    desk.gateway.approvals.withdraw(approvalId);
    await until(() => read(card).includes('Withdrawn'), 'the words');
    expect(desk.button(card, 'Approve')).to.equal(undefined);
    expect(desk.button(card, 'Deny')).to.equal(undefined);
  });

  it('hides what looks like a secret in what changed', async () => {
    const approvalId = desk.ask({ params: { auth: { password: 'hunter2' } } });
    await desk.open();
    const card = await desk.card();
    desk.gateway.approvals.change(approvalId, { auth: { password: 'hunter22' } });
    await reviewed(card);
    expect(card.innerHTML).to.not.contain('hunter');
    expect(read(card.querySelector('.changes')!)).to.contain('was hidden, 7 characters is now hidden, 8 characters');
  });

  it('is bound by its digest on pages without crypto.subtle, too', async () => {
    const own = Object.getOwnPropertyDescriptor(crypto, 'subtle');
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      const calls: unknown[] = [];
      const call = desk.client.call.bind(desk.client);
      desk.client.call = (method, params, options) => {
        if (method === 'approvals.respond') calls.push(params);
        return call(method, params, options);
      };
      const request = anApproval({ approvalId: 'apr_1', timeoutMs: 0, params: { ü: ['\u202e', 1.5e-300] } });
      desk.gateway.approvals.request(request);
      await desk.open();
      await desk.press(await desk.card(), 'Approve');
      await until(() => desk.stateOf('apr_1') === 'approved', 'the approval');
      expect(calls).to.deep.equal([{ approvalId: 'apr_1', decision: 'approve', digest: digestOf(request) }]);
    } finally {
      if (own) Object.defineProperty(crypto, 'subtle', own);
      else Reflect.deleteProperty(crypto, 'subtle');
    }
  });
});

describe('the differences between two versions', () => {
  const changes = (before: Parameters<typeof anApproval>[0], after: Parameters<typeof anApproval>[0]) => {
    const request = anApproval();
    return changesOf({ ...request, ...before }, { ...request, ...after });
  };

  it('name every field and parameter that differs, added and removed ones too, and no other', () => {
    expect(changes({}, {})).to.deep.equal([]);
    expect(
      changes(
        { risk: 'low', params: { a: { b: [1, 2] }, same: [{}], gone: 1 } },
        { risk: 'high', params: { a: { b: [1, 3, 4] }, same: [{}], constructor: 'x' } },
      ),
    ).to.deep.equal([
      { path: 'params.a.b[1]', before: 2, after: 3, secret: false },
      { path: 'params.a.b[2]', before: undefined, after: 4, secret: false },
      { path: 'params.gone', before: 1, after: undefined, secret: false },
      { path: 'params.constructor', before: undefined, after: 'x', secret: false },
      { path: 'risk', before: 'low', after: 'high', secret: false },
    ]);
  });

  it('survive parameters that nest without end', () => {
    const deep = (leaf: string) => ({
      deep: JSON.parse(`${'['.repeat(20_000)}${leaf}${']'.repeat(20_000)}`) as unknown,
    });
    expect(changes({ params: deep('1') }, { params: deep('2') })).to.have.length(1);
  });
});
