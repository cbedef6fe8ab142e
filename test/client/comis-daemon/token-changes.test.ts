/** What a daemon does at its worst, in no time: the clock is the test's. */
import assert from 'node:assert/strict';
import { it, mock, type TestContext } from 'node:test';
import type { HeldCall } from '../../../src/client/index.js';
import type { Server } from '../../../src/client/dialects/index.js';
import { Instance } from '../../../src/client/dialects/comis-daemon/instance.js';
import { TokenChanges } from '../../../src/client/dialects/comis-daemon/tokens/token-changes.js';
import { TokensPart } from '../../../src/client/dialects/comis-daemon/tokens/tokens.js';
import { GatewayError } from '../../../src/protocol/index.js';
import { partServices } from './fake-server.js';

/** A daemon on paper, and what speaks with it. */
class PaperDaemon {
  run = 'run-1';
  /** What `/api/health` and `/api/activity` are answered with; undefined: they cannot be read. */
  tellsRun = true;
  tellsActivity = true;
  readonly activity: { event: string; payload: unknown; timestamp: number }[] = [];
  readonly asked: string[] = [];
  /** How often the activity was asked for. */
  looks = 0;
  readonly emitted: unknown[] = [];
  /** What a method is answered with. */
  answer = (method: string, params: { id: string }): unknown => {
    if (method === 'tokens.list') return { tokens: [] };
    if (method === 'tokens.revoke') return { id: params.id, revoked: true };
    throw new GatewayError('server', `no answer for ${method}`, { code: 0 });
  };
  readonly #server: Server;
  readonly #instance: Instance;
  readonly part: TokensPart;

