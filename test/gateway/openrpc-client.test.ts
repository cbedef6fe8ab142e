/** What the published documents promise, met from outside: the command as a process, and a client that knows only them. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  Account,
  digestOf,
  type Message,
  openrpc,
  OpenRpcClient,
  OpenRpcStream,
  RpcError,
} from '../support/openrpc-client.js';

const main = fileURLToPath(new URL('../../stories/demo/server/main.ts', import.meta.url));

describe('the reference gateway', () => {
  const account = new Account();
  let child: ChildProcess;
  let url = '';
  let token = '';
  let admin: OpenRpcClient;
  let stream: OpenRpcStream;
  const opened: { close(): void }[] = [];

  const connect = (secret = token) => {
    const client = new OpenRpcClient(url, secret, account);
    opened.push(client);
    return client;
  };
  const follow = async (secret = token, lastEventId?: string) => {
    const followed = new OpenRpcStream(account);
    opened.push(followed);
    assert.equal(await followed.open(url, secret, lastEventId), 200);
    return followed;
  };
  const statusOfStream = (secret: string) => new OpenRpcStream(account).open(url, secret);
  const control = async (method: string, path: string, body?: object): Promise<Message> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Message;
    assert.equal(response.status, 200, JSON.stringify(answer));
    return answer;
  };
  const post = (path: string, body: object) => control('POST', path, body);
  const ask = async (more: object = {}): Promise<string> =>
    (await post('/demo/approvals', { agentId: 'a', action: 'file.delete', params: { path: '/x' }, ...more }))
      .approvalId;

  before(async () => {
    child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', '--scenario', 'empty'], {
      env: { ...process.env, CI: 'true' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    while (!printed.includes('Secrets: ')) {
      printed += String(await new Promise<Buffer>((resolve) => child.stdout?.once('data', resolve)));
    }
    url = /^Comis security dashboard: (http\S+)\/security$/m.exec(printed)?.[1] ?? '';
    token = /^Admin token: (\S+)$/m.exec(printed)?.[1] ?? '';
    admin = connect();
    stream = await follow();
  });
  after(() => {
    for (const each of opened) each.close();
    child.kill('SIGKILL');
  });

  it('tells what the token is and may do', async () => {
    const { pong, ts, scopes } = await admin.call('system.ping');
    assert.deepEqual([pong, scopes], [true, ['rpc', 'ws', 'admin']]);
    assert.ok(Math.abs(ts - Date.now()) < 5_000);
    assert.ok((await stream.next('ping')).data);
  });

  it('gates what it offers by the scopes of the document', async () => {
    const make = async (scope: string) =>
      (await admin.call('tokens.create', { name: `only-${scope}`, scopes: [scope] })).secret;
    const secrets: Record<string, string> = {
      rpc: await make('rpc'),
      ws: await make('ws'),
      admin: await make('admin'),
    };
    for (const scope of ['rpc', 'admin']) {
      const client = connect(secrets[scope]);
      for (const { name, 'x-scope': required } of openrpc.methods.filter((row) => row['x-scope'] !== scope)) {
        const { code, data } = await client.refused(name);
        assert.deepEqual([code, data.required], [-32001, required], `${name} with ${scope}`);
      }
    }
    assert.equal(await connect(secrets['ws']).closed, 4001);
    assert.deepEqual(
      [
        await statusOfStream(secrets['rpc'] ?? ''),
        await statusOfStream(secrets['admin'] ?? ''),
        await statusOfStream('wrong'),
      ],
      [403, 403, 401],
    );
    await follow(secrets['ws']);
    assert.equal(await connect('wrong').closed, 4001);
    const { roles, permissions, grants } = await admin.call('security.permissions');
    for (const { name, 'x-scope': scope } of openrpc.methods) {
      assert.ok(permissions.some(({ id }) => id === name));
      const holders = grants.filter(
        ({ permission, effect, role }) => permission === name && effect === 'allow' && role !== 'token',
      );
      assert.deepEqual(
        holders.map(({ role }) => role),
        [scope],
      );
    }
    assert.ok(['rpc', 'ws', 'admin'].every((scope) => roles.some(({ id }) => id === scope)));
  });

  it('makes, lists, rotates and revokes tokens', async () => {
    const { id, secret } = await admin.call('tokens.create', { name: 'laptop', scopes: ['rpc', 'ws'] });
    assert.ok(secret.length >= 43);
    const { oldId, newId, secret: turned } = await admin.call('tokens.rotate', { id });
    assert.equal(oldId, id);
    const [session, events] = [connect(turned), await follow(turned)];
    await session.call('system.ping');
    assert.equal((await session.refused('tokens.list')).data.required, 'admin');
    assert.deepEqual(await admin.call('tokens.revoke', { id: newId }), { id: newId, revoked: true });
    assert.equal(await session.closed, 4001);
    await events.ended;
    assert.equal(await statusOfStream(turned), 401);
    const { tokens } = await admin.call('tokens.list');
    assert.ok(tokens.find((each) => each.id === newId)?.revokedAt);
    await stream.next('tokens:changed', (data) => data.id === newId && data.change === 'revoked');
    assert.equal((await admin.refused('tokens.revoke', { id: newId })).code, -32002);
  });

  it('blocks agents until a person decides, bound to what was shown', async () => {
    const approvalId = await ask();
    const { data: shown } = await stream.next('approval:requested', (data) => data.approvalId === approvalId);
    await control('PATCH', `/demo/approvals/${approvalId}`, { params: { path: '/y' } });
    const { data: now } = await stream.next('approval:changed', (data) => data.approvalId === approvalId);
    const stale = await admin.refused('approvals.respond', {
      approvalId,
      decision: 'approve',
      digest: digestOf(shown),
    });
    assert.deepEqual([stale.code, stale.data.current], [-32005, digestOf(now)]);
    assert.equal((await admin.call('approvals.list')).requests[0]?.approvalId, approvalId);
    assert.equal((await control('GET', `/demo/approvals/${approvalId}`)).state, 'waiting');
    const answer = await admin.call('approvals.respond', {
      approvalId,
      decision: 'deny',
      comment: 'Freeze until Monday',
      digest: digestOf(now),
    });
    assert.deepEqual([answer.outcome, answer.resolvedBy], ['denied', 'admin']);
    const view = await control('GET', `/demo/approvals/${approvalId}`);
    assert.deepEqual([view.state, view.comment], ['denied', 'Freeze until Monday']);
    await stream.next('approval:resolved', (data) => data.approvalId === approvalId);
    const late = await admin.refused('approvals.respond', { approvalId, decision: 'approve', digest: '0'.repeat(64) });
    assert.deepEqual([late.code, late.data.decision.outcome], [-32003, 'denied']);
    assert.equal((await admin.refused('approvals.respond', { approvalId: 'x', decision: 'deny' })).code, -32002);
  });

  it('remembers each way in which a request can end', async () => {
    const approved = await ask();
    const { data: shown } = await stream.next('approval:requested', (data) => data.approvalId === approved);
    await admin.call('approvals.respond', { approvalId: approved, decision: 'approve', digest: digestOf(shown) });
    const withdrawn = await ask();
    await control('PATCH', `/demo/approvals/${withdrawn}`, { withdraw: true });
    const expired = await ask({ timeoutMs: 20 });
    await stream.next('approval:resolved', (data) => data.approvalId === expired);
    for (const [outcome, approvalId] of Object.entries({ approved, withdrawn, expired })) {
      const { decisions, total } = await admin.call('approvals.history', { outcome, agentId: 'a' });
      assert.deepEqual([decisions[0]?.approvalId, total], [approvalId, 1]);
    }
    assert.deepEqual(await admin.call('approvals.forgetDenials', { sessionKey: 's' }), { cleared: true });
    const first = await admin.call('approvals.history', { limit: 3 });
    const second = await admin.call('approvals.history', { limit: 3, cursor: first.nextCursor });
    assert.deepEqual([first.decisions.length, second.decisions.length, second.nextCursor], [3, 1, undefined]);
  });

  it('writes down what was decided, and finds it again', async () => {
    const { entries, total, oldest } = await admin.call('security.audit', { search: 'until monday', days: 1 });
    const [entry] = entries;
    assert.ok(entry);
    assert.deepEqual([entries.length, total, entry.outcome], [1, 1, 'denied']);
    assert.ok(oldest <= entry.timestamp);
    await stream.next('audit:event', (data) => data.id === entry.id);
    assert.equal((await admin.call('security.audit', { action: 'tokens.rotate' })).total, 1);
  });

  it('keeps events, and filters them', async () => {
    const { ids } = await post('/demo/events', [
      { type: 'door', action: 'open', risk: 'high', agentId: 'b' },
      { action: 'close' },
    ]);
    await stream.next('security:event', (data) => data.id === ids[1]);
    const { events } = await admin.call('security.events', { risk: 'high', agentId: 'b', type: 'door' });
    assert.deepEqual(
      events.map(({ id }) => id),
      [ids[0]],
    );
    const page = await admin.call('security.events', { limit: 1 });
    assert.equal((await admin.call('security.events', { limit: 1, before: page.nextCursor })).events.length, 1);
  });

  it('takes secrets and gives none back', async () => {
    const value = 'sk-nobody-reads-this';
    const { created } = await admin.call('secrets.set', { name: 'ACME_API_KEY', value });
    assert.equal(created, true);
    await stream.next('secrets:changed', (data) => data.name === 'ACME_API_KEY' && data.change === 'created');
    const { enabled, dbPath, secrets, notes } = await admin.call('secrets.list');
    assert.equal(enabled, true);
    assert.match(dbPath, /secrets\.db$/);
    assert.match(notes.join(), /in memory only/);
    assert.deepEqual(
      secrets.map(({ name }) => name),
      ['ACME_API_KEY'],
    );
    assert.equal((await post('/demo/providers', { provider: 'acme', outcome: 'ok' })).ok, 1);
    assert.deepEqual(await admin.call('secrets.delete', { name: 'ACME_API_KEY' }), {
      name: 'ACME_API_KEY',
      deleted: true,
    });
    assert.equal((await post('/demo/providers', { provider: 'acme', outcome: 'ok' })).errors, 1);
    assert.ok(!JSON.stringify([stream.events, await admin.call('security.audit', { limit: 1000 })]).includes(value));
  });

  it('trips the breaker of a provider and lets it recover', async () => {
    await post('/demo/providers', { provider: 'p', outcome: 'error', latencyMs: 900, count: 5 });
    for (const state of ['open', 'half-open']) {
      await stream.next('provider:state', (data) => data.provider === 'p' && data.state === state);
    }
    await post('/demo/providers', { provider: 'p', outcome: 'ok' });
    const { providers } = await admin.call('security.providerHealth');
    const health = providers.find(({ provider }) => provider === 'p');
    assert.deepEqual([health?.state, health?.calls, health?.errors], ['closed', 6, 5]);
  });

  it('changes its policy as a whole or not at all, and obeys it at once', async () => {
    const { value, revision } = await admin.call('config.read', { section: 'security' });
    assert.equal(value.secrets.enabled, true);
    const act = () => post('/demo/actions', { agentId: 'a', action: 'wipe', class: 'destructive', risk: 'low' });
    assert.equal((await act()).decision, 'waits');
    const change = { section: 'security', changes: [{ key: 'approvalRules.defaultMode', value: 'auto-low' }] };
    const patched = await admin.call('config.patch', { ...change, baseRevision: revision });
    assert.equal(patched.value.approvalRules.defaultMode, 'auto-low');
    await stream.next('config:patched', (data) => data.revision === patched.revision && data.by === 'admin');
    assert.deepEqual((await act()).rule, 'approvalRules.defaultMode');
    const stale = await admin.refused('config.patch', { ...change, baseRevision: revision });
    assert.deepEqual([stale.code, stale.data.current], [-32005, patched.revision]);
    const fixed = { section: 'security', changes: [{ key: 'secrets.enabled', value: false }] };
    const immutable = await admin.refused('config.patch', fixed);
    assert.deepEqual([immutable.code, immutable.data.path], [-32004, 'security.secrets.enabled']);
    const unknown = { section: 'security', changes: [{ key: 'no.such', value: 1 }] };
    const { code, data } = await admin.refused('config.patch', unknown);
    assert.equal(code, -32602);
    assert.match(data.issues.join(), /no\.such/);
  });

  it('remembers a rule, decides by it and forgets it', async () => {
    const { rule } = await admin.call('rules.create', { action: 'disk.wipe', durationMs: 60_000 });
    await stream.next('config:patched', (data) => data.section === 'security');
    const wipes = { agentId: 'a', action: 'disk.wipe', class: 'destructive', risk: 'high', params: {} };
    assert.equal((await post('/demo/actions', wipes)).entry, rule.id);
    await stream.next('approval:resolved', (data) => data.rule?.id === rule.id && data.rule.uses === 1);
    assert.deepEqual((await admin.call('rules.revoke', { id: rule.id })).revoked, true);
    assert.equal((await post('/demo/actions', wipes)).decision, 'waits');
  });

  it('answers mistakes as JSON-RPC 2.0 has it', async () => {
    assert.equal((await admin.mistake('{')).code, -32700);
    assert.equal((await admin.mistake({ jsonrpc: '1.0', method: 'system.ping' })).code, -32600);
    assert.equal((await admin.refused('no.such')).code, -32601);
    assert.ok((await admin.refused('tokens.create', { name: 'x' })).data.issues.length > 0);
  });

  it('fails and delays on request', async () => {
    await post('/demo/faults', { method: 'system.ping', error: { code: -32603 } });
    await post('/demo/faults', { method: 'system.ping', error: { code: -32029 } });
    await post('/demo/faults', { method: 'system.ping', delayMs: 60 });
    assert.equal((await admin.refused('system.ping')).code, -32603);
    assert.ok((await admin.refused('system.ping')).data.retryAfterMs > 0);
    const startedAt = performance.now();
    await admin.call('system.ping');
    assert.ok(performance.now() - startedAt >= 55);
  });

  it('replays what a reader missed, and tells of a gap when it cannot', async () => {
    const missed = await follow();
    await missed.next('ping');
    await post('/demo/connections', { drop: true });
    await missed.ended;
    const { ids } = await post('/demo/events', { action: 'missed' });
    const resumed = await follow(token, missed.lastId);
    await resumed.next('security:event', (data) => data.id === ids[0]);
    await post('/demo/connections', { drop: true, forget: true });
    await resumed.ended;
    await post('/demo/events', { action: 'after' });
    const { data } = await (await follow(token, missed.lastId)).next('stream:gap');
    assert.ok(data.from <= data.to);
  });

  it('refuses connections for a while, and goes silent on open ones', async () => {
    await post('/demo/connections', { refuseMs: 60_000 });
    assert.equal(await statusOfStream(token), 503);
    await post('/demo/connections', { refuseMs: 0 });
    const client = connect();
    await client.call('system.ping');
    await post('/demo/connections', { stall: true });
    const silence = Symbol('silence');
    const waited = new Promise((resolve) => setTimeout(() => resolve(silence), 100));
    assert.equal(await Promise.race([client.call('system.ping').catch(() => 'closed'), waited]), silence);
    admin = connect();
  });

  it('plays each scenario', async () => {
    const audited = async () => (await admin.call('security.audit', { limit: 1 })).total;
    await post('/demo/scenario', { name: 'busy' });
    assert.ok((await audited()) >= 200);
    assert.ok((await admin.call('approvals.list')).total >= 3);
    assert.equal((await admin.call('secrets.list')).secrets.length, 2);
    assert.ok((await admin.call('security.providerHealth')).providers.length >= 2);
    const flooded = await follow();
    await post('/demo/scenario', { name: 'flood' });
    while (flooded.events.length < 500) await new Promise((resolve) => setTimeout(resolve, 20));
    await post('/demo/scenario', { name: 'quiet' });
    await post('/demo/scenario', { name: 'empty' });
    assert.deepEqual(
      [
        await audited(),
        (await admin.call('security.events')).events.length,
        (await admin.call('approvals.list')).total,
      ],
      [0, 0, 0],
    );
  });

  it('real use 9a: answers the example of every method as the document says', async () => {
    for (const { name, examples } of openrpc.methods) {
      const params = Object.fromEntries(examples[0].params.map((param) => [param.name, param.value]));
      // What an example names is not there; then the answer says just that.
      await admin
        .call(name, params)
        .catch((error: unknown) => assert.equal(error instanceof RpcError && error.code, -32002, name));
    }
  });

  it('has shown every method, error and event of the document', () => {
    assert.deepEqual(
      openrpc.methods.map(({ name }) => name).filter((name) => !account.methods.has(name)),
      [],
    );
    assert.deepEqual(
      Object.values(openrpc.components.errors).filter(({ code }) => !account.errors.has(code)),
      [],
    );
    assert.deepEqual(
      ['ping', ...openrpc['x-events'].map(({ name }) => name)].filter((name) => !account.events.has(name)),
      [],
    );
  });

  it('says that it restarts when it ends', async () => {
    const client = connect();
    await client.call('system.ping');
    child.kill('SIGTERM');
    assert.equal(await client.closed, 1001);
  });
});
