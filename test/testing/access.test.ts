import assert from 'node:assert/strict';
import { it } from 'node:test';
import { methodNames, type Permissions, rpcErrorCodes, type Scope } from '../../src/protocol/index.js';
import { RpcFailure, SimulatedGateway } from '../../src/testing/index.js';

const sets: Scope[][] = [['rpc'], ['ws'], ['admin'], ['rpc', 'ws'], ['rpc', 'admin'], ['rpc', 'ws', 'admin']];

for (const scopes of sets) {
  it(`shows a token with ${scopes.join(', ')} what it may do, and that is so`, async () => {
    const gateway = new SimulatedGateway();
    const { token } = gateway.tokens.create({ name: 'mine', scopes });
    const { token: reader } = gateway.tokens.create({ name: 'reader', scopes: ['rpc'] });
    const own = scopes.includes('rpc') ? token : reader;
    const { roles, permissions, grants } = (await gateway.call(own, 'security.permissions', {})) as Permissions;
    for (const method of methodNames) {
      const byRole = grants.some(
        ({ role, permission, effect }) => scopes.includes(role as Scope) && permission === method && effect === 'allow',
      );
      const failure: unknown = await gateway.call(token, method, {}).catch((error: unknown) => error);
      const refused = failure instanceof RpcFailure && failure.code === rpcErrorCodes.notAllowed;
      assert.equal(!refused, byRole, method);
      if (own !== token) continue;
      const mine = grants.find(({ role, permission }) => role === 'token' && permission === method);
      assert.equal(mine?.effect === 'allow', byRole, method);
      assert.ok(mine?.origin);
    }
    const ids = new Set(roles.map(({ id }) => id));
    const known = new Set(permissions.map(({ id }) => id));
    assert.ok(grants.every(({ role, permission }) => ids.has(role) && known.has(permission)));
    const streams = grants.filter(
      ({ permission, effect, role }) => permission === 'stream' && effect === 'allow' && role !== 'token',
    );
    assert.deepEqual(
      streams.map(({ role }) => role),
      ['ws'],
    );
    gateway.close();
  });
}
