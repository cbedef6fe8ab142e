import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SecurityLogPart } from '../../../src/client/dialects/comis-daemon/events/security-log.js';
import type { RpcClient } from '../../../src/client/index.js';
import { isSecurityEvent, type ParamsOf, type SecurityEvent } from '../../../src/protocol/index.js';
import { eventIn, recording } from '../../replay/recording.js';
import { eventually, until } from '../support/setup.js';
import { partServices } from './fake-server.js';
import { replayed } from './support.js';

/** A log without a daemon. */
function log() {
  const { server, gaps, since, services } = partServices();
  const part = new SecurityLogPart(services);
  return {
    server,
    gaps,
    since,
    part,
    receive: (event: string, payload: unknown) => part.events[event]?.(payload),
    /** The line that an event becomes. */
    line: (event: string, payload: unknown): SecurityEvent => {
      part.events[event]?.(payload);
      const line = server.of('security:event').at(-1);
      assert.ok(line, `${event} becomes no line`);
      return line;
    },
    lines: () => server.of('security:event'),
    find: (params: ParamsOf<'security.events'> = {}) =>
      part.methods['security.events']!.call!(params, () => Promise.reject(new Error('asks nobody')), undefined),
  };
}

const timestamp = 1_795_353_434_920;
const approval = {
  requestId: 'r-1',
  toolName: 'agents_manage',
  action: 'agents.delete',
  params: { agent_id: 'ops-agent' },
  agentId: 'u-1042',
  sessionKey: 'acme:u-1042:telegram-555',
  trustLevel: 'admin',
  createdAt: timestamp,
  timeoutMs: 120_000,
};

function follow(client: RpcClient): SecurityEvent[] {
  const lines: SecurityEvent[] = [];
  client.on('security:event', (line) => lines.push(line));
  return lines;
}

