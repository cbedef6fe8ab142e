import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { pause, setup, until } from './support/setup.js';

const at = setup();

/** Gives `secret-1`, `secret-2` and so on. */
function tokens() {
  const given: string[] = [];
  return { given, getToken: () => given[given.push(`secret-${given.length + 1}`) - 1] ?? '' };
}

describe('the token', () => {
  it('is asked for once for both channels', async () => {
    const { given, getToken } = tokens();
    const client = await at.connected({ getToken });
    await until(client, () => client.live.status === 'live');
    assert.deepEqual(given, ['secret-1']);
  });

  it('refused once is asked for again, for both channels together', async () => {
    const { given, getToken } = tokens();
    at.gateway.takes = (token) => token !== 'secret-1';
    const client = await at.connected({ getToken });
    await until(client, () => client.live.status === 'live');
    // A third time when one channel was refused only after the other had come through with the second token.
    assert.ok(given.length <= 3, given.join());
  });

  it('refused twice stops everything, with a clear error that does not repeat it', async () => {
    const { given, getToken } = tokens();
    at.gateway.takes = () => false;
    const client = at.connect({ getToken });
    await until(client, () => client.connection.status === 'refused');
    // No try must follow, and the longest back-off is 80 ms.
    await pause(200);
    assert.deepEqual(given, ['secret-1', 'secret-2']);
    assert.ok(client.connection.status === 'refused');
    assert.equal(client.connection.error.kind, 'token-refused');
    assert.deepEqual(client.live, { status: 'off' });
    assert.ok(!inspect(client.connection, { depth: 9 }).includes('secret'));
    await assert.rejects(client.call('tokens.list', {}), { kind: 'token-refused' });
  });

  it('is asked for again after a refusal when a person says so', async () => {
    const { getToken } = tokens();
    at.gateway.takes = (token) => token === 'secret-3';
    const client = at.connect({ getToken });
    await until(client, () => client.connection.status === 'refused');
    client.reconnect();
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
  });

  it('revoked while connected is replaced, and says so where it is not', async () => {
    const { given, getToken } = tokens();
    let revoked = new Set<string>();
    at.gateway.takes = (token) => !revoked.has(token ?? '') && !revoked.has('all');
    const client = await at.connected({ getToken });
    revoked = new Set(given);
    at.gateway.stream.end();
    at.gateway.socket.close(4001, 'revoked');
    await until(client, () => client.connection.status !== 'connected');
    await until(client, () => client.connection.status === 'connected' && client.live.status === 'live');
    revoked = new Set(['all']);
    at.gateway.stream.end();
    at.gateway.socket.close(4001, 'revoked');
    await until(client, () => client.connection.status === 'refused');
    assert.ok(client.connection.status === 'refused' && client.connection.lostAt !== undefined);
    assert.ok(given.length <= 6, `asked ${given.length} times`);
  });

  it('refused by the stream stops everything, too, unless calls take it', async () => {
    at.gateway.streamStatus = () => 401;
    at.gateway.refuses = true;
    const client = at.connect();
    await until(client, () => client.connection.status === 'refused');
    assert.ok(at.gateway.streamRequests.length <= 3, `asked ${at.gateway.streamRequests.length} times`);
  });

  it('that the host cannot give is asked for again, and the state says why', async () => {
    let fails = 2;
    const client = at.connect({
      getToken: () => {
        if (fails-- > 0) throw new Error('session server away');
        return 'token';
      },
    });
    await until(client, () => client.connection.status === 'connecting' && client.connection.error !== undefined);
    assert.ok(client.connection.status === 'connecting');
    assert.match(client.connection.error?.message ?? '', /could not get a token: session server away/);
    await until(client, () => client.connection.status === 'connected');
  });

  for (const [what, bad] of [
    ['empty', ''],
    ['with a line break', 'secret\n'],
    ['no string', 5],
  ] as const) {
    it(`is not used when it is ${what}`, async () => {
      const client = at.connect({ getToken: () => bad as string });
      await until(client, () => client.connection.status === 'connecting' && client.connection.error !== undefined);
      assert.ok(client.connection.status === 'connecting');
      assert.match(client.connection.error?.message ?? '', /no usable token/);
      assert.ok(!inspect(client.connection, { depth: 9 }).includes('secret'));
      assert.equal(at.gateway.upgrades.length, 0);
    });
  }
});
