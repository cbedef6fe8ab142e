/** How dangerous the daemon's actions are: by a table of what they can do, the same in the code and in the document. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { knownActions } from '../../../src/client/dialects/comis-daemon/approvals/action-table.js';
import { dangerOf } from '../../../src/client/dialects/comis-daemon/approvals/risk.js';
import { replayed } from './support.js';

/** What the tools of a running 1.0.34 ask for: seen of each tool, with its approval gate replaced by a recorder. */
const asksInDaemon = [
  ...['agents.create', 'agents.delete'],
  ...['channels.enable', 'channels.disable', 'channels.restart', 'channels.configure'],
  ...['session.delete', 'session.reset', 'providers.create', 'providers.delete'],
  ...['skills.import', 'skills.create', 'skills.update', 'skills.delete'],
  ...['mcp.connect', 'mcp.disconnect', 'mcp.reconnect', 'tokens.create', 'tokens.revoke', 'tokens.rotate'],
  ...['memory.delete', 'memory.flush', 'graph.execute', 'graph.save'],
];

it('real use 12: judges by what an action can do, not by its verb', () => {
  for (const action of [
    'agents.create',
    'agents.update',
    'mcp.connect',
    'skills.import',
    'skills.create',
    'skills.update',
  ])
    assert.equal(dangerOf(action).risk, 'high', action);
  assert.match(dangerOf('mcp.connect').riskFrom, /mcp\.connect can do \(runs code, sends data out/);
  assert.match(dangerOf('agents.update').riskFrom, /changes what is allowed/);
  assert.deepEqual(
    ['agents.list', 'channels.restart', 'graph.save', 'session.delete'].map((action) => dangerOf(action).risk),
    ['low', 'medium', 'medium', 'high'],
  );
  assert.equal(dangerOf('providers.create').sensitive, true);
});

it('real use 12: knows every action for which a tool of 1.0.34 asks, and says why each has its risk', () => {
  for (const action of asksInDaemon) {
    const { risk, riskFrom } = dangerOf(action);
    assert.notEqual(risk, 'unknown', action);
    assert.match(riskFrom, /^what .* can do \(.+\), by a table of the tools of Comis 1\.0\.34$/);
  }
});

it('real use 12: leaves an action that no tool has unknown, whatever its verb', () => {
  for (const action of ['calendar.list', 'vault.delete', 'agents.explode', 'constructor', '__proto__', 'list', ''])
    assert.equal(dangerOf(action).risk, 'unknown', action);
  assert.match(dangerOf('vault.delete').riskFrom, /unknown in Comis 1\.0\.34/);
  assert.equal(dangerOf('vault.delete').class, undefined);
});

it('real use 12: has the same table in the document', () => {
  const document = readFileSync(new URL('../../../docs/comis-daemon.md', import.meta.url), 'utf8');
  const rows = new Map<string, string>();
  for (const line of document.split('\n')) {
    const [, names, , risk] = line.split('|').map((cell) => cell.trim());
    for (const [, name] of names?.matchAll(/`([a-z]+\.[a-z_]+)`/g) ?? []) if (risk) rows.set(name!, risk);
  }
  for (const action of knownActions) assert.equal(rows.get(action), dangerOf(action).risk, action);
});

it('real use 12: shows a request with what its risk was derived from', async (t) => {
  const { replay, client } = await replayed(t, { file: 'approvals' });
  replay.request({ action: 'mcp.connect', toolName: 'mcp_manage', params: { action: 'connect', command: 'npx' } });
  replay.request({ action: 'zebra.list', toolName: 'zebra' });
  const { requests } = await client.call('approvals.list', {});
  assert.deepEqual(
    requests.map(({ risk, class: kind }) => [risk, kind]),
    [
      ['high', 'mutate'],
      ['unknown', undefined],
    ],
  );
  assert.match(requests[0]?.riskFrom ?? '', /runs code/);
});
