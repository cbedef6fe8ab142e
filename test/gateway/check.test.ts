/** `comis-security-elements check` against the reference gateway, and against ones with a fault in each row. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { checkGateway } from '../../src/server/check/check.js';
import { Cleanup } from '../../src/server/check/cleanup.js';
import { printable } from '../../src/server/check/printable.js';
import { Report, type Row } from '../../src/server/check/report.js';
import { readCheckOptions } from '../../src/server/cli/check-command.js';
import { usualLimits } from '../../src/server/check/target.js';
import { BadOption } from '../../src/server/option-values.js';
import { type Alterations, faulty, type Wire } from './support/altering-proxy.js';
import { start } from './support/gateway.js';

const limits = { openMs: 1500, pingMs: 1500, callMs: 1500, keepaliveMs: 1500, eventMs: 1500 };
const vectors = [
  { params: { path: '/srv/old.log' } },
  { params: { ключ: ['é', 'e\u0301', '\u2028'], z: 1e21, a: -0, n: null, nested: { b: 2, a: 1 } } },
  { params: {}, toolName: 'shell', sessionKey: 'acme:maria' },
];

/** Checks a gateway with a fault. @returns the rows by name. */
async function check(
  t: TestContext,
  alterations: Alterations = {},
  { write = false, origin }: { write?: boolean; origin?: string } = {},
): Promise<Map<string, Row>> {
  const { url, token, server } = await faulty(t, alterations);
  await server.demo('POST', '/demo/approvals', { agentId: 'a', action: 'file.delete', risk: 'low', params: {} });
  if (write)
    for (const vector of vectors)
      await server.demo('POST', '/demo/approvals', { agentId: 'a', action: 'comis.check', risk: 'low', ...vector });
  const cleanup = new Cleanup();
  const rows: Row[] = [];
  await checkGateway({ gateway: url, token, origin, limits }, { write, cleanup, onRow: (row) => rows.push(row) });
  for (const { detail } of rows) assert.ok(!detail.includes(token), detail);
  return new Map(rows.map((row) => [row.name, row]));
}

type Loose = Record<string, unknown>;

/** Replaces a field of a method's result, by its path; undefined removes it. */
const alter =
  (method: string, path: string, change: (value: unknown, parent: Loose) => unknown, when = (_call: Wire) => true) =>
  (answer: Wire, call: Wire): Wire => {
    if (call.method !== method || !answer.result || !when(call)) return answer;
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce<Loose>((value, key) => value[key] as Loose, answer.result);
    const value = change(parent[last], parent);
    if (value === undefined) Reflect.deleteProperty(parent, last);
    else parent[last] = value;
    return answer;
  };

/** Another error in place of one. */
const otherCode =
  (method: string, from: number, to: number) =>
  (answer: Wire, call: Wire): Wire => {
    if (call.method === method && answer.error?.code === from) answer.error.code = to;
    return answer;
  };

const repeatId = (entries: unknown) => {
  const [first, second, ...rest] = entries as Loose[];
  return [first, { ...second, id: first?.['id'] }, ...rest];
};
const firstPage = ({ params }: Wire) => params?.['limit'] === 100;
const pingOnly = (name: string) => name === 'ping';

