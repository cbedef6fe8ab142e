import { expect } from '@open-wc/testing';
import { approvalsOf } from '../../../src/data/approvals/approvals.js';
import { floodThreshold, mostCounted, RequestRate, requestRatesOf } from '../../../src/data/approvals/request-rate.js';
import { anApproval, ManualClock, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

const second = 1000;

describe('the rate of requests', () => {
  let rate: RequestRate;
  beforeEach(() => (rate = new RequestRate()));
  /** An agent asks so often, evenly between two moments. */
  const ask = (count: number, from: number, to: number, by: { agentId?: string | undefined; user?: string } = {}) => {
    for (let index = 0; index < count; index++) {
      const at = from + ((to - from) * index) / count;
      rate.count(anApproval({ agentId: 'a', createdAt: at, ...by }), at);
    }
  };
  const rates = (now: number) => rate.floods(now).map((flood) => [flood.asker.agentId ?? flood.asker.user, flood.rate]);

  it('is a flood above ten in a minute, and not at ten', () => {
    expect(floodThreshold).to.equal(10);
    ask(10, 0, 30 * second);
    expect(rates(30 * second)).to.deep.equal([]);
    ask(1, 31 * second, 31 * second);
    expect(rates(31 * second)).to.deep.equal([['a', 11]]);
  });

  it('is none at ten a minute for as long as one likes', () => {
    ask(100, 0, 600 * second);
    expect(rates(600 * second)).to.deep.equal([]);
  });

  it('tells the present rate and the worst, and is over when it has been low for a minute', () => {
    ask(18, 0, 18 * second);
    expect(rate.floods(20 * second)).to.deep.equal([{ asker: { agentId: 'a' }, rate: 18, peak: 18 }]);
    // The 8th leaves the minute at 67 s: then ten are left, which is no flood.
    expect(rate.floods(68 * second)).to.deep.equal([{ asker: { agentId: 'a' }, rate: 9, peak: 18 }]);
    expect(rates(126_999)).to.deep.equal([['a', 0]]);
    expect(rates(127 * second)).to.deep.equal([]);
  });

  it('forgets the worst minute of a flood that is over', () => {
    ask(30, 0, second);
    ask(11, 500 * second, 501 * second);
    expect(rate.floods(501 * second)).to.deep.equal([{ asker: { agentId: 'a' }, rate: 11, peak: 11 }]);
  });

  it('counts each who asks alone, the person where no agent is told, the worst first', () => {
    ask(9, 0, second, { agentId: 'calm' });
    ask(11, 0, second, { agentId: 'bad' });
    ask(12, 0, second, { agentId: undefined, user: 'bad' });
    expect(rate.floods(second)).to.deep.equal([
      { asker: { user: 'bad' }, rate: 12, peak: 12 },
      { asker: { agentId: 'bad' }, rate: 11, peak: 11 },
    ]);
  });

  it('counts a request once, whatever the order, and one that is dated ahead as of now', () => {
    const requests = Array.from({ length: 11 }, (_, index) => anApproval({ agentId: 'a', createdAt: index * second }));
    for (const request of requests.slice(1).reverse()) rate.count(request, 20 * second);
    for (const request of requests.slice(1)) rate.count(request, 20 * second);
    expect(rates(20 * second)).to.deep.equal([]);
    rate.count({ ...requests[0]!, createdAt: 1e15 }, 20 * second);
    expect(rates(20 * second)).to.deep.equal([['a', 11]]);
    expect(rates(81 * second)).to.deep.equal([['a', 0]]);
  });

  it('keeps to a bounded memory, and a flood of names does not hide a flood', () => {
    ask(mostCounted + 500, 0, second, { agentId: 'bad' });
    for (let index = 0; index < 3000; index++) ask(1, second, second, { agentId: `name-${index}` });
    expect(rates(second)).to.deep.equal([['bad', mostCounted]]);
  });
});

describe("the rates of a client's requests", () => {
  it('count what waited at the first read and what arrives, decided or not, by the clock of the gateway', async () => {
    const clock = new ManualClock();
    const gateway = new SimulatedGateway({ clock });
    const client = gateway.client();
    const ask = () => gateway.approvals.request(anApproval({ createdAt: clock.now() })).request.approvalId;
    const old = anApproval({ createdAt: clock.now() - 61 * second });
    gateway.approvals.request(old);
    for (let index = 0; index < 6; index++) ask();
    const rates = requestRatesOf(client);
    let told = 0;
    const leave = rates.subscribe(() => told++);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rates.floods).to.deep.equal([]);
    for (let index = 0; index < 5; index++) gateway.approvals.decide({ approvalId: ask(), decision: 'deny' }, 'bob');
    await until(() => told > 0, 'the flood');
    expect(rates.floods).to.deep.equal([{ asker: { agentId: 'deploy-bot' }, rate: 11, peak: 11 }]);
    client.drop();
    client.restore();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rates.floods[0]?.rate, 'read again').to.equal(11);
    clock.advance(121 * second);
    expect(rates.floods).to.deep.equal([]);
    leave();
    const late = gateway.client();
    const approvals = approvalsOf(late);
    const leaveApprovals = approvals.subscribe(() => {});
    for (let index = 0; index < 11; index++) ask();
    await until(() => approvals.state.data?.requests.length === 18, 'the requests to be read');
    const leaveLate = requestRatesOf(late).subscribe(() => {});
    expect(requestRatesOf(late).floods[0]?.rate, 'read by another before').to.equal(11);
    leaveLate();
    leaveApprovals();
    late.close();
    client.close();
    gateway.close();
  });
});
