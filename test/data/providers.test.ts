import { expect } from '@open-wc/testing';
import { countDegraded, countStates, measuredAt, providersOf, spansOf } from '../../src/data/providers.js';
import { aProvider, SimulatedGateway } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

describe('providers', () => {
  it('are read once and follow each change, in the order of the gateway', async () => {
    const gateway = new SimulatedGateway();
    for (const name of ['anthropic', 'openai']) gateway.providers.add(name);
    const client = gateway.client();
    const store = providersOf(client);
    const leave = store.subscribe(() => undefined);
    const states = () => store.state.data?.providers.map(({ health }) => [health.provider, health.state]);
    await until(() => states()?.length === 2);
    for (let count = 0; count < 5; count++) gateway.providers.call('anthropic', { outcome: 'error' });
    gateway.providers.add('zephyr');
    gateway.providers.call('zephyr', { outcome: 'ok' });
    await until(() => states()?.length === 3);
    expect(states()).to.deep.equal([
      ['anthropic', 'open'],
      ['openai', 'closed'],
      ['zephyr', 'closed'],
    ]);
    leave();
    gateway.close();
  });

  it('count those whose state is not reported apart', () => {
    const reports = [aProvider(), aProvider({ state: 'open' }), { provider: 'silent' }];
    const counts = countStates(reports.map((health) => ({ health, reportedAt: 0 })));
    expect([...counts]).to.deep.equal([
      ['closed', 1],
      ['open', 1],
      [undefined, 1],
    ]);
  });

  it('count those that are degraded, whatever their breakers do', () => {
    const degraded = { since: 1 };
    const reports = [aProvider(), aProvider({ degraded }), { provider: 'silent', degraded }];
    expect(countDegraded(reports.map((health) => ({ health, reportedAt: 0 })))).to.equal(2);
  });

  it('were measured when the last call ended, and never without one', () => {
    const samples = [
      { at: 1000, calls: 3, errors: 0 },
      { at: 2000, calls: 0, errors: 0 },
    ];
    expect(measuredAt({ provider: 'p', samples })).to.equal(1000);
    expect(measuredAt({ provider: 'p', samples: [] })).to.equal(undefined);
    expect(measuredAt({ provider: 'p' })).to.equal(undefined);
  });

  it('were in states one after the other, each until the next', () => {
    const history = [
      { state: 'closed', from: 1 },
      { state: 'closed', from: 5 },
      { state: 'open', from: 9 },
    ] as const;
    expect(spansOf({ provider: 'p', history: [...history] })).to.deep.equal([
      { state: 'closed', from: 1, until: 9 },
      { state: 'open', from: 9, until: undefined },
    ]);
    expect(spansOf({ provider: 'p' })).to.deep.equal([]);
  });
});
