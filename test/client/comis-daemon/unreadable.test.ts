/** What the daemon lists and the dialect cannot read, as those see it who use the client. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setup } from '../support/setup.js';

describe('a client of the daemon', () => {
  const test = setup();

  it('real use 40: reports a pending request that cannot be read', async () => {
    test.gateway.methods['admin.approval.pending'] = () => ({
      result: { requests: [{ toolName: 'exec', action: 'exec.run', params: {} }], total: 1 },
    });
    const client = await test.connected({ dialect: 'comis-daemon' });
    const { requests, total, unreadable } = await client.call('approvals.list', {});
    assert.deepEqual([requests, total, unreadable?.length], [[], 1, 1]);
    assert.equal(unreadable?.[0]?.readable['action'], 'exec.run');
  });

  it('real use 41: a server of the documented RPC cannot claim that something was unreadable', async () => {
    test.gateway.methods['approvals.list'] = () => ({
      result: { requests: [], total: 0, now: Date.now(), unreadable: [{ path: 'x', issues: [], readable: {} }] },
    });
    const client = await test.connected({ dialect: 'documented' });
    assert.equal((await client.call('approvals.list', {})).unreadable, undefined);
  });
});
