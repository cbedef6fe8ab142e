/** Requests that wait and cannot be read, share an id, or use words that are not known here. */
import { expect } from '@open-wc/testing';
import { approvalsOf, waitingCount } from '../../../src/data/approvals/approvals.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

type Answer = Record<string, unknown>;

describe('a request with a fault', () => {
  let desk: Desk;
  /** What was sent to decide. */
  let sent: Answer[];
  /** What becomes of the answers of a method on their way. */
  let rewrite: Partial<Record<string, (answer: Answer) => Answer>>;
  beforeEach(() => {
    desk = new Desk();
    sent = [];
    rewrite = {};
    const call = desk.gateway.call.bind(desk.gateway);
    desk.gateway.call = async (caller, method, params) => {
      if (method === 'approvals.respond') sent.push(params as Answer);
      const answer = (await call(caller, method, params)) as Answer;
      return rewrite[method]?.(structuredClone(answer)) ?? answer;
    };
  });
  afterEach(() => desk.close());

  const everyRequest =
    (change: (request: Answer) => unknown): ((answer: Answer) => Answer) =>
    (answer) => ({ ...answer, requests: (answer['requests'] as Answer[]).map(change) });
  const bar = () => read(desk.queue.shadowRoot!.querySelector<HTMLElement>('.status')!);
  const spoken = () => [...desk.queue.shadowRoot!.querySelectorAll('[role=status]')].map((each) => each.textContent);
  const counted = () => waitingCount(approvalsOf(desk.client).state.data);

  it('real use 40: is shown with what can be read of it, counted, announced, and can be denied and not approved', async () => {
    const approvalId = desk.ask({ agentId: 'ops-agent', action: 'shell.exec' });
    rewrite['approvals.list'] = everyRequest((request) => ({ ...request, params: null }));
    await desk.open();
    const card = await desk.card('shell.exec');
    expect(card.ariaLabel).to.contain('ops-agent');
    expect(read(card))
      .to.contain('This request could not be read')
      .and.contain('`params` is null, an object was expected');
    expect(read(card)).to.contain(approvalId).and.contain('The parameters could not be read');
    expect(bar()).to.contain('1 waiting').and.contain('1 request could not be read').and.contain('Live');
    expect(counted()).to.equal(1);
    await until(() => spoken().includes('1 request could not be read'), 'the announcement');
    await expectAccessible(card);
    await desk.armed(card, 'Deny');
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    expect(card.querySelector('.link.remember')).to.equal(null);
    await desk.press(card, 'Deny');
    await until(() => desk.stateOf(approvalId) === 'denied', 'the denial');
    expect(sent).to.deep.equal([{ approvalId, decision: 'deny' }]);
  });

  it('real use 40: is shown as soon as its event comes, under a Live that is true', async () => {
    const hidden = desk.ask({ action: 'other' });
    rewrite['approvals.list'] = (answer) => ({ ...answer, requests: [] });
    await desk.open();
    expect(desk.cards.length).to.equal(0);
    const broken = {
      approvalId: hidden,
      agentId: 'ops',
      action: 'file.write',
      params: {},
      risk: 'low',
      createdAt: 'now',
    };
    rewrite['approvals.list'] = (answer) => ({ ...answer, requests: [broken] });
    desk.client.receive('approval:requested', broken);
    const card = await desk.card('file.write');
    expect(bar()).to.contain('1 request could not be read').and.contain('Live');
    expect(read(card)).to.contain('Time left unknown').and.contain('`createdAt` is a text, a number was expected');
    expect(read(card).replace(/\s+/g, ' ')).to.contain('Asked (not readable)');
    await desk.press(card, 'Deny');
    await until(() => desk.stateOf(hidden) === 'denied', 'the denial');
  });

  it('real use 40: says of one whose id cannot be read that nobody can decide it here', async () => {
    desk.ask({ action: 'file.delete' });
    rewrite['approvals.list'] = everyRequest((request) => ({ ...request, approvalId: 17 }));
    await desk.open();
    const card = await desk.card('file.delete');
    expect(read(card)).to.contain('`approvalId` is 17, a text was expected').and.contain('it cannot be decided here');
    await painted();
    for (const name of ['Approve', 'Deny']) {
      expect(desk.isArmed(card, name), name).to.equal(false);
      await desk.click(desk.button(card, name)!);
    }
    expect(sent).to.deep.equal([]);
    expect(counted()).to.equal(1);
  });

  it('real use 41: hides no other request', async () => {
    desk.ask({ action: 'good' });
    const bad = desk.ask({ action: 'bad' });
    rewrite['approvals.list'] = everyRequest((request) =>
      request['approvalId'] === bad ? { ...request, params: 'x', agentId: null } : { ...request, agentId: null },
    );
    await desk.open();
    await desk.armed(await desk.card('good'), 'Deny');
    await desk.card('bad');
    expect(bar()).to.contain('2 waiting').and.contain('1 request could not be read');
  });

  it('real use 2: shows each of those that share an id, marked, and decides none of them', async () => {
    const approvalId = desk.ask({ action: 'file.read', params: { path: '/a' } });
    desk.ask({ action: 'other' });
    rewrite['approvals.list'] = (answer) => {
      const [first, ...others] = answer['requests'] as Answer[];
      const second = { ...first, action: 'file.delete', params: { path: '/etc' } };
      return { ...answer, requests: [first, second, ...others], total: 3 };
    };
    await desk.open();
    const cards = [await desk.card('file.read'), await desk.card('file.delete')];
    expect(read(cards[0]!.querySelector('.params')!)).to.contain('"/a"');
    expect(read(cards[1]!.querySelector('.params')!)).to.contain('"/etc"');
    expect(bar()).to.contain('3 waiting').and.contain('1 id is shared by several requests');
    await desk.armed(await desk.card('other'), 'Deny');
    for (const card of cards) {
      expect(read(card)).to.contain('Several requests have this id');
      expect(card.querySelector<HTMLInputElement>('.select')!.disabled, 'not in bulk either').to.equal(true);
      for (const name of ['Approve', 'Deny']) {
        expect(desk.isArmed(card, name), name).to.equal(false);
        await desk.click(desk.button(card, name)!);
      }
    }
    // An event of one of them does not make the other one go.
    desk.gateway.approvals.change(approvalId, { path: '/b' });
    await painted();
    expect(desk.cards.length).to.equal(3);
    expect(sent).to.deep.equal([]);
    delete rewrite['approvals.list'];
    await approvalsOf(desk.client).refresh();
    await until(() => desk.cards.every((card) => card.querySelector('[part=fault]') === null), 'the mark to go');
  });

  it('real use 2: an answer for another request than the one sent is no decision', async () => {
    const approvalId = desk.ask({ action: 'file.read' });
    rewrite['approvals.respond'] = (answer) => ({ ...answer, approvalId: 'another' });
    await desk.open();
    const decided: unknown[] = [];
    desk.queue.addEventListener('comis-approval-decided', ({ detail }) => decided.push(detail));
    let lists = 0;
    rewrite['approvals.list'] = (answer) => ((lists += 1), answer);
    const card = await desk.card('file.read');
    await desk.press(card, 'Deny');
    await until(() => lists > 0, 'the list to be read again');
    expect(decided).to.deep.equal([]);
    const said = () => read(card.querySelector('[part=error]') ?? card);
    await until(() => /Sent; the outcome is unknown|Denied by/.test(said()), 'what came of it');
    expect(desk.stateOf(approvalId)).to.equal('denied');
  });

  it('real use 30: shows a risk that is not known here as it came, and has it read like the highest', async () => {
    const long = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`key ${index}`, 'value']));
    desk.ask({ action: 'file.read', risk: 'low', params: long });
    rewrite['approvals.list'] = everyRequest((request) => ({ ...request, risk: 'severe\u202e', class: 'financial' }));
    await desk.open();
    const card = await desk.card('file.read');
    const risk = card.querySelector<HTMLElement>('.risk')!;
    expect(read(risk)).to.contain('severe').and.contain('unknown to this version');
    expect(risk.querySelector('.token'), 'through the door for untrusted text').to.not.equal(null);
    expect(risk.className).to.not.contain('severe');
    expect(read(card)).to.contain('financial (unknown to this version)');
    await desk.armed(card, 'Deny');
    expect(desk.isArmed(card, 'Approve'), 'not before all was in view').to.equal(false);
    expect(card.querySelector<HTMLInputElement>('.select')!.disabled, 'one by one').to.equal(true);
  });
});
