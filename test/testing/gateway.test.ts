import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  decodeEvent,
  digestOf,
  gatewayEventNames,
  gatewayEvents,
  methodNames,
  methods,
  type RpcMethod,
  rpcErrorCodes,
} from '../../src/protocol/index.js';
import * as z from 'zod/mini';
import {
  aDecision,
  anApproval,
  anAuditEntry,
  aProvider,
  aSecret,
  aSecurityEvent,
  aToken,
  ManualClock,
  RpcFailure,
  scenarioNames,
  SimulatedGateway,
} from '../../src/testing/index.js';
import { Secret, Token } from '../../src/protocol/domain.js';

const isFailure = (code: number) => (error: unknown) => error instanceof RpcFailure && error.code === code;

it('answers each method as its schema says', async (t) => {
  const gateway = new SimulatedGateway({ scenario: 'busy' });
  t.after(() => gateway.close());
  const { token } = gateway.tokens.create({ name: 'all', scopes: ['rpc', 'admin'] });
  const { request } = gateway.approvals.request(anApproval());
  // In place of samples that name something which this gateway does not have.
  const params: Partial<Record<RpcMethod, () => unknown>> = {
    'tokens.rotate': () => ({ id: gateway.tokens.create({ name: 'turn', scopes: ['ws'] }).token.id }),
    'tokens.revoke': () => ({ id: gateway.tokens.create({ name: 'gone', scopes: ['ws'] }).token.id }),
    'secrets.delete': () => ({ name: 'OPENAI_API_KEY' }),
    'rules.revoke': () => ({ id: gateway.config.remembered.create({ action: 'a', durationMs: 60_000 }, 'me').rule.id }),
    'approvals.respond': () => ({ approvalId: request.approvalId, decision: 'approve', digest: digestOf(request) }),
  };
  for (const method of methodNames) {
    const answer = await gateway.call(token, method, params[method]?.() ?? methods[method].sample);
    const parsed = z.safeParse(methods[method].result, JSON.parse(JSON.stringify(answer)));
    assert.ok(parsed.success, `${method}: ${JSON.stringify(parsed.error?.issues)}`);
  }
});

it('puts nothing on the stream that its schema does not allow', () => {
  for (const scenario of scenarioNames) {
    const clock = new ManualClock();
    const gateway = new SimulatedGateway({ scenario, clock });
    const reader = gateway.stream.follow(() => {}, `${gateway.stream.epoch}-0`);
    clock.advance(20_000);
    for (const { name, json } of reader.read().filter((event) => event.name !== 'stream:gap')) {
      const decoded = decodeEvent(name as 'security:event', JSON.parse(json));
      assert.ok(decoded.ok, `${scenario} ${name}: ${json}`);
    }
    gateway.close();
  }
});

it('begins as its scenario says, lives at its pace, and stops', () => {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ scenario: 'busy', clock });
  assert.ok(gateway.audit.size >= 200);
  assert.ok(gateway.securityLog.size >= 200);
  assert.ok(gateway.approvals.waiting().length >= 3);
  const before = gateway.securityLog.size;
  clock.advance(60_000);
  assert.ok(
    Math.abs(gateway.securityLog.size - before - 60) <= 1,
    `${gateway.securityLog.size - before} events in a minute`,
  );
  gateway.setScenario('quiet');
  assert.deepEqual(gateway.approvals.waiting(), []);
  const quiet = gateway.stream.position;
  clock.advance(600_000);
  assert.equal(gateway.stream.position, quiet);
});

it('tells the same story for the same seed', () => {
  const story = (seed: number) => {
    const gateway = new SimulatedGateway({
      scenario: 'busy',
      seed,
      clock: new ManualClock(),
      randomBytes: (n) => new Uint8Array(n),
    });
    const text = JSON.stringify([gateway.audit.newest(), gateway.approvals.waiting()]);
    gateway.close();
    return text;
  };
  assert.equal(story(7), story(7));
  assert.notEqual(story(7), story(8));
});

it('is empty where nothing was asked for', () => {
  const gateway = new SimulatedGateway();
  assert.deepEqual([gateway.audit.size, gateway.securityLog.size, gateway.approvals.waiting().length], [0, 0, 0]);
  assert.deepEqual(gateway.tokens.list(''), []);
});

it('waits for ever where there is no timeout, and to the minute where there is', async () => {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ clock });
  const ask = (timeoutMs: number) => gateway.approvals.request(anApproval({ createdAt: clock.now(), timeoutMs }));
  const [forever, minute] = [ask(0), ask(60_000)];
  clock.advance(59_999);
  assert.equal(gateway.approvals.waiting().length, 2);
  clock.advance(1);
  assert.equal((await minute.settled).automatic, 'timeout');
  clock.advance(365 * 86_400_000);
  assert.deepEqual(gateway.approvals.waiting(), [forever.request]);
});

