/** A queue on a gateway that others wrote, and that computes, counts or forgets otherwise. */
import { expect } from '@open-wc/testing';
import { digestOf, type ApprovalRequest } from '../../../src/protocol/index.js';
import { RpcFailure } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

describe('a queue on a gateway that others wrote', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  /** The gateway lists its requests as another one would. */
  function listsAs(change: (request: ApprovalRequest) => ApprovalRequest): void {
    const { gateway } = desk;
    const call = gateway.call.bind(gateway);
    gateway.call = async (caller, method, params) => {
      const answer = await call(caller, method, params);
      if (method !== 'approvals.list') return answer;
      const { requests, ...rest } = answer as { requests: ApprovalRequest[] };
      return { ...rest, requests: requests.map(change) };
    };
  }

  /** The gateway refuses every digest. @returns the params of the decisions that came. */
  function refusesDigests(data: (request: ApprovalRequest) => unknown): Record<string, unknown>[] {
    const { gateway } = desk;
    const call = gateway.call.bind(gateway);
    const came: Record<string, unknown>[] = [];
    gateway.call = async (caller, method, params) => {
      if (method !== 'approvals.respond') return call(caller, method, params);
      const decision = params as Record<string, unknown>;
      came.push(decision);
      if (decision['digest'] === undefined) return call(caller, method, params);
      const request = gateway.approvals.waiting().find(({ approvalId }) => approvalId === decision['approvalId'])!;
      throw new RpcFailure(-32005, 'The request has changed since it was shown', data(request));
    };
    return came;
  }

  const theirs = 'f'.repeat(64);

  for (const [name, data] of [
    ['sends the request', (request: ApprovalRequest) => ({ current: theirs, request })],
    ['sends its digest alone', () => ({ current: theirs })],
  ] as const) {
    it(`real use 43: a gateway that computes another digest and ${name} is named, with both digests`, async () => {
      const id = desk.ask({ action: 'file.delete', risk: 'low' });
      const request = desk.gateway.approvals.waiting()[0]!;
      refusesDigests(data);
      await desk.open();
      const card = await desk.card('file.delete');
      await desk.press(card, 'Approve');
      const alert = await until(() => card.querySelector<HTMLElement>('[role=alert]'), 'the reason');
      expect(read(alert)).to.contain('your gateway computes another digest').and.to.not.contain('changed after');
      expect(desk.button(card, 'Retry'), 'the same again would be refused again').to.equal(undefined);
      const details = card.querySelector<HTMLElement>('.failure details')!;
      details.querySelector('summary')!.click();
      await until(() => read(details).includes('RFC 8785'), 'what to check');
      expect(read(details)).to.contain(digestOf(request)).and.to.contain(theirs);
      expect(desk.stateOf(id)).to.equal('waiting');
      await expectAccessible(card);
    });
  }

  it('real use 43: such a request can be denied', async () => {
    const id = desk.ask({ action: 'file.delete', risk: 'low' });
    const came = refusesDigests((request) => ({ current: theirs, request }));
    await desk.open();
    const card = await desk.card('file.delete');
    await desk.press(card, 'Deny');
    await until(() => desk.stateOf(id) === 'denied', 'the decision');
    expect(came.map(({ digest }) => typeof digest)).to.deep.equal(['string', 'undefined']);
  });

  it('real use 43: a request that did change is still said to have changed', async () => {
    desk.ask({ action: 'file.delete', risk: 'low', params: { path: '/tmp/a' } });
    refusesDigests((request) => ({ current: theirs, request: { ...request, params: { path: '/etc' } } }));
    await desk.open();
    const card = await desk.card('file.delete');
    await desk.press(card, 'Approve');
    await until(() => read(card).includes('the request changed after it was shown'), 'the reason');
    expect(read(card)).to.not.contain('another digest');
  });

  it('real use 43: a request that the gateway does not know is called that, not decided by somebody else', async () => {
    desk.ask({ action: 'file.delete', risk: 'low' });
    const { gateway } = desk;
    await desk.open();
    const card = await desk.card('file.delete');
    const call = gateway.call.bind(gateway);
    gateway.call = async (caller, method, params) => {
      if (method === 'approvals.respond') throw new RpcFailure(-32002, 'Not found: approval');
      return call(caller, method, params);
    };
    await desk.press(card, 'Approve');
    await until(() => read(card).includes('No longer known to the gateway'), 'the outcome');
    expect(read(card)).to.contain('Your decision did not count').and.to.not.contain('Somebody else');
  });

  it('real use 45: seconds for milliseconds are called that, and nothing is over by them', async () => {
    const id = desk.ask({ action: 'file.delete', risk: 'low' });
    const seconds = Math.floor(Date.now() / 1000);
    listsAs((request) => ({ ...request, createdAt: seconds, timeoutMs: 300_000 }));
    await desk.open();
    const card = await desk.card('file.delete');
    expect(read(card)).to.contain(`${seconds}: seconds?`).and.to.contain('Time left unknown');
    expect(read(card)).to.not.contain('1970').and.to.not.contain('Time is up');
    const shown = [...card.querySelectorAll('time')].find((each) => each.textContent?.includes('seconds?'))!;
    expect(shown.title).to.contain(String(new Date(seconds * 1000).getFullYear()));
    expect(shown.hasAttribute('datetime'), 'a machine would read a year').to.equal(false);
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(id) === 'approved' || read(card).includes('changed'), 'the decision');
  });

  it('real use 45: a request past its time limit that the gateway goes on listing can be decided', async () => {
    const id = desk.ask({ action: 'file.delete', risk: 'low' });
    // A limit of five minutes, in seconds.
    listsAs((request) => ({ ...request, timeoutMs: 300 }));
    await desk.open();
    const card = await desk.card('file.delete');
    await until(() => read(card).includes('Time is up'), 'the end of the time');
    // It is asked again two seconds after.
    await until(() => read(card).includes('the gateway still lists it as pending'), 'what the gateway says', 5000);
    expect(read(card)).to.not.contain('denied automatically').and.not.contain('expires at');
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(id) === 'approved', 'the decision');
  }).timeout(15_000);

  it('real use 45: a number beyond 2^53 is called that, and no deception', async () => {
    desk.ask({ action: 'file.delete', risk: 'low', params: { id: 'number:9007199254740993' } });
    desk.takeNumbersAsWritten();
    await desk.open();
    const card = await desk.card('file.delete');
    expect(read(card)).to.contain('Numbers beyond 2^53, which may have been rounded: 1');
    expect(read(card)).to.not.contain('not what they seem');
  });
});
