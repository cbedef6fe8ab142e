import { expect } from '@open-wc/testing';
import { ClientStore, graceMs } from '../../../src/data/stores/client-store.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';
import { elapse } from '../../support/time.js';

/** Writes down what it is told. */
class Recorder extends ClientStore {
  readonly log: string[] = [];
  protected override start(): void {
    this.log.push('start');
    this.listen('approval:requested', ({ approvalId }) => {
      this.log.push(approvalId);
      this.notify();
    });
    this.every(20, () => this.log.push('tick'));
  }
  protected override stop(): void {
    this.log.push('stop');
  }
  protected override follow(mayHaveMissed: boolean): void {
    this.log.push(mayHaveMissed ? 'missed' : 'changed');
  }
}

function setup() {
  const gateway = new SimulatedGateway();
  const client = gateway.client();
  const store = new Recorder(client);
  return { gateway, client, store, ask: (approvalId: string) => gateway.approvals.request(anApproval({ approvalId })) };
}

describe('ClientStore', () => {
  it('starts with the first subscriber and says once that something may have been missed', () => {
    const { store } = setup();
    expect(store.log).to.deep.equal([]);
    const leave = [store.subscribe(() => {}), store.subscribe(() => {})];
    expect(store.log).to.deep.equal(['start', 'missed']);
    for (const each of leave) each();
  });

  it('follows the client: each gap is reported once, other changes as such', () => {
    const { client, store } = setup();
    const leave = store.subscribe(() => {});
    store.log.length = 0;
    client.drop();
    expect(store.log).to.not.include('missed');
    client.restore();
    expect(store.log.filter((each) => each === 'missed')).to.have.length(1);
    leave();
  });

  it('stops some time after the last one left, with all that it listened to', async () => {
    const { store, ask } = setup();
    const leave = store.subscribe(() => {});
    ask('before');
    await until(() => store.log.includes('tick'));
    await elapse(graceMs, () => {
      leave();
      ask('meanwhile');
      return until(() => store.log.includes('before') && store.log.includes('meanwhile'));
    });
    expect(store.log).to.include('stop');
    const { length } = store.log;
    ask('after');
    // Three periods of its timer.
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(store.log).to.have.length(length);
  });

  it('starts again for later subscribers', async () => {
    const { store } = setup();
    await elapse(
      graceMs,
      store.subscribe(() => {}),
    );
    expect(store.log).to.include('stop');
    const leave = store.subscribe(() => {});
    expect(store.log.slice(-2)).to.deep.equal(['start', 'missed']);
    leave();
  });
});