  constructor() {
    this.#server = {
      now: () => Date.now(),
      timed: () => undefined,
      isPast: () => undefined,
      request: async (method, params) => {
        await Promise.resolve();
        // Where the secrets stand is not what these tests are about: none is in the file.
        if (method === 'config.read') return { tokens: [] };
        const given = params as { id: string };
        if (method.startsWith('tokens.') && method !== 'tokens.list') this.asked.push(`${method} ${given.id}`);
        return this.answer(method, given);
      },
      get: async (path) => {
        await Promise.resolve();
        if (path !== '/api/health') this.looks++;
        if (path !== '/api/health' && !this.tellsActivity) throw new GatewayError('not-allowed', 'Not for this token.');
        if (path === '/api/health' && !this.tellsRun) {
          throw new GatewayError('disconnected', `${path} cannot be reached.`);
        }
        return path === '/api/health'
          ? { instanceId: this.run, startedAt: '2026-11-22T13:22:20.329Z' }
          : { entries: this.activity, count: this.activity.length };
      },
      emit: (event, payload) => void this.emitted.push([event, payload]),
      unreadable: () => undefined,
      changed: () => undefined,
    };
    this.#instance = new Instance(this.#server);
    this.part = new TokensPart({ server: this.#server, instance: this.#instance, since: () => 0, gaps: () => [] });
    this.connect();
  }

  get held(): readonly HeldCall[] {
    return this.part.held;
  }

  revoke(id: string, signal?: AbortSignal) {
    const ask = (method: string, params = {}) => this.#server.request(method, params, { for: 'tokens.revoke' });
    const revoking = this.part.methods['tokens.revoke']!.call!({ id }, ask, signal);
    revoking.catch(() => undefined);
    return revoking;
  }

  list() {
    return this.part.methods['tokens.list']!.call!(
      {},
      () => Promise.resolve(this.answer('tokens.list', { id: '' })),
      undefined,
    );
  }

  /** An event comes through the stream. */
  happens({ event, payload }: { event: string; payload: unknown }): void {
    this.part.events[event]?.(payload);
  }

  connect(): void {
    void this.#instance.read();
    this.part.connected();
  }

  async goesDown(): Promise<void> {
    this.part.disconnected();
    await settled();
  }

  async comesBack(run: string): Promise<void> {
    this.run = run;
    this.activity.length = 0;
    this.connect();
    await settled();
  }
}

function daemon(t: TestContext): PaperDaemon {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-12-01T12:00:00Z') });
  const paper = new PaperDaemon();
  t.after(() => {
    paper.part.close();
    mock.timers.reset();
  });
  return paper;
}

/** Everything that waits for nothing but its turn has had it. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function pass(ms: number): Promise<void> {
  mock.timers.tick(ms);
  await settled();
}

const audited = (actionType: string, entityId: string) => ({
  event: 'audit:event',
  timestamp: Date.now(),
  payload: {
    timestamp: Date.now(),
    agentId: 'system',
    tenantId: 'acme',
    actionType,
    classification: 'destructive',
    outcome: 'success',
    metadata: { entityId, configPath: '/srv/comis/etc/config.yaml' },
  },
});

it('fails what waits when the daemon does not restart within a minute, and goes on once it has', async (t) => {
  const at = daemon(t);
  await at.revoke('one');
  const waiting = [at.revoke('two'), at.revoke('three')];
  await pass(59_999);
  assert.equal(at.held.length, 2);
  await pass(1);
  for (const revoking of waiting) {
    await assert.rejects(revoking, {
      kind: 'server',
      method: 'tokens.revoke',
      message: /has not restarted .* Nothing was changed\. Restart the gateway/,
    });
  }
  assert.deepEqual(at.held, []);
  await assert.rejects(at.revoke('four'), { message: /has not restarted/ }, 'at once: nothing has changed since');
  assert.deepEqual(at.asked, ['tokens.revoke one']);

  await at.goesDown();
  await at.comesBack('run-2');
  await at.revoke('five');
  assert.deepEqual(at.asked, ['tokens.revoke one', 'tokens.revoke five']);
});

it('gives each change a minute of its own', async (t) => {
  const at = daemon(t);
  await at.revoke('one');
  const second = at.revoke('two');
  const third = at.revoke('three');
  await pass(40_000);
  await at.goesDown();
  await pass(20_000);
  await at.comesBack('run-2');
  await second;
  await pass(59_000);
  assert.equal(at.held.length, 1);
  await at.goesDown();
  await at.comesBack('run-3');
  await third;
  assert.deepEqual(at.asked, ['tokens.revoke one', 'tokens.revoke two', 'tokens.revoke three']);
});

it('does not repeat a change whose answer was lost in the restart', async (t) => {
  const at = daemon(t);
  let lose = (_error: GatewayError): void => undefined;
  const lost = new Promise<never>((_, reject) => (lose = reject));
  const { answer } = at;
  at.answer = () => lost;
  const first = at.revoke('one');
  const second = at.revoke('two');
  await settled();
  assert.deepEqual(at.asked, ['tokens.revoke one']);
  at.part.disconnected();
  lose(new GatewayError('disconnected', 'The gateway is restarting.'));
  await assert.rejects(first, { kind: 'disconnected' });
  at.answer = answer;
  assert.equal(at.held.length, 1);
  await at.comesBack('run-2');
  await second;
  assert.deepEqual(at.asked, ['tokens.revoke one', 'tokens.revoke two']);
});

it('makes the next change after a minute when the answer to one was lost and nothing came of it', async (t) => {
  const at = daemon(t);
  const { answer } = at;
  at.answer = () => Promise.reject(new GatewayError('timeout', 'No answer.'));
  await assert.rejects(at.revoke('one'), { kind: 'timeout' });
  at.answer = answer;
  const second = at.revoke('two');
  await pass(59_000);
  assert.equal(at.held.length, 1);
  await pass(1000);
  await second;
  assert.deepEqual(at.asked, ['tokens.revoke one', 'tokens.revoke two']);
});

it('takes a change whose answer was lost for made when the audit tells of it', async (t) => {
  const at = daemon(t);
  const { answer } = at;
  at.answer = () => Promise.reject(new GatewayError('timeout', 'No answer.'));
  await assert.rejects(at.revoke('one'), { kind: 'timeout' });
  at.answer = answer;
  at.happens(audited('tokens.revoke', 'one'));
  const second = at.revoke('two');
  await pass(60_000);
  await assert.rejects(second, { message: /has not restarted/ });
  assert.deepEqual(at.asked, ['tokens.revoke one']);
});

it('waits no longer for one that the daemon refused', async (t) => {
  const at = daemon(t);
  const { answer } = at;
  at.answer = (method, params) => {
    if (params.id === 'one') throw new GatewayError('not-found', 'Token not found or already revoked', { code: 0 });
    return answer(method, params);
  };
  const [first, second] = [at.revoke('one'), at.revoke('two')];
  await assert.rejects(first, { kind: 'not-found' });
  await second;
});

it('waits on when only the connection was lost, not the daemon', async (t) => {
  const at = daemon(t);
  await at.revoke('one');
  const second = at.revoke('two');
  await settled();
  await at.goesDown();
  at.connect();
  await settled();
  assert.equal(at.held.length, 1);
  await pass(60_000);
  await assert.rejects(second, { message: /has not restarted/ });
});

it('takes any loss of the connection for a restart where the daemon does not say which run it is', async (t) => {
  const at = daemon(t);
  at.tellsRun = at.tellsActivity = false;
  at.part.disconnected();
  at.connect();
  await pass(5000);
  await at.revoke('one');
  const second = at.revoke('two');
  await settled();
  await at.goesDown();
  await at.comesBack('run-1');
  await pass(4999);
  assert.equal(at.held.length, 1, 'if it was none, the restart is yet to come');
  await pass(1);
  await second;

  await pass(60_000);
  await assert.rejects(at.revoke('three'), { message: /has not restarted/ });
  await at.goesDown();
  await at.comesBack('run-2');
  const fourth = at.revoke('four');
  await pass(5000);
  await fourth;
  assert.deepEqual(at.asked, ['tokens.revoke one', 'tokens.revoke two', 'tokens.revoke four']);
});

it('finds a change in the activity that a loss of the connection did not end', async (t) => {
  const at = daemon(t);
  at.tellsRun = false;
  await at.revoke('one');
  at.activity.push(audited('tokens.revoke', 'one'));
  const second = at.revoke('two');
  await settled();
  await at.goesDown();
  at.connect();
  await pass(10_000);
  assert.equal(at.held.length, 1);
  await at.goesDown();
  await at.comesBack('run-2');
  await second;
});

it('waits for the restart of a change that the daemon does not tell of, and no longer than it may take', async (t) => {
  const at = daemon(t);
  at.tellsActivity = false;
  await pass(1000);
  const first = at.revoke('one');
  const second = at.revoke('two');
  await settled();
  assert.match(at.held[0]?.reason ?? '', /^The gateway does not report whether .* made if it does not restart\.$/);
  assert.equal(at.held[0]?.until, Date.now() + 4000);
  assert.match(at.held[1]?.reason ?? '', /it is made after the restart\.$/);
  await pass(3999);
  assert.deepEqual(at.asked, []);
  await pass(1);
  await first;
  assert.deepEqual(at.asked, ['tokens.revoke one']);
  assert.match(at.held[0]?.reason ?? '', /it is made after the restart\.$/);

  await at.goesDown();
  await at.comesBack('run-2');
  await pass(2000);
  at.part.live();
  await pass(4999);
  assert.deepEqual(at.asked, ['tokens.revoke one'], 'what happened before the stream was back was not seen');
  await pass(1);
  await second;
  assert.equal(at.looks, 2, 'asked once in each run');
});

it('gives up a change whose outcome is in doubt, and starts over after the awaited restart', async (t) => {
  const at = daemon(t);
  at.tellsActivity = false;
  const abort = new AbortController();
  const first = at.revoke('one', abort.signal);
  const second = at.revoke('two');
  await settled();
  abort.abort(new Error('not this one'));
  await assert.rejects(first, /not this one/);
  await pass(2000);
  await at.goesDown();
  await pass(10_000);
  assert.deepEqual(at.asked, []);
  await at.comesBack('run-2');
  await pass(5000);
  await second;
  assert.deepEqual(at.asked, ['tokens.revoke two']);
});

it('fails what waits when the daemon does not come back', async (t) => {
  const at = daemon(t);
  await at.revoke('one');
  const second = at.revoke('two');
  await at.goesDown();
  await pass(119_999);
  assert.equal(at.held.length, 1);
  await pass(1);
  await assert.rejects(second, { kind: 'server', message: 'The gateway has not reconnected. Nothing was changed.' });
});

it('counts the minute from a change that was made before this page was there', async (t) => {
  const at = daemon(t);
  at.activity.push(audited('config.patch', 'x'), audited('tokens.create', 'theirs'));
  await pass(45_000);
  const mine = at.revoke('one');
  await settled();
  assert.equal(at.held.length, 1);
  await pass(15_000);
  await assert.rejects(mine, { message: /has not restarted/ });
  assert.deepEqual(at.asked, []);
});

it('sends nothing of a change that was aborted while the daemon was looked at', async (t) => {
  const at = daemon(t);
  const abort = new AbortController();
  const first = at.revoke('one', abort.signal);
  abort.abort(new Error('not this one'));
  await assert.rejects(first, /not this one/);
  await at.revoke('two');
  assert.deepEqual(at.asked, ['tokens.revoke two']);
});

it('tells an answer that it cannot read, without what is in it', async (t) => {
  const at = daemon(t);
  at.answer = (method) =>
    method === 'tokens.list' ? { tokens: [{ id: 5, scopes: 'hush' }] } : { ident: 'one', secret: 'hush' };
  const unread = (message: RegExp) => (error: Error) => {
    assert.ok(error instanceof GatewayError);
    assert.equal(error.kind, 'invalid-response');
    assert.match(error.message, message);
    return !error.message.includes('hush');
  };
  await assert.rejects(at.list(), unread(/tokens\.list .* `tokens\[0\]\.id` is 5/));
  await assert.rejects(at.revoke('one'), unread(/tokens\.revoke .*`revoked` is missing/));
  assert.deepEqual(at.emitted, []);
});

it('reads what the audit tells of tokens, however odd their ids', (t) => {
  const at = daemon(t);
  for (const [action, entity] of [
    ['tokens.create', 'odd -> id <b>'],
    ['tokens.rotate', 'odd -> id <b> -> odd -> id <b>-ezKmm8K8pn0'],
    ['tokens.revoke', 'viewer'],
    ['config.patch', 'viewer'],
  ] as const) {
    at.happens(audited(action, entity));
  }
  assert.deepEqual(at.emitted, [
    ['tokens:changed', { id: 'odd -> id <b>', change: 'created' }],
    ['tokens:changed', { id: 'odd -> id <b>', change: 'rotated' }],
    ['tokens:changed', { id: 'viewer', change: 'revoked' }],
  ]);
});

it('says in the list which token cannot be rotated, and what to do instead', async (t) => {
  const paper = daemon(t);
  paper.answer = () => ({ tokens: ['odd id <b>', 'ci-1'].map((id) => ({ id, scopes: ['rpc'] })) });
  const { tokens } = await paper.list();
  assert.match(tokens[0]?.cannotRotate ?? '', /would never work.* Revoke this token, and create another/);
  assert.deepEqual(tokens[1], { id: 'ci-1', scopes: ['rpc'] });
});

it('real use 48: one change that fails while the daemon is looked at stops none of those after it', async () => {
  const { server, services } = partServices();
  server.pages['/api/health'] = () => ({ instanceId: 'a', startedAt: new Date(0).toISOString() });
  server.pages['/api/activity?limit=100'] = () => ({ entries: [], count: 0 });
  let isBroken = true;
  const read = services.instance.read.bind(services.instance);
  services.instance.read = () => (isBroken ? Promise.reject(new Error('boom')) : read());
  const changes = new TokenChanges(services, () => undefined);
  await changes.connected();
  // Who lists tokens waits for it.
  await changes.compared();
  assert.deepEqual(server.unread, [{ name: '/api/health', issue: 'could not be compared: boom' }]);
  const make = (id: string) => changes.make({ method: 'tokens.revoke', make: () => Promise.resolve(id) }, undefined);
  await assert.rejects(make('first'), /boom/);
  isBroken = false;
  assert.equal(await make('second'), 'second');
  changes.stop(new GatewayError('closed', 'The test is over.'));
});
