/** A queue of any length is drawn in pages, and what has no card yet is counted. */
import { expect } from '@open-wc/testing';
import { cardsPerPage } from '../../../src/elements/approval-queue/list/card-page.js';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { anApproval } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

const waiting = (count: number): ApprovalRequest[] =>
  Array.from({ length: count }, (_, index) =>
    anApproval({
      approvalId: `a${index}`,
      action: `act.${index}`,
      createdAt: Date.now() + index,
      timeoutMs: 3_600_000,
      risk: index === count - 1 ? 'critical' : 'low',
    }),
  );

/** Lets `approvals.list` answer with these. */
function list(requests: readonly ApprovalRequest[]): void {
  const call = desk.client.call.bind(desk.client) as (...args: unknown[]) => Promise<unknown>;
  const answer = { requests, total: requests.length, now: Date.now() };
  desk.client.call = ((method: string, ...rest: unknown[]) =>
    method === 'approvals.list' ? Promise.resolve(answer) : call(method, ...rest)) as typeof desk.client.call;
}

const status = () => read(desk.queue.shadowRoot!.querySelector<HTMLElement>('.status')!);
const more = () => desk.queue.shadowRoot!.querySelector<HTMLButtonElement>('[part=more]');

describe('a long queue', () => {
  it('real use 24: an answer of 20 000 requests is drawn by pages; what waits beyond them is counted', async () => {
    list(waiting(20_000));
    const start = performance.now();
    await desk.open();
    expect(performance.now() - start, 'until it is drawn').to.be.lessThan(10_000);
    expect(desk.cards).to.have.length(cardsPerPage);
    expect(status()).to.include('20,000 waiting');
    expect(status()).to.include('10,000 of them are not kept here: this page has reached its limit.');
    expect(status()).to.include('The first 1,000 are shown; the rest include 1 critical.');
    desk.client.receive('approval:requested', anApproval({ approvalId: 'last', risk: 'critical', timeoutMs: 0 }));
    await until(() => status().includes('2 critical, 1 new'), 'the arrival to be counted');
    expect(desk.cards).to.have.length(cardsPerPage);
    const asked = anApproval({ approvalId: 'first', action: 'first.one', timeoutMs: 1_800_000 });
    desk.client.receive('approval:requested', asked);
    await until(() => desk.cards[0]?.ariaLabel?.includes('first.one'), 'the nearest deadline at the top');
    expect(desk.cards).to.have.length(cardsPerPage);
  });

  it('real use 24: shows the next page when asked, and no button when all are there', async () => {
    list(waiting(cardsPerPage + 20));
    await desk.open();
    expect(read(more()!.parentElement!)).to.equal('20 more are waiting, including 1 critical. Show 20 more');
    more()!.click();
    await until(() => desk.cards.length === cardsPerPage + 20, 'the other cards');
    expect(more()).to.equal(null);
    expect(status()).to.not.include('shown');
  });

  it('real use 24: a card that somebody works in stays when others are more urgent', async () => {
    list(waiting(cardsPerPage));
    await desk.open();
    const last = desk.cards.at(-1)!;
    last.scrollIntoView();
    const box = await until(() => last.querySelector('textarea'), 'the box of the last card');
    box.value = 'looks odd';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    desk.queue.scrollIntoView();
    // Cards near the screen keep their place, and the browser reports late that these are no longer near.
    await until(() => 'near' in last && !last.near, 'the end to be far away');
    for (let index = 0; index < 3; index++) {
      desk.client.receive('approval:requested', anApproval({ approvalId: `n${index}`, timeoutMs: 60_000 }));
    }
    await until(() => status().includes('1,003 waiting'), 'the arrivals');
    expect(last.isConnected).to.equal(true);
    expect(last.querySelector('textarea')!.value).to.equal('looks odd');
    expect(status()).to.match(/the rest include|are shown/);
  });

  it('real use 24: a link leads to a request that waits beyond the page', async () => {
    list(waiting(cardsPerPage + 300));
    await desk.open();
    desk.queue.request = `a${cardsPerPage + 200}`;
    const card = await until(() => desk.cards.find((each) => each.ariaCurrent === 'true'), 'the linked card');
    expect(card.ariaLabel).to.include(`act.${cardsPerPage + 200}`);
    expect(desk.cards).to.have.length(cardsPerPage + 1);
  });
});
