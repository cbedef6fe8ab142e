import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ApprovalRequest,
  decodeEvent,
  decodeResult,
  digestOf,
  isKnown,
  riskRank,
  risks,
} from '../../src/protocol/index.js';

const request = (more: object = {}) => ({
  approvalId: 'a',
  action: 'file.write',
  params: { path: '/x', note: null },
  risk: 'low',
  createdAt: 1_796_000_000_000,
  ...more,
});
const list = (...requests: unknown[]) => decodeResult('approvals.list', { requests, total: requests.length, now: 1 });

describe('reading an answer', () => {
  it('gives it as it came when all of it can be read', () => {
    const answer = { requests: [request()], total: 1, now: 5, more: { than: 'known' } };
    const decoded = decodeResult('approvals.list', answer);
    assert.ok(decoded.ok);
    assert.deepEqual(decoded.value, answer);
    assert.equal(decoded.value.requests[0], answer.requests[0], 'not copied');
  });

  it('real use 41: keeps what can be read beside an entry that cannot, and says what and why', () => {
    const decoded = list(
      request(),
      request({ approvalId: 'b', agentId: 'ops', params: null }),
      request({ approvalId: 'c' }),
    );
    assert.ok(decoded.ok);
    assert.deepEqual(
      decoded.value.requests.map(({ approvalId }) => approvalId),
      ['a', 'c'],
    );
    assert.deepEqual(decoded.value.unreadable, [
      {
        path: 'requests[1]',
        issues: ['`params` is null, an object was expected'],
        readable: { approvalId: 'b', action: 'file.write', risk: 'low', createdAt: 1_796_000_000_000, agentId: 'ops' },
      },
    ]);
  });

  it('real use 41: names path, kind and what was expected of each fault, without quoting a text', () => {
    const broken = [
      [{ params: 'x' }, '`params` is a text, an object was expected'],
      [{ params: undefined }, '`params` is missing, an object was expected'],
      [{ approvalId: 17 }, '`approvalId` is 17, a text was expected'],
      [{ risk: null }, '`risk` is null, a text was expected'],
      [{ createdAt: '2026-11-30T03:00:00Z' }, '`createdAt` is a text, a number was expected'],
      [{ createdAt: -1 }, '`createdAt` is -1, at least 0 was expected'],
      [{ notes: ['a', []] }, '`notes[1]` is a list, a text was expected'],
      [{ sensitive: 'secret' }, '`sensitive` is a text, true or false was expected'],
    ] as const;
    for (const [change, issue] of broken) {
      const decoded = list(request(change));
      assert.ok(decoded.ok);
      assert.deepEqual(decoded.value.unreadable?.[0]?.issues, [issue]);
    }
    const none = list('x', null, []);
    assert.ok(none.ok);
    assert.deepEqual(
      none.value.unreadable?.map(({ issues: [issue] }) => issue),
      [
        'it is a text, an object was expected',
        'it is null, an object was expected',
        'it is a list, an object was expected',
      ],
    );
  });

  it('real use 41: takes null as absent where absent is allowed, at any depth, and never in parameters', () => {
    const decoded = list(request({ agentId: null, timeoutMs: null, notes: null }));
    assert.ok(decoded.ok);
    assert.deepEqual(decoded.value.requests, [request()]);
    const page = decodeResult('security.events', { events: [], nextCursor: null, derived: null, notes: null });
    assert.deepEqual(page.ok && page.value, { events: [] });
    const health = decodeResult('security.providerHealth', {
      at: 1,
      providers: [
        { provider: 'p', latencyMs: { p50: 1, p95: 2, p99: null }, history: [{ state: 'open', from: 1 }, 5] },
      ],
    });
    assert.ok(health.ok);
    assert.deepEqual(health.value.providers, [
      { provider: 'p', latencyMs: { p50: 1, p95: 2 }, history: [{ state: 'open', from: 1 }] },
    ]);
    assert.equal(health.value.unreadable?.[0]?.path, 'providers[0].history[1]');
  });

  it('real use 41: binds a decision to the same digest whether a field is null or absent', () => {
    const { approvalId, action, params } = request();
    const withNull = { approvalId, action, params, agentId: null, sessionKey: null };
    assert.equal(digestOf(withNull as unknown as ApprovalRequest), digestOf({ approvalId, action, params }));
    assert.notEqual(digestOf({ approvalId, action, params }), digestOf({ approvalId, action, params: { path: '/x' } }));
  });

  it('real use 41: reads every list of the documented RPC item by item', () => {
    const answers = {
      'security.events': [{ events: [{}] }, 'events[0]'],
      'security.audit': [{ entries: [{}] }, 'entries[0]'],
      'security.permissions': [{ roles: [{}], permissions: [], grants: [] }, 'roles[0]'],
      'security.providerHealth': [{ providers: [{}], at: 1 }, 'providers[0]'],
      'tokens.list': [{ tokens: [{}] }, 'tokens[0]'],
      'secrets.list': [{ enabled: true, dbPath: '', secrets: [{}] }, 'secrets[0]'],
      'approvals.list': [{ requests: [{}], total: 1, now: 1 }, 'requests[0]'],
      'approvals.history': [{ decisions: [{}] }, 'decisions[0]'],
      'config.read': [{ value: {}, revision: 1, settings: [{}] }, 'settings[0]'],
    } as const;
    for (const method of Object.keys(answers) as (keyof typeof answers)[]) {
      const [answer, path] = answers[method];
      const decoded = decodeResult(method, answer);
      assert.ok(decoded.ok, method);
      assert.deepEqual(
        decoded.value.unreadable?.map((each) => each.path),
        [path],
      );
    }
  });

  it('does not believe a gateway that sends `unreadable` itself', () => {
    const decoded = decodeResult('tokens.list', { tokens: [], unreadable: 'all of it' });
    assert.deepEqual(decoded.ok && decoded.value, { tokens: [] });
  });

  it('says what is wrong with an answer that cannot be read at all', () => {
    const decoded = decodeResult('tokens.list', { tokens: 'none' });
    assert.deepEqual(decoded.ok || decoded.unreadable.issues, ['`tokens` is a text, a list was expected']);
    assert.equal(decodeResult('tokens.list', undefined).ok, false);
  });
});

