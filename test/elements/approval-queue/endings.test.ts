/** What others end is said once, politely; what was decided here is not. */
import { expect } from '@open-wc/testing';
import { gatherMs } from '../../../src/controllers/announce-controller.js';
import { until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

describe('a request that is ended elsewhere', () => {
  let desk: Desk;
  /** What the live regions said, in order: a screen reader reads what is added to them. */
  let said: string[];
  let watch: MutationObserver;
  beforeEach(() => {
    desk = new Desk();
    said = [];
    watch = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('[role=status]');
        if (region?.matches('.visually-hidden') !== true || addedNodes.length === 0) continue;
        const words = [...addedNodes].map(({ textContent }) => textContent).join('');
        if (words !== '') said.push(words);
      }
    });
  });
  afterEach(() => {
    watch.disconnect();
    desk.close();
  });

  const open = async () => {
    await desk.open();
    watch.observe(desk.queue.shadowRoot!, { subtree: true, childList: true, characterData: true });
  };
  const send = (action = 'message.send') => desk.ask({ action, agentId: 'agent-7', risk: 'low' });
  const denyAs = (by: string, approvalId: string) =>
    desk.gateway.approvals.decide({ approvalId, decision: 'deny' }, by);
  /** Until all that was to be said has been said: another ending, which is said after it. */
  const settled = async () => {
    const marker = send('settled.marker');
    await desk.card('settled.marker');
    await until(() => said.some((words) => words.includes('new approval request')), 'the arrival', 3 * gatherMs);
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    denyAs('maria', marker);
    await until(() => said.some((words) => words.startsWith('settled.marker')), 'the marker', 3 * gatherMs);
    return said.filter((words) => !/settled\.marker|new approval request/.test(words));
  };

  it('real use 28: is said once, politely, with what was done and by whom', async () => {
    const id = send();
    await open();
    denyAs('maria', id);
    await until(() => said.length > 0, 'the sentence', 3 * gatherMs);
    expect(await settled()).to.deep.equal(['message.send of agent-7: denied by maria']);
    expect(desk.queue.shadowRoot!.querySelectorAll('[aria-live=assertive]')).to.have.length(0);
  });

  it('real use 28: is said again when another one ends in the same way', async () => {
    const [first, second] = [send(), send()];
    await open();
    denyAs('maria', first);
    await until(() => said.length === 1, 'the first', 3 * gatherMs);
    denyAs('maria', second);
    await until(() => said.length === 2, 'the second', 3 * gatherMs);
    expect(said[1]).to.equal('message.send of agent-7: denied by maria');
  });

  it('real use 28: many that end together are summed up in one sentence', async () => {
    const ids = [send(), send(), send()];
    await open();
    for (const id of ids) denyAs('maria', id);
    await until(() => said.length > 0, 'the sentence', 3 * gatherMs);
    expect(await settled()).to.deep.equal(['3 requests were ended elsewhere']);
  });

  it('real use 28: says nothing of what was decided here, one by one or together, and counts only the others', async () => {
    send('own.one');
    await open();
    await desk.press(await desk.card('own.one'), 'Deny');
    await until(async () => read(await desk.card('own.one')).includes('Denied by'), 'the denial');
    for (const action of ['own.two', 'own.three']) send(action);
    for (const action of ['own.two', 'own.three']) {
      await desk.click((await desk.card(action)).querySelector('.select')!);
    }
    const other = send('theirs.one');
    const root = desk.queue.shadowRoot!;
    await desk.press(root.querySelector<HTMLElement>('.triage')!, 'Deny 2');
    const dialog = root.querySelector<HTMLDialogElement>('#bulk')!;
    await desk.press(dialog, 'Deny 2');
    await until(() => read(dialog).includes('2 denied'), 'the summary');
    denyAs('maria', other);
    await until(() => said.some((words) => words.startsWith('theirs.one')), 'the sentence', 3 * gatherMs);
    expect(said.filter((words) => !words.includes('new approval request'))).to.deep.equal([
      'theirs.one of agent-7: denied by maria',
    ]);
  });

  it('real use 28: says nothing of what is decided here and answered late', async () => {
    send('slow.one');
    await open();
    const card = await desk.card('slow.one');
    const answer = desk.client.call.bind(desk.client) as (...args: unknown[]) => Promise<unknown>;
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    desk.client.call = (async (method: string, ...rest: unknown[]) => {
      const answered = await answer(method, ...rest);
      // The event comes at once, the answer after all is said.
      if (method === 'approvals.respond') await gate;
      return answered;
    }) as typeof desk.client.call;
    await desk.press(card, 'Deny');
    await until(() => desk.cards.every((each) => !each.querySelector('.approve')), 'the end');
    const rest = await settled();
    release();
    expect(rest).to.deep.equal([]);
  });
});
