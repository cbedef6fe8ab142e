/** What was decided is sent only if it is still what was shown, and still wanted, when the host has allowed it. */
import { expect } from '@open-wc/testing';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

let desk: Desk;
/** The ids of the requests about which something was sent. */
let sent: string[];
beforeEach(() => {
  desk = new Desk();
  sent = [];
  const call = desk.client.call.bind(desk.client);
  desk.client.call = (method, ...rest) => {
    const [params] = rest;
    if (method === 'approvals.respond' && params && 'approvalId' in params) sent.push(params.approvalId);
    return call(method, ...rest);
  };
});
afterEach(() => desk.close());

const root = () => desk.queue.shadowRoot!;
const bar = () => root().querySelector<HTMLElement>('.triage')!;
const dialog = () => root().querySelector<HTMLDialogElement>('#bulk')!;
const rows = () => [...dialog().querySelectorAll<HTMLElement>('tbody tr')].map(read);
const low = (action: string) => desk.ask({ action, risk: 'low', params: { n: 1 } });
const states = (ids: readonly string[]) => ids.map((id) => desk.stateOf(id));

/** The gateway tells that something has changed that the digest does not bind. */
function change(approvalId: string, changed: Partial<ApprovalRequest>): void {
  const request = desk.gateway.approvals.waiting().find((each) => each.approvalId === approvalId)!;
  desk.gateway.publish('approval:changed', { ...request, ...changed });
}

async function begin(verb: string, ...actions: string[]): Promise<void> {
  for (const action of actions) {
    const card = await desk.card(action);
    await desk.click(card.querySelector('.select')!);
    await until(() => card.querySelector<HTMLInputElement>('.select')!.checked, 'the selection');
  }
  await desk.press(bar(), verb);
  await until(() => dialog()?.matches(':modal'), 'the dialog');
}

/** Lets the host hold every decision from now on. */
function hold() {
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  const waiting: (() => void)[] = [];
  desk.queue.addEventListener('comis-before-decide', ({ detail, signal }) => {
    asked.push(detail.approvalId);
    signals.push(signal);
    detail.waitUntil(new Promise<void>((resolve) => waiting.push(resolve)));
  });
  return {
    asked,
    signals,
    allow: async () => {
      for (const each of waiting) each();
      // Long enough for a call to be made and answered.
      await painted();
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
  };
}

describe('a decision that the host holds', () => {
  const held = async (name = 'Approve') => {
    const approvalId = low('a.one');
    await desk.open();
    const host = hold();
    const card = await desk.card('a.one');
    await desk.press(card, name);
    await until(() => read(card).includes('Waiting for the page'), 'the words');
    return { approvalId, card, ...host };
  };

  for (const [what, changed] of [
    ['its risk', { risk: 'critical' }],
    ['that it was cut short', { truncated: true }],
    ['its description', { description: 'Drops the production database.' }],
  ] as const) {
    it(`is not sent when ${what} changed meanwhile`, async () => {
      const { approvalId, card, allow } = await held();
      change(approvalId, changed);
      await until(() => desk.button(card, 'Reviewed'), 'the review');
      await allow();
      await until(() => read(card).includes('the request changed after it was shown'), 'the reason');
      expect(sent).to.deep.equal([]);
      expect(desk.stateOf(approvalId)).to.equal('waiting');
    });
  }

  it('is not sent when what changed was reviewed meanwhile: it was made before', async () => {
    const { approvalId, card, allow } = await held('Deny');
    change(approvalId, { description: 'Drops the production database.' });
    await desk.press(card, 'Reviewed');
    await allow();
    await until(() => read(card).includes('the request changed after it was shown'), 'the reason');
    expect(sent).to.deep.equal([]);
  });

  it('is not sent when the queue has become read-only, even if only for a while', async () => {
    const { card, allow } = await held();
    desk.queue.readOnly = true;
    await until(() => read(card).includes('Not sent. Read-only'), 'the words');
    desk.queue.readOnly = false;
    await allow();
    expect(sent).to.deep.equal([]);
  });

  it('is not sent when the queue is read-only by the time that the host allows it', async () => {
    const { allow } = await held();
    desk.queue.readOnly = true;
    await allow();
    expect(sent).to.deep.equal([]);
  });

  it('is not sent when the queue was taken off the page', async () => {
    const { card, allow } = await held();
    const { parentElement } = desk.queue;
    desk.queue.remove();
    await allow();
    expect(sent).to.deep.equal([]);
    parentElement!.append(desk.queue);
    await until(() => read(card).includes('Not sent. The queue was removed from the page'), 'the words');
  });

  it('is not sent when the queue was given another client', async () => {
    const { approvalId, allow } = await held();
    desk.queue.client = desk.gateway.client();
    await allow();
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    expect(sent).to.deep.equal([]);
  });

  it('can be taken back, whatever the host does then, and be made again', async () => {
    const { approvalId, card, asked, signals, allow } = await held();
    const box = card.querySelector('textarea')!;
    box.value = 'my words';
    await expectAccessible(card);
    expect(signals[0]?.aborted).to.equal(false);
    await desk.press(card, 'Cancel');
    await until(() => read(card).includes('Not sent.'), 'the words');
    expect(signals[0]?.aborted, 'the host is told').to.equal(true);
    expect(root().activeElement, 'the focus stays with the card').to.equal(card);
    expect(desk.button(card, 'Cancel')).to.equal(undefined);
    expect(desk.button(card, 'Retry')).to.equal(undefined);
    for (const name of ['Deny', 'Approve']) expect(desk.isArmed(card, name), name).to.equal(false);
    await desk.armed(card, 'Approve');
    await allow();
    expect(sent).to.deep.equal([]);
    expect(box.value).to.equal('my words');
    await desk.press(card, 'Deny');
    await until(() => asked.length === 2, 'the host to be asked again');
    await allow();
    await until(() => desk.stateOf(approvalId) === 'denied', 'the denial');
    expect(sent).to.deep.equal([approvalId]);
    expect(signals[1]?.aborted).to.equal(false);
    expect(desk.gateway.approvals.agentView(approvalId)?.comment).to.equal('my words');
  });
});

/** Holds every decision back from now on, as a client does whose gateway takes no more messages for a while. @returns lets them go. */
function holdBack(): () => Promise<void> {
  const call = desk.client.call.bind(desk.client);
  let go = () => {};
  const turn = new Promise<void>((resolve) => (go = resolve));
  desk.client.call = async (method, ...rest) => {
    const { signal } = rest[1] ?? {};
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    });
    if (method === 'approvals.respond') await Promise.race([turn, aborted]);
    return call(method, ...rest);
  };
  return async () => {
    go();
    await painted();
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
}