/** The row that fails, the fault, and what the row says of it. */
const faults: readonly [
  row: string,
  fault: Alterations,
  sentence: RegExp,
  options?: { write?: boolean; origin?: string },
][] = [
  [
    'subprotocol',
    { select: (offered) => [...offered][0] ?? false },
    /selected comis\.auto of the subprotocols comis\.auto, comis\.v1, bearer\.…: it has to select comis\.v1/,
  ],
  ['subprotocol', { upgradeStatus: () => 404 }, /\/ws answered the upgrade with HTTP 404/],
  ['wrong token', { close: (code) => (code === 4001 ? 1008 : code) }, /a wrong token is closed with 1008: 4001 says/],
  [
    'system.ping',
    { answer: alter('system.ping', 'ts', (ts) => Number(ts) / 1000) },
    /`ts` is [\d.]+, which is seconds/,
  ],
  [
    'system.ping',
    { answer: (answer, { method }) => (method === 'system.ping' ? undefined : answer) },
    /system\.ping was not answered within 1\.5 s/,
  ],
  [
    'stream',
    { stream: (_status, headers) => ((headers['content-type'] = 'text/html'), 200) },
    /content type text\/html, and not text\/event-stream/,
  ],
  ['stream', { event: () => undefined }, /\/api\/events sends nothing within 1\.5 s/],
  [
    'stream without token',
    { stream: (status) => (status === 401 ? 403 : status) },
    /without a token answers 403, and not 401/,
  ],
  [
    'JSON-RPC 2.0',
    { answer: (answer) => ({ ...answer, ...(answer.id === 'text' ? { jsonrpc: '1.0' } : {}) }) },
    /The answer to system\.ping is no JSON-RPC 2\.0/,
  ],
  [
    'JSON-RPC 2.0',
    { answer: otherCode('comis.check.noSuchMethod', -32601, -32000) },
    /A method that does not exist is answered with -32000, and not with -32601/,
  ],
  [
    'invalid params',
    { call: (call) => (call.params?.['limit'] === 0 ? { ...call, params: {} } : call) },
    /approvals\.history was answered with a result, and an error was expected|answered with a result/,
  ],
  [
    'approvals.list',
    { answer: alter('approvals.list', 'requests.0.risk', () => undefined) },
    /approvals\.list: requests\[0\]: `risk` is missing/,
  ],
  [
    'approvals.history',
    { answer: alter('approvals.history', 'decisions', () => undefined) },
    /approvals\.history: `decisions` is missing/,
  ],
  [
    'config.read',
    { answer: alter('config.read', 'value.approvalRules.timeoutMs', () => undefined) },
    /the section security: .*`approvalRules\.timeoutMs` is missing/,
  ],
  [
    'tokens.list',
    {
      answer: (answer, { method }) =>
        method === 'tokens.list' ? { jsonrpc: '2.0', id: answer.id, error: { code: -32001, message: 'no' } } : answer,
    },
    /`data\.required` is missing instead of "admin"/,
  ],
  [
    'null',
    { answer: alter('security.audit', 'entries.0.timestamp', () => null) },
    /security\.audit: entries\[0\]\.timestamp is null, and it has to be there/,
  ],
  [
    'milliseconds',
    {
      answer: alter('approvals.list', 'requests.0.createdAt', (time) => Math.round(Number(time) / 1000)),
    },
    /approvals\.list: requests\[0\]\.createdAt is \d+: these are seconds, and milliseconds were expected/,
  ],
  [
    'ids',
    { answer: alter('security.audit', 'entries', repeatId, firstPage) },
    /security\.audit: entries\[1\]\.id is that of entries\[0\] too/,
  ],
  [
    'expired requests',
    {
      answer: alter(
        'approvals.list',
        'requests.0.createdAt',
        (time, request) => ((request['timeoutMs'] = 1000), Number(time) - 60_000),
      ),
    },
    /has expired and is still listed/,
  ],
  [
    'digests',
    { answer: alter('approvals.list', 'requests.0.params', () => ({ x: '\ud83d' })) },
    /has no digest, as a text in it holds half of a surrogate pair/,
  ],
  [
    'newest first',
    {
      answer: alter('security.audit', 'entries', (entries) => (entries as Loose[]).toReversed(), firstPage),
    },
    /security\.audit: entries\[\d+\] is newer than the one before it/,
  ],
  [
    'limits and cursors',
    {
      call: (call) =>
        call.method === 'security.audit' ? { ...call, params: { ...call.params, cursor: undefined } } : call,
    },
    /security\.audit with `cursor` of its first page answers the same entry again/,
  ],
  [
    'limits and cursors',
    {
      call: (call) =>
        call.method === 'security.audit' && call.params?.['cursor'] === 'comis-check-no-cursor'
          ? { ...call, params: { limit: 1 } }
          : call,
    },
    /takes a `cursor` that it never gave/,
  ],
  [
    'bounds',
    {
      call: (call) =>
        call.params?.['to'] ? { ...call, params: { ...call.params, to: Number(call.params['to']) - 1 } } : call,
    },
    /both bounds are inclusive/,
  ],
  [
    'search',
    { call: (call) => (call.params?.['search'] ? { ...call, params: { search: 'nothing has this' } } : call) },
    /case does not count in `search`/,
  ],
  [
    'search',
    { call: (call) => (call.params?.['action'] ? { ...call, params: {} } : call) },
    /filters match whole values/,
  ],
  [
    'keepalive',
    {
      event: (() => {
        let pings = 0;
        return (event) => (pingOnly(event.name) && ++pings > 1 ? undefined : event);
      })(),
    },
    /No `ping` came on the stream within 1\.5 s/,
  ],
  [
    'gap',
    { event: (event) => (event.name === 'stream:gap' ? undefined : event) },
    /with an unknown Last-Event-ID begins with \S+ instead of `stream:gap`/,
  ],
  [
    'gap',
    { event: (event) => (event.name === 'stream:gap' ? { ...event, id: '' } : event) },
    /`stream:gap` has no `id:`/,
  ],
  [
    'gap',
    {
      event: (event) =>
        event.name === 'stream:gap' ? { ...event, data: { from: Date.now(), to: Date.now() - 5000 } } : event,
    },
    /`from` \(\d+\) is later than `to`/,
  ],
  [
    'resume',
    {
      event: (event, { headers }) =>
        headers['last-event-id'] && pingOnly(event.name)
          ? { id: 'x-1', name: 'stream:gap', data: { from: 1e12, to: 2e12 } }
          : event,
    },
    /begins with `stream:gap` for an id that it has just sent/,
  ],
  [
    'CORS preflight',
    { stream: (status, _headers, { method }) => (method === 'OPTIONS' ? 405 : status) },
    /OPTIONS .* with the Origin https:\/\/ops\.example answers 405/,
    { origin: 'https://ops.example' },
  ],
  [
    'CORS preflight',
    {
      stream: (_status, headers) => (
        Object.assign(headers, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }),
        204
      ),
    },
    /Access-Control-Allow-Headers lacks authorization/,
  ],
  [
    'Origin of the socket',
    { upgradeStatus: ({ headers }) => (headers.origin ? 403 : undefined) },
    /answered the upgrade with HTTP 403/,
    { origin: 'https://ops.example' },
  ],
  [
    'tokens.create',
    { answer: alter('tokens.create', 'secret', () => 'short') },
    /the secret has 5 characters/,
    { write: true },
  ],
  [
    'scopes',
    { stream: (status) => (status === 403 ? 200 : status) },
    /The stream answers 200 to a token without the scope ws/,
    { write: true },
  ],
  [
    'tokens.rotate',
    { answer: alter('tokens.rotate', 'oldId', () => 'other') },
    /`oldId` is other instead of/,
    { write: true },
  ],
  [
    'tokens.revoke',
    { close: (code) => (code === 4001 ? undefined : code) },
    /socket of a revoked token is still open after 1\.5 s/,
    { write: true },
  ],
  [
    'secrets',
    (() => {
      let value: unknown;
      return {
        call: (call) => ((value = call.method === 'secrets.set' ? call.params?.['value'] : value), call),
        answer: alter('secrets.list', 'secrets', (all) => (all as Loose[]).map((each) => ({ ...each, value }))),
      };
    })(),
    /secrets\.list holds the value of a secret/,
    { write: true },
  ],
  [
    'rules',
    { answer: alter('rules.create', 'rule.expiresAt', (time) => Number(time) + 3_600_000) },
    /a rule for 60 s ends 3660 s after it was made/,
    { write: true },
  ],
  [
    'digest vectors',
    {
      answer: (answer, { method }) =>
        method === 'approvals.respond' && answer.error?.data?.['current']
          ? ((answer.error.data['current'] = 'f'.repeat(64)), answer)
          : answer,
    },
    /the gateway's digest of \S+ \(`data\.current`\) is "f+", and [0-9a-f]{64} was expected/,
    { write: true },
  ],
  [
    'approvals.respond',
    { answer: otherCode('approvals.respond', -32003, -32002) },
    /that was decided is answered with -32002, and not with -32003/,
    { write: true },
  ],
  [
    'approval:resolved',
    { event: (event) => (event.name === 'approval:resolved' ? undefined : event) },
    /has no approval:resolved for the decision/,
    { write: true },
  ],
  [
    'events',
    { event: (event) => (event.name === 'tokens:changed' ? { ...event, data: { id: 5 } } : event) },
    /tokens:changed on the stream: `id` is 5/,
    { write: true },
  ],
  [
    'clean-up',
    { call: (call) => (call.method === 'rules.revoke' ? { ...call, params: { id: 'other' } } : call) },
    /Could not be removed: the rule for comis-check-/,
    { write: true },
  ],
];