describe('a line of the security log', () => {
  it('has what every line has: an id of its own, the daemon’s time and name for it, and all that it said', () => {
    const { line } = log();
    const payload = { provider: 'anthropic', timestamp };
    const [one, other] = [line('provider:recovered', payload), line('provider:recovered', payload)];
    assert.notEqual(one.id, other.id);
    assert.deepEqual([one.timestamp, one.type, one.details], [timestamp, 'provider:recovered', payload]);
    assert.match(one.message ?? '', /anthropic/);
  });

  it('has the risk that the daemon tells of an injection, and only that one', () => {
    const { line } = log();
    const injection = { timestamp, source: 'user_input', patterns: ['role_assumption'], agentId: 'default' };
    const risks = ['low', 'medium', 'high', 'apocalyptic'].map(
      (riskLevel) => line('security:injection_detected', { ...injection, riskLevel }).risk,
    );
    assert.deepEqual(risks, ['low', 'medium', 'high', 'unknown']);
  });

  it('is made of a summary that names neither agent nor session', () => {
    const { line, server } = log();
    const summary = { timestamp, source: 'external_content', patterns: ['a', 'b'], riskLevel: 'medium' };
    for (const payload of [summary, { ...summary, agentId: null, sessionKey: null }]) {
      const { agentId, sessionKey, message } = line('security:injection_detected', payload);
      assert.deepEqual([agentId, sessionKey], [undefined, undefined]);
      assert.match(message ?? '', /content from outside: a, b\./);
    }
    assert.deepEqual(server.unread, []);
  });

  for (const [action, risk] of [
    ['warn', 'medium'],
    ['reinforce', 'high'],
    ['terminate', 'high'],
    ['shrug', 'unknown'],
  ] as const) {
    it(`says of repeated injections how dangerous they are: ${action} is ${risk}`, () => {
      const { line } = log();
      const made = line('security:injection_rate_exceeded', {
        timestamp,
        sessionKey: 's',
        count: 3,
        threshold: 3,
        action,
      });
      assert.deepEqual([made.risk, made.sessionKey, made.agentId], [risk, 's', undefined]);
      assert.match(made.message ?? '', /^3 prompt injections/);
    });
  }

  it('folds what every agent reads with every turn, and nothing else', () => {
    const { line } = log();
    const access = { agentId: 'default', outcome: 'denied', timestamp };
    const canary = line('secret:accessed', { ...access, secretName: 'CANARY_SECRET' });
    assert.deepEqual([canary.routine, canary.risk], ['CANARY_SECRET read', 'low']);
    const other = line('secret:accessed', { ...access, secretName: 'STRIPE_API_KEY' });
    assert.deepEqual(
      [other.routine, other.risk, other.agentId, other.outcome],
      [undefined, 'medium', 'default', 'denied'],
    );
    assert.match(`${other.action}\n${other.message}`, /STRIPE_API_KEY[^]*STRIPE_API_KEY was refused/);
  });

  it('is made of an error that arrives without its words, and of one with them', () => {
    const { line, server } = log();
    const silent = line('system:error', { error: {}, source: 'memory' });
    assert.match(silent.message ?? '', /memory.*without a message/);
    assert.equal(silent.risk, 'unknown');
    assert.ok(Math.abs(silent.timestamp - Date.now()) < 1000, 'it carries no time');
    assert.match(line('system:error', { error: 'database is locked' }).message ?? '', /: database is locked\.$/);
    assert.deepEqual(server.unread, []);
  });

  it('names the user who asks for an approval as the user, never as the agent', () => {
    const { line } = log();
    const asked = line('approval:requested', approval);
    assert.deepEqual([asked.user, asked.agentId, asked.risk], ['u-1042', undefined, 'high']);
    assert.deepEqual([asked.action, asked.sessionKey], ['agents.delete', 'acme:u-1042:telegram-555']);
  });

  it('says how an approval ended, of what, and by whom', () => {
    const { line } = log();
    line('approval:requested', approval);
    const resolution = {
      requestId: 'r-1',
      approved: false,
      approvedBy: 'bob',
      reason: 'not today',
      resolvedAt: timestamp + 5,
    };
    const denied = line('approval:resolved', resolution);
    assert.deepEqual(
      [denied.action, denied.outcome, denied.user, denied.risk],
      ['agents.delete', 'denied', 'bob', 'high'],
    );
    assert.equal(denied.timestamp, timestamp + 5);
    assert.equal(denied.message, 'Denied by bob: not today.');
    const late = line('approval:resolved', { ...resolution, requestId: 'r-2', approvedBy: 'system:timeout' });
    assert.deepEqual([late.outcome, late.user], ['expired', undefined]);
  });

  it('says that a cached decision was made by the gateway, of an action that only its reason names', () => {
    const { line } = log();
    const cached = line('approval:resolved', {
      requestId: 'never-announced',
      approved: true,
      approvedBy: 'system:cached-approval',
      reason: 'Auto-approved: prior approval for tokens.revoke still active',
      resolvedAt: timestamp,
    });
    assert.deepEqual([cached.action, cached.outcome, cached.user], ['tokens.revoke', 'approved', undefined]);
    assert.match(cached.message ?? '', /^Approved by the gateway itself: /);
  });

  it('is made of what the audit says of security, destroys, was denied or is of no known class', () => {
    const { receive, lines, line } = log();
    const audit = { timestamp, agentId: 'system', tenantId: 'acme', actionType: 'x', outcome: 'success' };
    for (const classification of ['read', 'mutate']) receive('audit:event', { ...audit, classification });
    assert.deepEqual(lines(), []);
    receive('audit:event', { ...audit, classification: 'read', outcome: 'denied' });
    for (const classification of ['destructive', 'security', 'new'])
      receive('audit:event', { ...audit, classification });
    assert.deepEqual(
      lines().map(({ risk }) => risk),
      ['medium', 'high', 'medium', 'unknown'],
    );
    assert.deepEqual(
      lines().map(({ agentId }) => agentId),
      [undefined, undefined, undefined, undefined],
    );
    const tokens = line('audit:event', { ...audit, actionType: 'tokens.create', classification: 'destructive' });
    assert.deepEqual([tokens.action, tokens.risk], ['tokens.create', 'high']);
  });

  it('is made of what cannot be read as well, which is counted', () => {
    const { line, server } = log();
    for (const payload of [undefined, null, '', [], 7, { timestamp: 'yesterday', secretName: 5 }]) {
      const made = line('secret:accessed', payload);
      assert.ok(isSecurityEvent(made));
      assert.deepEqual([made.action, made.risk], ['secret:accessed', 'unknown']);
      assert.match(made.message ?? '', /cannot be read/);
    }
    assert.equal(server.unread.length, 6);
    assert.deepEqual(
      line('secret:accessed', { secretName: 5 }).details,
      { secretName: 5 },
      'and nothing of it is lost',
    );
  });
});

