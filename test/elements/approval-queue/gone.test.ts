import { expect } from '@open-wc/testing';
import { until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

describe('a request that a list leaves out', () => {
  let desk: Desk;
  const requestOf = (id: string) => desk.gateway.approvals.waiting().find(({ approvalId }) => approvalId === id)!;
  const status = () => desk.queue.shadowRoot!.querySelector<HTMLElement>('.status')!;

  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.close());

  /** Reads the list again, of which only so many arrive. @returns a function that lets all arrive. */
  function cutList(count: number, total: (all: number) => number): () => void {
    const { gateway } = desk;
    const whole = gateway.call.bind(gateway);
    gateway.call = async (caller, method, params) => {
      const answer = await whole(caller, method, params);
      if (method !== 'approvals.list') return answer;
      const { requests, ...rest } = answer as { requests: readonly unknown[] };
      return { ...rest, requests: requests.slice(0, count), total: total(requests.length) };
    };
    reread();
    return () => {
      gateway.call = whole;
    };
  }

  function reread(): void {
    desk.client.drop();
    desk.client.restore();
  }

  for (const how of ['listed', 'announced'] as const) {
    it(`waits again, and can be decided, once it is ${how} again`, async () => {
      const id = desk.ask({ action: 'file.delete', risk: 'low' });
      await desk.open();
      const card = await desk.card('file.delete');
      await desk.armed(card, 'Approve');
      const mend = cutList(0, () => 0);
      await until(() => read(card).includes('No longer pending'), 'the end');
      mend();
      if (how === 'listed') reread();
      else desk.gateway.publish('approval:requested', requestOf(id));
      await until(() => desk.button(card, 'Approve'), 'the buttons');
      expect(desk.isArmed(card, 'Approve'), 'who is about to press has not seen them').to.equal(false);
      expect(read(card)).to.not.contain('No longer pending');
      expect(read(status())).to.contain('1 waiting');
      await new Promise((resolve) => setTimeout(resolve, 3500));
      expect(card.isConnected, 'it does not fold').to.equal(true);
      await desk.press(card, 'Approve');
      await until(() => desk.stateOf(id) === 'approved', 'the decision');
    }).timeout(20_000);
  }

  it('stays ended when it is known how, whatever comes late', async () => {
    const id = desk.ask({ action: 'file.delete' });
    await desk.open();
    const card = await desk.card('file.delete');
    const request = requestOf(id);
    desk.gateway.approvals.decide({ approvalId: id, decision: 'deny' }, 'bob');
    await until(() => read(card).includes('Denied by bob'), 'the end');
    desk.gateway.publish('approval:requested', request);
    desk.ask({ action: 'later.one' });
    await desk.card('later.one');
    expect(read(card)).to.contain('Denied by bob');
  });

  it('still waits where the list says that it is cut short, unless the history knows how it ended', async () => {
    const ids = ['a.one', 'b.two', 'c.three', 'd.four'].map((action) => desk.ask({ action, risk: 'low' }));
    await desk.open();
    const [third, fourth] = [await desk.card('c.three'), await desk.card('d.four')];
    desk.client.dropStream();
    desk.gateway.approvals.decide({ approvalId: ids[3]!, decision: 'deny' }, 'bob');
    desk.gateway.stream.forget();
    cutList(2, (all) => all);
    await until(() => read(fourth).includes('Denied by bob'), 'the end of what ended');
    expect(read(third)).to.not.contain('No longer pending');
    expect(read(status())).to.contain('3 waiting');
    await desk.press(third, 'Approve');
    await until(() => desk.stateOf(ids[2]!) === 'approved', 'the decision');
  });
});