// Each waits for something that does not come.
describe('check', { concurrency: 8 }, () => {
  it('passes the reference gateway, with changes, and leaves nothing behind', async (t) => {
    const server = await start(t, { scenario: 'busy', allowOrigins: ['https://ops.example'] });
    for (const vector of vectors)
      await server.demo('POST', '/demo/approvals', { agentId: 'a', action: 'comis.check', risk: 'low', ...vector });
    const rows: Row[] = [];
    const target = { gateway: new URL(server.url), token: server.adminToken, origin: 'https://ops.example' };
    const socket = await server.socket();
    const state = async () =>
      JSON.stringify([
        ((await socket.result('tokens.list'))['tokens'] as { revokedAt?: number; id: string }[]).flatMap((token) =>
          token.revokedAt === undefined ? [token.id] : [],
        ),
        ((await socket.result('secrets.list'))['secrets'] as { name: string }[]).map(({ name }) => name),
        ((await socket.result('config.read', { section: 'security' }))['value'] as { approvalRules: Loose })
          .approvalRules['remembered'],
      ]);
    const before = await state();
    // The stream of this gateway pings every 15 s, as documented.
    await checkGateway(
      { ...target, limits: usualLimits },
      { write: true, cleanup: new Cleanup(), onRow: (row) => rows.push(row) },
    );
    assert.deepEqual(
      rows.filter(({ state }) => state !== 'passed'),
      [],
    );
    assert.ok(rows.length >= 40, `${rows.length} rows`);
    assert.equal(await state(), before);
  });

  it('changes nothing without --write', async (t) => {
    const called: string[] = [];
    const rows = await check(t, { call: (call) => (called.push(call.method ?? ''), call) });
    assert.deepEqual(
      [...rows.values()].filter(({ state }) => state === 'failed'),
      [],
    );
    const changing = /create|revoke|rotate|set|delete|respond|patch|forget/;
    assert.deepEqual(
      called.filter((method) => changing.test(method)),
      [],
    );
    assert.ok(called.length > 15);
  });

  for (const [row, fault, sentence, options] of faults)
    it(`${row}: ${sentence.source.slice(0, 60)}`, async (t) => {
      const found = (await check(t, fault, options)).get(row);
      assert.equal(found?.state, 'failed', JSON.stringify(found));
      assert.match(found.detail, sentence);
    });

  it('has a fault for each row that can fail', async (t) => {
    const rows = await check(t, {}, { write: true, origin: 'https://ops.example' });
    const tried = new Set(faults.map(([row]) => row));
    // These fail as the rows of the other methods do.
    const alike = [
      'security.events',
      'security.audit',
      'security.providerHealth',
      'security.permissions',
      'secrets.list',
    ];
    assert.deepEqual(
      [...rows.keys()].filter((row) => !tried.has(row) && !alike.includes(row)),
      [],
    );
  });

  it('says so where nothing answers, in its first rows, and ends', async () => {
    const rows: Row[] = [];
    await checkGateway(
      { gateway: new URL('http://127.0.0.1:9'), token: 'x'.repeat(40), origin: undefined, limits },
      { write: true, cleanup: new Cleanup(), onRow: (row) => rows.push(row) },
    );
    assert.deepEqual(
      rows.map(({ name, state }) => `${name} ${state}`),
      ['subprotocol failed', 'wrong token failed'],
    );
    assert.match(rows[0]!.detail, /^ws:\/\/127\.0\.0\.1:9\/ws could not be opened: .*ECONNREFUSED/);
  });

  it('prints no secret and no control characters of a gateway', async () => {
    const report = new Report(() => undefined, ['s3cret-of-an-operator']);
    const form = Buffer.from('s3cret-of-an-operator').toString('base64url');
    await report.row('x', () => `a\u001b[2Jb\u202e s3cret-of-an-operator ${form} ${'y'.repeat(2000)}`);
    const [row] = report.rows;
    assert.match(row!.detail, /^a\\u001b\[2Jb\\u202e \[secret\] \[secret\] y+ … \(\d+ more characters\)$/);
    assert.equal(printable('plain'), 'plain');
  });

  it('takes no token from an argument, and says what it needs', () => {
    const bad = (args: string[], env: Record<string, string>, sentence: RegExp) =>
      assert.throws(
        () => readCheckOptions(args, env),
        (error) => error instanceof BadOption && sentence.test(error.message),
      );
    const token = { COMIS_TOKEN: 'x'.repeat(40) };
    const url = 'http://127.0.0.1:1';
    bad([], token, /--gateway URL says which gateway to check/);
    bad(['--gateway', url], {}, /The token is missing: put it into COMIS_TOKEN/);
    bad(['--gateway', url, '--token', 'x'], token, /not taken from an argument/);
    bad(['--gateway', url, 'x'.repeat(40)], token, /takes options only/);
    bad(['--gateway', 'ftp://x'], token, /--gateway takes an address/);
    bad(['--gateway', url, '--origin', 'https://ops.example/path'], token, /--origin takes an origin/);
    bad(['--gateway', url, '--wipe'], token, /Unknown option '--wipe'/);
    assert.deepEqual(readCheckOptions(['--gateway', url, '--write'], token).write, true);
  });
});