describe('a decision that waits for its turn', () => {
  const queued = async (name = 'Approve') => {
    const approvalId = low('a.one');
    await desk.open();
    const go = holdBack();
    const card = await desk.card('a.one');
    await desk.press(card, name);
    await until(() => read(card).includes('Waiting for its turn'), 'the words');
    return { approvalId, card, go };
  };

  it('is sent when it comes', async () => {
    const { approvalId, card, go } = await queued();
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    await go();
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval');
    await until(() => read(card).includes('Approved by'), 'the words');
  });

  it('can be taken back', async () => {
    const { approvalId, card, go } = await queued();
    await desk.press(card, 'Cancel');
    await until(() => read(card).includes('Not sent.'), 'the words');
    await go();
    expect(desk.stateOf(approvalId)).to.equal('waiting');
  });

  for (const [what, changed] of [
    ['its risk', { risk: 'critical' }],
    ['its parameters', { params: { n: 2 } }],
  ] as const) {
    it(`is not sent when ${what} changed meanwhile`, async () => {
      const { approvalId, card, go } = await queued();
      change(approvalId, changed);
      await until(() => desk.button(card, 'Reviewed'), 'the review');
      await go();
      await until(() => read(card).includes('the request changed after it was shown'), 'the reason');
      expect(desk.stateOf(approvalId)).to.equal('waiting');
      expect(desk.button(card, 'Reviewed'), 'what changed is still to be reviewed').to.not.equal(undefined);
    });
  }

  it('is not sent when the request ended meanwhile, and the card says how', async () => {
    const { approvalId, card, go } = await queued();
    let calls = 0;
    const decide = desk.gateway.approvals.decide.bind(desk.gateway.approvals);
    decide({ approvalId, decision: 'deny' }, 'bob');
    desk.gateway.approvals.decide = (...args) => {
      calls += 1;
      return decide(...args);
    };
    await go();
    await until(() => read(card).includes('Denied by bob'), 'the words');
    expect(calls).to.equal(0);
  });

  it('is not sent when the queue has become read-only', async () => {
    const { approvalId, card, go } = await queued();
    desk.queue.readOnly = true;
    await until(() => read(card).includes('Not sent. Read-only'), 'the words');
    await go();
    expect(desk.stateOf(approvalId)).to.equal('waiting');
  });

  it('is not sent when it is one of several that were stopped', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    const go = holdBack();
    await begin('Approve 2', 'a.one', 'b.two');
    await desk.press(dialog(), 'Approve 2');
    await until(() => rows()[0]!.includes('Waiting for its turn'), 'the words');
    await desk.press(dialog(), 'Stop');
    await until(() => rows().every((row) => row.endsWith('Not sent')), 'both rows');
    await go();
    expect(states(ids)).to.deep.equal(['waiting', 'waiting']);
  });
});