describe('what a person reads', () => {
  const firstOf = (name: string): unknown =>
    recording('events').lines.flatMap((line) => {
      const event = eventIn(line);
      return event?.name === name ? [event.data] : [];
    })[0];

  for (const [name, action, risk, message] of [
    [
      'security:injection_detected',
      'prompt injection',
      'high',
      /in what a user wrote: ignore_instructions, .*system_markers\.$/,
    ],
    [
      'security:injection_rate_exceeded',
      'repeated prompt injection',
      'medium',
      /within minutes\. The gateway warns\.$/,
    ],
    ['security:memory_tainted', 'memory.store', 'high', /was not stored in memory because it matches rm/],
    [
      'security:warn',
      'warning: secret access',
      'medium',
      /^Agent "ops-agent" accessed secret "STRIPE_API_KEY" without/,
    ],
    ['secret:modified', 'secret updated: GITHUB_TOKEN', 'medium', /GITHUB_TOKEN was updated\.$/],
    ['provider:degraded', 'provider degraded: anthropic', 'medium', /anthropic fails for 2 agents\.$/],
    ['provider:recovered', 'provider recovered: anthropic', 'low', /no longer degraded\.$/],
    [
      'model:fallback_attempt',
      'model fallback: anthropic',
      'low',
      /^anthropic claude-sonnet-4-5 failed: 529 overloaded; openai gpt-4o is/,
    ],
    ['model:fallback_exhausted', 'model fallback exhausted: anthropic', 'medium', /all fallbacks: 3 attempts\.$/],
    [
      'model:auth_cooldown',
      'key cooldown: ANTHROPIC_API_KEY_2',
      'medium',
      /failed \(2 times so far\) and is not used for 60 s\.$/,
    ],
    ['model:catalog_loaded', 'model catalog loaded', 'low', /^340 models of 12 providers/],
    ['skill:rejected', 'skill rejected: sketchy', 'medium', /Content scan findings detected \(curl-pipe-bash\)\.$/],
    ['config:patched', 'config.patch', 'high', /^The setting gateway\.wsHeartbeatMs was changed\.$/],
    ['system:error', 'system error', 'unknown', /^An error in the gateway \(memory\), without a message/],
    ['audit:event', 'injection_rate_exceeded', 'high', /class security\. It failed\.$/],
  ] as const) {
    it(`of ${name}`, () => {
      const line = log().line(name, firstOf(name));
      assert.deepEqual([line.action, line.risk], [action, risk]);
      assert.match(line.message ?? '', message);
    });
  }

  it('of many things names the first few', () => {
    const patterns = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const injection = { timestamp, source: 'workspace_file', patterns, riskLevel: 'low' };
    const { message } = log().line('security:injection_detected', injection);
    assert.match(message ?? '', /a file of the workspace: a, b, c, d, e and 2 more\.$/);
  });
});

