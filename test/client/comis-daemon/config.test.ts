import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DaemonTranslation } from '../../../src/client/dialects/comis-daemon/translation.js';
import { FakeServer } from './fake-server.js';
import * as z from 'zod/mini';
import { SecuritySection } from '../../../src/protocol/index.js';
import { assertOnlyRead, replayed } from './support.js';

it('shows the policy as the daemon holds it, each setting with what enforces it and why it stays', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  const { value, settings = [], notes } = await client.call('config.read', { section: 'security' });
  const section = z.parse(SecuritySection, value);
  assert.deepEqual(section.actionConfirmation.autoApprove, ['memory.search']);
  assert.deepEqual(section.permission.allowedNetHosts, ['api.example.test']);
  assert.deepEqual(section.agentToAgent.allowAgents, ['ops-agent']);
  assert.deepEqual(section.secrets, { enabled: true, dbPath: 'secrets.db' });
  assert.equal(section.approvalRules.timeoutMs, 300_000);
  assert.equal(section.approvalRules.enabled, true);
  const fact = (key: string) => settings.find((each) => each.key === key);
  assert.equal(fact('agentToAgent.enabled')?.enforced, true);
  assert.equal(fact('actionConfirmation.requireForDestructive')?.enforced, false);
  assert.match(
    fact('approvalRules.defaultMode')?.held ?? '',
    /defaultMode: auto; approvals\.rules: tokens\.\* require/,
  );
  assert.equal(settings.length, 11);
  assert.ok(settings.every(({ immutable }) => /edit the configuration file.*restart/.test(immutable ?? '')));
  assert.ok(notes && notes.length > 0);
  const patch = client.capability('config.patch');
  assert.ok(patch.status === 'not-offered');
  assert.match(patch.reason, /edit the configuration file/);
  await assert.rejects(
    client.call('config.patch', { section: 'security', changes: [{ key: 'agentToAgent.enabled', value: false }] }),
    /edit the configuration file/,
  );
  assertOnlyRead(replay);
});

it('reads other sections as they are, never with what the daemon has to redact', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  const gateway = await client.call('config.read', { section: 'gateway' });
  assert.match(JSON.stringify(gateway.value), /"secret":"\[REDACTED\]"/);
  assert.ok(!replay.calls.some(({ method }) => method === 'config.get'));
});

it('asks for each section once per connection, however many widgets do', async (t) => {
  const { replay, client } = await replayed(t, { file: 'config' });
  await Promise.all(Array.from({ length: 5 }, () => client.call('config.read', { section: 'security' })));
  const reads = () => replay.calls.filter(({ method }) => method === 'config.read').length;
  assert.equal(reads(), 2);
});

it('tells of a change that the daemon announces', async (t) => {
  const { replay, client } = await replayed(t, { file: 'events' });
  const told = new Promise((resolve) => client.on('config:patched', resolve));
  replay.emit('config:patched', { section: 'approvals', key: 'enabled', patchedBy: 'cli', timestamp: Date.now() });
  const { revision: _, ...rest } = (await told) as { revision: unknown };
  assert.deepEqual(rest, { section: 'security', by: 'cli' });
});

it('needs of the configuration only what it is asked for', async () => {
  const server = new FakeServer();
  const sections: Record<string, unknown> = {
    security: { secrets: { enabled: true, dbPath: 's.db' } },
    approvals: { enabled: true, defaultTimeoutMs: 1000 },
  };
  server.request = (_, params) =>
    Promise.resolve('section' in params ? sections[String(params.section)] : { config: sections });
  const translation = new DaemonTranslation(server);
  translation.connected();
  const { enabled, dbPath } = await translation.call('secrets.list', {}, {});
  assert.deepEqual([enabled, dbPath], [true, 's.db']);
  await assert.rejects(translation.call('config.read', { section: 'security' }, {}), /actionConfirmation/);
  sections['security'] = {
    actionConfirmation: { requireForDestructive: true, requireForSensitive: false, autoApprove: [] },
    agentToAgent: { enabled: true, allowAgents: [] },
    permission: { enableNodePermissions: false, allowedFsPaths: [], allowedNetHosts: [] },
  };
  translation.connected();
  const { settings } = await translation.call('config.read', { section: 'security' }, {});
  const mode = settings?.find(({ key }) => key === 'approvalRules.defaultMode');
  assert.match(mode?.held ?? '', /approvals\.defaultMode: not reported; approvals\.rules: none/);
  translation.close();
});
