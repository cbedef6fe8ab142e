import assert from 'node:assert/strict';
import { it } from 'node:test';
import { start } from './support/gateway.js';

it('trips, half-opens and closes before the eyes of whoever follows the stream', async (t) => {
  const server = await start(t);
  const [stream, socket] = [await server.stream(), await server.socket()];
  const call = (body: object) => server.demo('POST', '/demo/providers', { provider: 'acme', ...body });
  const states = () => [...new Set(stream.named('provider:state').map(({ data }) => String(data['state'])))];

  const first = await call({ outcome: 'ok', latencyMs: 120, count: 4 });
  assert.deepEqual([first['ok'], first['state'], first['calls'], first['errors']], [4, 'closed', 4, 0]);
  const tripped = await call({ outcome: 'error', count: 6, error: 'HTTP 503.' });
  assert.deepEqual([tripped['errors'], tripped['refused'], tripped['state']], [5, 1, 'open']);
  assert.match(String(tripped['reason']), /HTTP 503\.$/);

  await stream.first(3);
  while (!states().includes('half-open')) await stream.first(stream.named().length + 1);
  assert.equal((await call({ outcome: 'ok' }))['state'], 'closed');

  const { providers, at } = await socket.result('security.providerHealth');
  const [health] = providers as [Record<string, unknown>];
  assert.deepEqual([health['provider'], health['state'], health['calls'], health['errors']], ['acme', 'closed', 10, 5]);
  assert.ok(Number(at) >= Number(health['since']));
  assert.deepEqual(
    (health['history'] as { state: string }[]).map(({ state }) => state),
    ['closed', 'open', 'half-open', 'closed'],
  );
});

it('begins in busy with providers that are called, and one that is not', async (t) => {
  const server = await start(t, { scenario: 'busy' });
  const socket = await server.socket();
  const { providers } = await socket.result('security.providerHealth');
  const calls = new Map(
    (providers as { provider: string; calls: number }[]).map((each) => [each.provider, each.calls]),
  );
  assert.deepEqual([...calls.keys()], ['anthropic', 'ollama', 'openai']);
  assert.ok((calls.get('openai') ?? 0) > 250);
  assert.equal(calls.get('ollama'), 0);
  const { total } = await socket.result('security.audit', { limit: 1 });
  assert.ok(Number(total) >= 200);
});

it('fails in busy without the secret that an operator deletes', async (t) => {
  const server = await start(t, { scenario: 'busy' });
  const socket = await server.socket();
  await socket.result('secrets.delete', { name: 'ANTHROPIC_API_KEY' });
  const failed = await server.demo('POST', '/demo/providers', { provider: 'anthropic', outcome: 'ok', count: 5 });
  assert.deepEqual([failed['ok'], failed['state']], [0, 'open']);
  assert.match(String(failed['reason']), /The secret ANTHROPIC_API_KEY is missing\.$/);
});