describe('whatever arrives', () => {
  const { part } = log();
  const names = Object.keys(part.events);

  it('under a known name is told or counted, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, payload) => {
        const { receive, lines, server } = log();
        receive(name, payload);
        assert.ok(lines().every(isSecurityEvent));
        assert.ok(lines().length === 1 || (name === 'audit:event' && server.unread.length === 0));
      }),
      { numRuns: 500 },
    );
  });

  it('with one field of a real payload bent is told, and counted if it must be', () => {
    const real = recording('events')
      .lines.concat(recording('approvals').lines)
      .flatMap((line) => {
        const event = eventIn(line);
        return event && names.includes(event.name) ? [event] : [];
      });
    assert.ok(real.length > 60);
    fc.assert(
      fc.property(fc.constantFrom(...real), fc.nat(), fc.jsonValue(), ({ name, data }, at, value) => {
        const keys = Object.keys(data as object);
        const bent = { ...(data as object), [keys[at % keys.length]!]: value };
        const { receive, lines, server } = log();
        receive(name, bent);
        assert.ok(lines().every(isSecurityEvent));
        assert.ok(lines().length === 1 || (name === 'audit:event' && server.unread.length === 0));
        assert.deepEqual(
          lines().flatMap(({ details }) => details ?? []),
          lines().map(() => bent),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a provider that flaps', () => {
  const event = (t: number) => ({ provider: 'anthropic', failingAgents: 2, timestamp: timestamp + t });

  it('is reported three times and then folded, until it has recovered and stays healthy', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { receive, lines } = log();
    const told = () =>
      lines().map(({ type, routine }) => `${type.slice('provider:'.length)}${routine ? ', folded' : ''}`);
    receive('provider:degraded', event(0));
    for (const turn of [2000, 9000, 60_000]) {
      receive('provider:recovered', event(turn));
      receive('provider:degraded', event(turn + 30));
      t.mock.timers.tick(1000);
    }
    assert.deepEqual(told().slice(0, 3), ['degraded', 'recovered', 'degraded']);
    assert.deepEqual([...new Set(told().slice(3))], ['recovered, folded', 'degraded, folded']);
    assert.equal(told().length, 7, 'none is lost');
    receive('provider:recovered', event(70_000));
    assert.equal(told().length, 7);
    t.mock.timers.tick(5000);
    assert.equal(told().at(-1), 'recovered');
    receive('provider:degraded', event(200_000));
    receive('provider:recovered', event(210_000));
    assert.deepEqual(told().slice(-2), ['degraded', 'recovered'], 'what lasts is told at once');
  });

  it('keeps no timer after the end', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { receive, lines, part } = log();
    for (const at of [0, 10, 20, 30]) receive(at % 20 ? 'provider:degraded' : 'provider:recovered', event(at));
    receive('provider:recovered', event(40));
    const before = lines().length;
    part.close();
    t.mock.timers.tick(60_000);
    assert.equal(lines().length, before);
  });
});

describe('security.events', () => {
  const access = (index: number, more: object = {}) => ({
    secretName: `S${index}`,
    agentId: index % 2 ? 'odd' : 'even',
    outcome: index % 3 ? 'success' : 'denied',
    timestamp: timestamp + index,
    ...more,
  });

  it('is what was seen, newest first, page by page, by everything that one can ask for', async () => {
    const { receive, find } = log();
    for (let index = 0; index < 250; index++) receive('secret:accessed', access(index));
    receive('provider:degraded', { provider: 'p', failingAgents: 1, timestamp: timestamp - 5 });
    const first = await find({ limit: 100 });
    assert.equal(first.events[0]?.action, 'secret read: S249');
    const second = await find({ limit: 100, before: first.nextCursor! });
    const third = await find({ limit: 100, before: second.nextCursor! });
    const all = [first, second, third].flatMap(({ events }) => events);
    assert.equal(new Set(all.map(({ id }) => id)).size, 251);
    assert.deepEqual(
      all,
      all.toSorted((a, b) => b.timestamp - a.timestamp),
    );
    assert.equal(third.nextCursor, undefined);
    assert.equal(third.events.at(-1)?.type, 'provider:degraded', 'what happened before stands before');
    const since = await find({ since: timestamp + 240, agentId: 'odd', risk: 'low', limit: 1000 });
    assert.deepEqual(
      since.events.map(({ action }) => action.slice(-3)),
      ['247', '245', '241'],
    );
    assert.equal((await find({ type: 'provider:degraded' })).events.length, 1);
    await assert.rejects(find({ before: 'nonsense' }), { kind: 'invalid-params' });
  });

  it('real use 29: says what it is made of, since when, and when nothing was seen, its times in UTC', async () => {
    const { find, since, gaps } = log();
    const plain = await find();
    assert.deepEqual(plain.derived, { from: 'the gateway’s events received by this page', since: since.at });
    assert.match(plain.notes?.join(' ') ?? '', /keeps no events/);
    assert.doesNotMatch(plain.notes?.join(' ') ?? '', /no events were received/);
    for (let hour = 0; hour < 7; hour++) {
      gaps.push({ from: Date.UTC(2026, 1, 1, hour), to: Date.UTC(2026, 1, 1, hour, 0, 40) });
    }
    const note = (await find()).notes?.find((each) => each.includes('no events were received')) ?? '';
    assert.equal(note.match(/:40/g)?.length, 5, 'the latest one by one');
    assert.match(note, /2026-02-01T06:00:00Z to 2026-02-01T06:00:40Z/, 'in UTC: who shows it knows the zone');
    assert.match(note, /and 2 times before that\.$/);
  });

  it('keeps ten thousand, says how many are gone, and no longer claims to know since when', async () => {
    const { receive, find, since } = log();
    since.at = timestamp;
    for (let index = 0; index < 10_010; index++) receive('secret:accessed', access(index));
    const { derived, notes } = await find();
    assert.equal(derived?.since, timestamp + 10);
    assert.match(notes?.join(' ') ?? '', /newest 10000 events are kept: 10 from before/);
    assert.equal((await find({ since: 0, limit: 1000, agentId: 'even', type: 'none' })).events.length, 0);
  });
});

it('tells all security events of the recorded daemon live, one line each, and answers with them', async (t) => {
  const { replay, client } = await replayed(t, { file: 'events' });
  const lines = follow(client);
  const expected = new Map<string, number>();
  for (const line of recording('events').lines) {
    const event = eventIn(line);
    if (!event || /^(message|session|observability):/.test(event.name)) continue;
    if (event.name === 'audit:event' && (event.data as { classification: string }).classification === 'read') continue;
    expected.set(event.name, (expected.get(event.name) ?? 0) + 1);
  }
  await replay.play();
  const wanted = [...expected.values()].reduce((sum, count) => sum + count);
  await eventually(() => lines.length >= wanted);
  const counts = new Map<string, number>();
  for (const { type } of lines) counts.set(type, (counts.get(type) ?? 0) + 1);
  assert.deepEqual(counts, expected);
  assert.equal(lines.filter(({ routine }) => routine === 'CANARY_SECRET read').length, 12);
  assert.deepEqual(
    lines.filter(({ type }) => type === 'security:injection_detected').map(({ risk, agentId }) => [risk, agentId]),
    [...Array.from({ length: 5 }, () => ['high', 'default']), ['low', 'ops-agent']],
  );
  const answer = await client.call('security.events', { limit: 1000 });
  assert.deepEqual(answer.events.map(({ id }) => id).toSorted(), lines.map(({ id }) => id).toSorted());
  assert.equal(client.capability('security.events').status, 'derived');
  assert.equal(client.diagnostics.unreadableCount, 0);
});

it('says after a restart when nothing was seen', async (t) => {
  const { replay, client } = await replayed(t, { file: 'events' });
  const before = client.epoch;
  await replay.restart({ downMs: 50 });
  await until(client, () => client.epoch > before && client.live.status === 'live');
  const { notes } = await client.call('security.events', {});
  assert.match(notes?.join(' ') ?? '', /no events were received from \S+/);
});