describe('several decisions at once', () => {
  it('leave out what changed in anything while they were asked about', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    const host = hold();
    await begin('Approve 2', 'a.one', 'b.two');
    change(ids[0]!, { risk: 'critical', description: 'Drops the production database.', truncated: true });
    await desk.press(dialog(), 'Approve 2');
    await until(() => host.asked.length > 0, 'the host to be asked');
    await host.allow();
    await until(() => read(dialog()).includes('1 approved, 1 failed'), 'the summary');
    expect(host.asked, 'the host is not asked about what cannot be sent').to.deep.equal([ids[1]]);
    expect(sent).to.deep.equal([ids[1]]);
    expect(states(ids)).to.deep.equal(['waiting', 'approved']);
    expect(rows()[0]).to.contain('the request changed after it was shown');
    expect(read(dialog()), 'it is not selected any more').to.not.contain('still selected');
  });

  it('are not sent once they were stopped, whatever the host does then', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    const host = hold();
    await begin('Approve 2', 'a.one', 'b.two');
    await desk.press(dialog(), 'Approve 2');
    await until(() => host.asked.length > 0, 'the host to be asked');
    await until(() => rows()[0]!.includes('Waiting for the page'), 'the words');
    await desk.press(dialog(), 'Stop');
    await until(() => rows().every((row) => row.endsWith('Not sent')), 'both rows');
    expect(read(dialog())).to.contain('0 approved, 2 not sent');
    await host.allow();
    expect(sent).to.deep.equal([]);
    expect(read(dialog())).to.contain('0 approved, 2 not sent');
    expect(states(ids)).to.deep.equal(['waiting', 'waiting']);
    await desk.press(dialog(), 'Close');
    expect(read(bar())).to.contain('2 selected');
  });

  it('go on with the next when one is taken back on its card', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    const host = hold();
    await begin('Deny 2', 'a.one', 'b.two');
    await desk.press(dialog(), 'Deny 2');
    await until(() => host.asked.length === 1, 'the host to be asked');
    await desk.press(dialog(), 'Close');
    const first = await desk.card('a.one');
    await desk.press(first, 'Cancel');
    await until(() => host.asked.length === 2, 'the host to be asked about the next');
    await host.allow();
    await until(() => read(bar()).includes('1 denied, 1 not sent'), 'the summary');
    expect(sent).to.deep.equal([ids[1]]);
    expect(read(first)).to.contain('Not sent.');
  });

  it('do not go to another gateway than the one that was asked about', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    const host = hold();
    await begin('Deny 2', 'a.one', 'b.two');
    await desk.press(dialog(), 'Deny 2');
    await until(() => host.asked.length > 0, 'the host to be asked');
    const other = desk.gateway.client();
    desk.queue.client = other;
    await host.allow();
    expect(host.asked).to.deep.equal([ids[0]]);
    expect(states(ids)).to.deep.equal(['waiting', 'waiting']);
  });

  it('say why they were not sent where nothing can be decided any more', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    await begin('Deny 2', 'a.one', 'b.two');
    const confirm = await desk.armed(dialog(), 'Deny 2');
    desk.queue.readOnly = true;
    await desk.click(confirm);
    await until(() => read(dialog()).includes('0 denied, 2 not sent'), 'the summary');
    for (const row of rows()) expect(row).to.contain('Not sent: Read-only');
    expect(states(ids)).to.deep.equal(['waiting', 'waiting']);
  });
});
