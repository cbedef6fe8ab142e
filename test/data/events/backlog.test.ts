import { expect } from '@open-wc/testing';
import { cursorLooped, readBacklog } from '../../../src/data/events/backlog.js';
import { aSecurityEvent, SimulatedGateway } from '../../../src/testing/index.js';

describe('backlog', () => {
  for (const [what, cursors] of [
    ['does not move', ['a', 'a', 'a', 'a']],
    ['goes round in a circle', ['a', 'b', 'a', 'b']],
  ] as const) {
    it(`real use 24: stops at a cursor that ${what}, and says so`, async () => {
      const gateway = new SimulatedGateway();
      const client = gateway.client();
      let calls = 0;
      client.call = (() => {
        const nextCursor = cursors[calls % cursors.length];
        return Promise.resolve({ events: [aSecurityEvent({ id: `e${++calls}` })], nextCursor });
      }) as typeof client.call;
      const limits = { since: undefined, limit: 1000 };
      const { events, complete, notes } = await readBacklog(client, limits, new AbortController().signal);
      expect(calls).to.equal(cursors[1] === 'a' ? 2 : 3);
      expect(events).to.have.length(calls);
      expect(complete).to.equal(false);
      expect(notes).to.deep.equal([cursorLooped]);
      client.close();
      gateway.close();
    });
  }

  it('real use 24: keeps the newest 10 000 of an answer that ignores the limit, and says how many were left out', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    const all = Array.from({ length: 10_250 }, (_, index) =>
      aSecurityEvent({ id: `e${index}`, timestamp: 20_000 - index }),
    );
    client.call = (() => Promise.resolve({ events: all })) as unknown as typeof client.call;
    const read = await readBacklog(client, { since: undefined, limit: 1000 }, new AbortController().signal);
    expect(read.events).to.have.length(10_000);
    expect(read.events.at(-1)?.id).to.equal('e0');
    expect(read.complete).to.equal(false);
    expect(read.notes).to.deep.equal([
      'The gateway sent 10,250 events: the newest 10,000 are kept, 250 older ones were left out.',
    ]);
    client.close();
    gateway.close();
  });
});