it('writes down every outcome, denial and change of tokens', async () => {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ clock });
  const { token } = gateway.tokens.create({ name: 'root', scopes: ['rpc', 'admin'] });
  const decide = (decision: 'approve' | 'deny') =>
    gateway.approvals.decide(
      { approvalId: gateway.approvals.request(anApproval()).request.approvalId, decision },
      'root',
    );
  decide('approve');
  decide('deny');
  gateway.approvals.withdraw(gateway.approvals.request(anApproval()).request.approvalId);
  gateway.approvals.request(anApproval({ createdAt: clock.now(), timeoutMs: 5 }));
  clock.advance(5);
  gateway.config.changeSecurity({ agentToAgent: { enabled: false }, approvalRules: { defaultMode: 'auto-all' } });
  gateway.agent('a').act({ action: 'message.send', class: 'mutate', risk: 'low', params: {}, toAgent: 'b' });
  gateway.agent('a').act({ action: 'file.delete', class: 'destructive', risk: 'low', params: {} });
  await gateway.call(token, 'tokens.create', { name: 'n', scopes: ['rpc'] });
  const entries = gateway.audit.newest().reverse();
  assert.deepEqual(
    entries.map(({ action, outcome }) => `${action} ${outcome}`),
    [
      'shell.exec success',
      'shell.exec denied',
      'shell.exec failure',
      'shell.exec denied',
      'config.patch success',
      'message.send denied',
      'file.delete success',
      'tokens.create success',
    ],
  );
});

it('real use 9b: agents of a scenario act through the policy, and wait no more than may wait', () => {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ scenario: 'busy', clock });
  const events = gateway.securityLog.size;
  gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } });
  const waiting = gateway.approvals.waiting().length;
  clock.advance(60_000);
  assert.ok(gateway.approvals.waiting().length > waiting, 'routine actions wait while the brake is on');
  assert.ok(gateway.approvals.waiting().length <= 12);
  const actions = (gateway.securityLog.page({ limit: 100 }).events as { type: string }[])
    .slice(0, gateway.securityLog.size - events)
    .filter(({ type }) => type === 'agent.action');
  assert.deepEqual(actions, [], 'none claims to have acted');
  gateway.close();
});

it('real use 9b: an agent asks by its own id', async () => {
  const gateway = new SimulatedGateway();
  const { request, settled } = gateway.agent('deploy-bot').ask(anApproval({ agentId: 'another', timeoutMs: 0 }));
  assert.equal(request.agentId, 'deploy-bot');
  gateway.approvals.withdraw(request.approvalId);
  assert.equal((await settled).resolvedBy, 'deploy-bot');
});

it('pages through the backlog without losing or doubling what arrives meanwhile', async () => {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ clock });
  const { token } = gateway.tokens.create({ name: 'reader', scopes: ['rpc'] });
  for (let i = 0; i < 25; i++) {
    gateway.securityLog.emit({ type: 't', action: `n${i}`, risk: i % 2 ? 'low' : 'high' });
    if (i % 3 === 0) clock.advance(10);
  }
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = (await gateway.call(token, 'security.events', { limit: 4, risk: 'low', before })) as {
      events: { action: string }[];
      nextCursor?: string;
    };
    seen.push(...page.events.map(({ action }) => action));
    before = page.nextCursor;
    gateway.securityLog.emit({ type: 't', action: 'new', risk: 'low' });
  } while (before !== undefined);
  assert.deepEqual(
    seen,
    [23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1].map((n) => `n${n}`),
  );
});

it('keeps of a secret only what cannot be turned back', () => {
  const gateway = new SimulatedGateway();
  const { token, secret } = gateway.tokens.create({ name: 'x', scopes: ['rpc'] });
  assert.ok(!JSON.stringify(token).includes(secret));
  assert.equal(gateway.tokens.authenticate(secret), token);
  assert.equal(gateway.tokens.authenticate(`${secret}x`), undefined);
});

it('refuses a request whose id is taken, and calls of a token that has ended', async () => {
  const gateway = new SimulatedGateway();
  gateway.approvals.request(anApproval({ approvalId: 'one' }));
  assert.throws(() => gateway.approvals.request(anApproval({ approvalId: 'one' })), /already/);
  const { token } = gateway.tokens.create({ name: 'x', scopes: ['rpc'] });
  gateway.tokens.revoke(token.id);
  await assert.rejects(gateway.call(token, 'system.ping', {}), isFailure(rpcErrorCodes.notAllowed));
  gateway.close();
});

it('real use 9a: has a sample for each method and event, which its schema accepts', () => {
  for (const method of methodNames)
    assert.ok(z.safeParse(methods[method].params, methods[method].sample).success, method);
  for (const name of gatewayEventNames) assert.ok(decodeEvent(name, gatewayEvents[name].sample).ok, name);
});

it('real use 9a: the event that makes lines of the log carries what the backlog has', () => {
  const inBacklog: unknown = methods['security.events'].result.shape.events.def.element;
  assert.equal(gatewayEvents['security:event'].payload, inBacklog);
});

it('makes samples that their schemas accept', () => {
  assert.ok(decodeEvent('approval:requested', anApproval()).ok);
  assert.ok(decodeEvent('security:event', aSecurityEvent({ risk: 'critical' })).ok);
  assert.ok(decodeEvent('audit:event', anAuditEntry()).ok);
  assert.ok(decodeEvent('approval:resolved', aDecision()).ok);
  assert.ok(decodeEvent('provider:state', aProvider()).ok);
  assert.ok(z.safeParse(Token, aToken()).success);
  assert.ok(z.safeParse(Secret, aSecret()).success);
});