describe('reading an event', () => {
  it('real use 40: tells what can be read of a request that cannot', () => {
    const decoded = decodeEvent('approval:requested', request({ agentId: 5, action: 'shell.exec' }));
    assert.ok(!decoded.ok);
    assert.equal(decoded.unreadable.path, 'approval:requested');
    assert.equal(decoded.unreadable.readable['approvalId'], 'a');
    assert.equal(decoded.unreadable.readable['action'], 'shell.exec');
    assert.equal(decoded.unreadable.readable['agentId'], undefined);
  });

  it('real use 41: takes null as absent in an event, too', () => {
    const decoded = decodeEvent('approval:requested', request({ agentId: null }));
    assert.deepEqual(decoded.ok && decoded.payload, request());
  });
});

describe('words of enums', () => {
  it('real use 30: keeps an entry whose word is not known, as it came', () => {
    const decoded = list(request({ risk: 'severe', class: 'financial' }));
    assert.ok(decoded.ok);
    assert.equal(decoded.value.unreadable, undefined);
    assert.equal(decoded.value.requests[0]?.risk, 'severe');
    const [{ risk }] = decoded.value.requests as [ApprovalRequest];
    assert.ok(!isKnown(risks, risk));
    assert.ok(riskRank(risk) > riskRank('critical'), 'it never lowers the guard');
  });

  it('real use 30: holds for every enum that a gateway sends', () => {
    const word = 'new-word';
    const decision = { ...request(), outcome: word, automatic: word, resolvedBy: 'x', resolvedAt: 1 };
    const sent = [
      ['security.events', { events: [{ id: '1', timestamp: 1, type: 't', action: 'a', risk: word }] }],
      ['security.audit', { entries: [{ id: '1', timestamp: 1, action: 'a', classification: word, outcome: word }] }],
      ['security.permissions', { roles: [], permissions: [], grants: [{ role: 'r', permission: 'p', effect: word }] }],
      [
        'security.providerHealth',
        { at: 1, providers: [{ provider: 'p', state: word, history: [{ state: word, from: 1 }] }] },
      ],
      ['approvals.history', { decisions: [decision] }],
      ['approvals.respond', { approvalId: 'a', outcome: word, resolvedBy: 'x', resolvedAt: 1 }],
    ] as const;
    for (const [method, answer] of sent) {
      const decoded = decodeResult(method, answer);
      assert.deepEqual(decoded.ok && decoded.value, answer, method);
    }
  });
});
