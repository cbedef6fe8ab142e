/** Differences from the last approved request of the same action and agent. */
import { expect } from '@open-wc/testing';
import type { Decision } from '../../../src/protocol/index.js';
import { aDecision } from '../../../src/testing/index.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

describe('the comparison with the last approved request', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  let past = 0;
  const approved = (changes: Partial<Decision>) =>
    desk.gateway.approvals.decidedInThePast(
      aDecision({
        approvalId: `past-${(past += 1)}`,
        agentId: 'ops-agent',
        action: 'file.delete',
        resolvedAt: Date.now() - 60_000,
        ...changes,
      }),
    );
  const ask = (changes: Parameters<Desk['ask']>[0] = {}) =>
    desk.ask({ agentId: 'ops-agent', action: 'file.delete', params: { path: '/a', force: true }, ...changes });
  const words = async (action = 'file.delete') => {
    const card = await desk.card(action);
    card.scrollIntoView();
    const box = card.querySelector<HTMLElement>('.comparison')!;
    await until(() => !read(box).startsWith('Comparing'), 'the comparison');
    return read(box);
  };

  it('marks what differs, with what was approved and what is asked for now', async () => {
    approved({ params: { path: '/b', force: true }, resolvedBy: 'maria' });
    approved({ params: { path: '/a', force: true }, outcome: 'denied', resolvedAt: Date.now() });
    approved({ params: { path: '/a', force: true }, agentId: 'other-agent', resolvedAt: Date.now() });
    approved({ params: { path: '/a', force: true }, action: 'file.read', resolvedAt: Date.now() });
    ask();
    await desk.open();
    const text = await words();
    expect(text).to.match(
      /^Differs from the last approved request of this action and agent in 1 place \(.*, by maria\)/,
    );
    expect(text).to.contain('path was /b is now /a').and.to.not.contain('force');
    await expectAccessible(await desk.card());
  });

  it('words the differences in another language when that changes', async () => {
    approved({ params: { path: '/a', force: true }, toolName: 'rm' });
    ask({ toolName: 'shred' });
    await desk.open();
    expect(await words()).to.contain('the tool was rm is now shred');
    desk.queue.lang = 'de';
    const card = await desk.card();
    const box = card.querySelector<HTMLElement>('.comparison')!;
    await until(() => read(box).includes('das Werkzeug war rm ist jetzt shred'), 'German');
  });

  it('tells texts from what they look like, and a key from a path', async () => {
    approved({ params: { a: 5, n: null, s: ' ', two: 'x  y', deep: { k: 1 }, 'deep.k': 1, 'q"': 1, gone: 'nothing' } });
    ask({ params: { a: '5', n: 'null', s: '', two: 'x y', deep: { k: 2 }, 'deep.k': 3, 'q"': 2 } });
    await desk.open();
    const text = await words();
    expect(text).to.contain('a was 5 is now "5"').and.to.contain('n was null is now "null"');
    expect(text).to.contain('s was " " is now ""').and.to.contain('gone was "nothing" is now nothing');
    expect(text).to.contain('deep.k was 1 is now 2').and.to.contain('["deep.k"] was 1 is now 3');
    expect(text).to.contain('["q\\""] was 1 is now 2');
    const drawn = [...(await desk.card()).querySelectorAll<HTMLElement>('.changes > div')].map(
      ({ innerText }) => innerText,
    );
    expect(drawn.some((each) => each.includes('x  y') && each.includes('x y'))).to.equal(true);
  });

  it('keeps the order of a path in letters that run from right to left', async () => {
    approved({ params: { a: { '\u05d0\u05d0': { '\u05d1\u05d1': 1 } } } });
    ask({ params: { a: { '\u05d0\u05d0': { '\u05d1\u05d1': 2 } } } });
    await desk.open();
    await words();
    const names = [...(await desk.card()).querySelectorAll('.changes dt bdi')];
    expect(names.map(({ textContent }) => textContent)).to.deep.equal(['a', '\u05d0\u05d0', '\u05d1\u05d1']);
    const lefts = names.map((each) => each.getBoundingClientRect().left);
    expect(lefts).to.deep.equal(lefts.toSorted((a, b) => a - b));
  });

  it('does not call a number that cannot be read nothing', async () => {
    approved({ params: { amount: 1, zero: 0 } });
    ask({ params: { amount: 'number:1e400', zero: 'number:-0' } });
    desk.takeNumbersAsWritten();
    await desk.open();
    expect(await words())
      .to.contain('amount was 1 is now ∞, a number that')
      .and.to.contain('zero was 0 is now -0');
  });

  it('names another tool and another session with the same parameters', async () => {
    const params = { path: '/a', force: true, 'the tool': 'x' };
    approved({ params, toolName: 'dry_run', sessionKey: 'staging' });
    ask({ params: { ...params, 'the tool': 'y' }, toolName: 'production_run', sessionKey: 'prod' });
    await desk.open();
    const text = await words();
    expect(text).to.match(/^Differs from .* in 3 places/);
    expect(text).to.contain('the tool was dry_run is now production_run');
    expect(text).to.contain('the session was staging is now prod');
    expect(text).to.contain('["the tool"] was x is now y');
  });

  it('says when nothing differs, and when there is nothing to compare with', async () => {
    approved({ params: { force: true, path: '/a' } });
    ask();
    ask({ action: 'file.new' });
    await desk.open();
    expect(await words()).to.match(/^The same tool, session and parameters as the last approved request/);
    expect(await words('file.new')).to.contain('there is nothing to compare with');
  });

  it('does not compare a request with itself once it is approved', async () => {
    const approvalId = ask();
    await desk.open();
    const before = await words();
    const told = new Promise((resolve) => desk.client.on('approval:resolved', resolve));
    desk.gateway.approvals.decide({ approvalId, decision: 'approve' }, 'bob');
    await told;
    const card = await desk.card();
    await until(() => read(card).includes('Approved by bob'), 'the outcome');
    expect(read(card.querySelector<HTMLElement>('.comparison')!)).to.equal(before);
  });

  it('prefers what a person approved, and says when nobody did', async () => {
    approved({ params: { path: '/person', force: true }, resolvedBy: 'maria' });
    approved({ params: { path: '/policy', force: true }, automatic: 'policy', resolvedAt: Date.now() });
    approved({ action: 'file.auto', params: {}, automatic: 'policy' });
    ask();
    ask({ action: 'file.auto' });
    await desk.open();
    expect(await words()).to.contain('was /person');
    expect(await words('file.auto')).to.contain('by the gateway itself');
  });

  it('says that it is not known where the gateway keeps no history or does not answer', async () => {
    desk.gateway.faults.withhold('approvals.history');
    ask();
    await desk.open();
    expect(await words()).to.match(/^Differences from the last approved request are unknown: /);
  });

  it('asks once for all cards of an action and an agent, and only for those on the screen', async () => {
    const asked: unknown[] = [];
    const call = desk.client.call.bind(desk.client);
    desk.client.call = (method, params, options) => {
      if (method === 'approvals.history') asked.push(params);
      return call(method, params, options);
    };
    for (let index = 0; index < 10; index += 1) ask();
    ask({ action: 'far.below', timeoutMs: 0, createdAt: Date.now() + 1000 });
    await desk.open();
    await words();
    await painted();
    expect(asked).to.deep.equal([{ outcome: 'approved', action: 'file.delete', agentId: 'ops-agent', limit: 20 }]);
  });

  it('compares with what was approved meanwhile', async () => {
    ask({ params: { path: '/first' } });
    const second = ask({ params: { path: '/second' } });
    await desk.open();
    await words();
    desk.gateway.approvals.decide({ approvalId: second, decision: 'approve' }, 'bob');
    const box = (await desk.card()).querySelector<HTMLElement>('.comparison')!;
    await until(() => read(box).includes('path was /second is now /first'), 'the differences');
  });

  it('compares what one user asked for where no agent is told', async () => {
    approved({ agentId: undefined, user: 'u-1', params: { path: '/u-1' }, resolvedAt: Date.now() - 1000 });
    approved({ agentId: undefined, user: 'u-2', params: { path: '/u-2' } });
    ask({ agentId: undefined, user: 'u-1', params: { path: '/now' } });
    await desk.open();
    expect(await words()).to.contain('was /u-1 is now /now');
  });

  it('hides what looks like a secret', async () => {
    approved({ params: { path: '/a', password: 'hunter2' } });
    ask({ params: { path: '/a', password: 'hunter33' } });
    await desk.open();
    expect(await words()).to.contain('password was hidden, 7 characters is now hidden, 8 characters');
    expect((await desk.card()).innerHTML).to.not.contain('hunter');
  });
});
