import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AuditEntry, ParamsOf, ResultOf } from '../../src/protocol/index.js';
import { anAuditEntry, anApproval, ManualClock, SimulatedGateway } from '../../src/testing/index.js';

const day = 86_400_000;

function world() {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ clock });
  const { token } = gateway.tokens.create({ name: 'reader', scopes: ['rpc'] });
  const read = (params: ParamsOf<'security.audit'> = {}) =>
    gateway.call(token, 'security.audit', params) as Promise<ResultOf<'security.audit'>>;
  const write = (changes: Partial<AuditEntry>) =>
    gateway.audit.recordPast(anAuditEntry({ timestamp: clock.now(), ...changes }));
  return { clock, gateway, read, write };
}

const filters: [what: string, matching: Partial<AuditEntry>, other: Partial<AuditEntry>, ParamsOf<'security.audit'>][] =
  [
    ['agent', { agentId: 'a' }, { agentId: 'ab' }, { agentId: 'a' }],
    ['user', { user: 'maria' }, { user: 'chen' }, { user: 'maria' }],
    ['action', { action: 'file.delete' }, { action: 'file.read' }, { action: 'file.delete' }],
    ['classification', { classification: 'security' }, { classification: 'read' }, { classification: 'security' }],
    ['outcome', { outcome: 'denied' }, { outcome: 'success' }, { outcome: 'denied' }],
    ['trace', { traceId: 't1' }, { traceId: 't2' }, { traceId: 't1' }],
    ['words in the agent', { agentId: 'Deploy-Bot' }, { agentId: 'x' }, { search: 'deploy' }],
    ['words in the user', { user: 'tomás' }, { user: 'x' }, { search: 'TOMA\u0301S' }],
    ['words in the action', { action: 'shell.exec' }, { action: 'x' }, { search: 'SHELL' }],
    ['words in the comment', { comment: 'Not in the freeze' }, { comment: 'x' }, { search: ' the freeze ' }],
    ['words in a detail', { details: { a: [{ b: 'say "so"' }] } }, { details: {} }, { search: 'say "so"' }],
    ['a number in a detail', { details: { rows: 4711 } }, { details: { rows: 1 } }, { search: '4711' }],
    ['the name of a detail', { details: { eventId: 1 } }, { details: {} }, { search: 'eventid' }],
  ];

for (const [what, matching, other, params] of filters) {
  it(`filters by ${what}`, async () => {
    const { read, write } = world();
    const plain = { agentId: 'p', user: 'p', action: 'p', comment: 'p', details: {} } as const;
    const wanted = write({ ...plain, ...matching });
    write({ ...plain, ...other });
    const { entries, total } = await read(params);
    assert.deepEqual(entries, [wanted]);
    assert.equal(total, 1);
  });
}

it('combines filters, and counts what matches all of them', async () => {
  const { read, write } = world();
  const wanted = write({ agentId: 'a', outcome: 'denied', comment: 'freeze' });
  write({ agentId: 'a', outcome: 'success', comment: 'freeze' });
  write({ agentId: 'b', outcome: 'denied', comment: 'freeze' });
  write({ agentId: 'a', outcome: 'denied', comment: 'other' });
  const { entries, total } = await read({ agentId: 'a', outcome: 'denied', search: 'freeze', days: 1 });
  assert.deepEqual([entries, total], [[wanted], 1]);
});

it('reads the last days, or from one moment to another, and says how far back it goes', async () => {
  const { clock, read, write } = world();
  const now = clock.now();
  for (const age of [10, 3, 1, 0]) write({ action: `${age} days`, timestamp: now - age * day });
  const actions = async (params: ParamsOf<'security.audit'>) =>
    (await read(params)).entries.map(({ action }) => action);
  assert.deepEqual(await actions({ days: 2 }), ['0 days', '1 days']);
  assert.deepEqual(await actions({ days: 2, from: now - 5 * day }), ['0 days', '1 days', '3 days']);
  assert.deepEqual(await actions({ from: now - 3 * day, to: now - day }), ['1 days', '3 days']);
  assert.equal((await read({ days: 1 })).oldest, now - 10 * day);
});

it('says nothing of an oldest entry where there is none', async () => {
  const { read } = world();
  assert.deepEqual(await read(), { entries: [], nextCursor: undefined, total: 0 });
});

it('pages without losing or doubling while entries arrive', async () => {
  const { clock, gateway, read, write } = world();
  for (let i = 0; i < 23; i++) {
    write({ action: `n${i}`, outcome: i % 2 ? 'denied' : 'success' });
    if (i % 4 === 0) clock.advance(7);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: 3, outcome: 'denied', cursor });
    seen.push(...page.entries.map(({ action }) => action));
    cursor = page.nextCursor;
    gateway.audit.record({ action: 'new', classification: 'security', outcome: 'denied' });
  } while (cursor !== undefined);
  assert.deepEqual(
    seen,
    [21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1].map((n) => `n${n}`),
  );
});

it('finds a denial by its comment, with how long it took', async () => {
  const { clock, gateway, read } = world();
  const { request } = gateway.approvals.request(anApproval({ createdAt: clock.now(), traceId: 't' }));
  clock.advance(1_500);
  const { approvalId } = request;
  gateway.approvals.decide({ approvalId, decision: 'deny', comment: 'Wrong environment' }, 'maria');
  const { entries } = await read({ search: 'wrong env' });
  assert.deepEqual(
    entries.map(({ outcome, user, durationMs, approvalId: id, traceId }) => [outcome, user, durationMs, id, traceId]),
    [['denied', 'maria', 1_500, approvalId, 't']],
  );
});

it('searches 100 000 entries in seconds, on a busy machine too', async () => {
  const gateway = new SimulatedGateway({ scenario: 'quiet', audit: 100_000 });
  const { token } = gateway.tokens.create({ name: 'reader', scopes: ['rpc'] });
  const before = performance.now();
  await gateway.call(token, 'security.audit', { search: 'nothing says this' });
  const tookMs = performance.now() - before;
  gateway.close();
  assert.ok(tookMs < 8_000, `${Math.round(tookMs)} ms`);
});
