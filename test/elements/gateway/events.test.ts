/** What <comis-gateway> tells a page: the connection, what waits, and errors. */
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/gateway/define.js';
import '../../../src/elements/token-manager/define.js';
import type { ComisGateway } from '../../../src/elements/gateway/gateway.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { countCalls } from '../token-manager/support.js';
import { painted, until } from '../../support/browser.js';

async function open(inside = html``) {
  const gateway = new SimulatedGateway();
  const client = gateway.client({ name: 'maria' });
  const lists = countCalls(gateway, 'approvals.list');
  const page = await fixture(html`<div></div>`);
  const told: CustomEvent[] = [];
  for (const name of ['comis-connection-changed', 'comis-auth-required', 'comis-error'] as const) {
    page.addEventListener(name, (event: Event) => told.push(event as CustomEvent));
  }
  const element = await fixture<ComisGateway>(html`<comis-gateway .client=${client}>${inside}</comis-gateway>`, {
    parentNode: page,
  });
  const of = (name: string) => told.filter(({ type }) => type === name).map(({ detail }) => detail as unknown);
  return { gateway, client, element, page, lists, of };
}

const ask = (gateway: SimulatedGateway) => gateway.approvals.request(anApproval({ timeoutMs: 0 })).request.approvalId;

describe('real use 21: <comis-gateway> for hosts', () => {
  it('reads nothing for a count that nobody asks for', async () => {
    const { lists } = await open();
    await painted();
    expect(lists()).to.equal(0);
  });

  it('counts what waits once somebody listens', async () => {
    const { gateway, element } = await open();
    const counts: unknown[] = [];
    element.addEventListener('comis-pending-changed', ({ detail }) => counts.push(detail.count));
    await until(() => counts.length === 1, 'the first count');
    const id = ask(gateway);
    await until(() => counts.length === 2, 'the second count');
    gateway.approvals.withdraw(id);
    await until(() => counts.length === 3, 'the third count');
    expect(counts).to.deep.equal([0, 1, 0]);
  });

  it('counts what waits once somebody reads the property, which is undefined before the first list', async () => {
    const { gateway, element } = await open();
    ask(gateway);
    expect(element.pendingCount).to.equal(undefined);
    await until(() => element.pendingCount === 1, 'the count');
  });

  it('tells how the connection is, since when and why', async () => {
    const { client, of } = await open();
    await until(() => of('comis-connection-changed').length > 0, 'the connection');
    client.drop();
    await until(() => of('comis-connection-changed').length > 1, 'the loss');
    const [first, lost] = of('comis-connection-changed') as { status: string; since: number; cause?: string }[];
    expect(first).to.deep.include({ status: 'connected', cause: undefined });
    expect(lost!.status).to.equal('reconnecting');
    expect(lost!.cause).to.be.a('string').and.not.equal('');
    expect(Math.abs(lost!.since - Date.now())).to.be.lessThan(10_000);
  });

  it('tells of an error with its code, whether to try again, and the element', async () => {
    const { gateway, of, page } = await open();
    gateway.faults.fail('tokens.list', { message: 'Disk full.' });
    page.querySelector('comis-gateway')!.append(document.createElement('comis-token-manager'));
    await until(() => of('comis-error').length === 1, 'the error');
    expect(of('comis-error')[0]).to.deep.equal({ code: 'server', retryable: true, element: 'comis-token-manager' });
  });
});
