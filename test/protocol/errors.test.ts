import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError, rpcErrorCodes, toGatewayError } from '../../src/protocol/index.js';

const wire = (code: number, data?: unknown) => GatewayError.fromWire({ code, message: 'why', data }, 'tokens.list');

describe('GatewayError', () => {
  it('has a kind for each code of the documented RPC, and "server" for any other', () => {
    const kinds = Object.entries(rpcErrorCodes).map(([name, code]) => [name, wire(code).kind]);
    assert.deepEqual(Object.fromEntries(kinds), {
      parseError: 'server',
      invalidRequest: 'server',
      methodNotFound: 'not-offered',
      invalidParams: 'invalid-params',
      internal: 'server',
      notAllowed: 'not-allowed',
      notFound: 'not-found',
      alreadyResolved: 'already-resolved',
      immutable: 'immutable',
      stale: 'stale',
      rateLimited: 'rate-limited',
    });
    assert.equal(wire(0).kind, 'server');
    assert.equal(wire(0).code, 0);
    assert.equal(wire(0).method, 'tokens.list');
    assert.equal(wire(0).message, 'why');
  });

  it('real use 42: names the method that is missing, and keeps what a gateway says of its own', () => {
    const missing = (message: string) => GatewayError.fromWire({ code: -32601, message }, 'config.read').message;
    assert.equal(missing('Method not found'), 'The gateway does not know config.read.');
    assert.equal(missing('Method not found: config.read'), 'The gateway does not know config.read.');
    assert.equal(missing('Only from its console.'), 'Only from its console.');
  });

  it('reads what a gateway says beside the message, and only what it understands', () => {
    assert.equal(wire(-32001, { required: 'admin' }).requiredScope, 'admin');
    assert.equal(wire(-32029, { retryAfterMs: 250 }).retryAfterMs, 250);
    const decision = {
      approvalId: 'a',
      action: 'b',
      params: {},
      risk: 'low',
      createdAt: 1,
      outcome: 'denied',
      resolvedAt: 2,
      resolvedBy: 'ann',
    };
    assert.deepEqual(wire(-32003, { decision }).decision, decision);
    for (const odd of [undefined, null, 5, 'x', [], {}, { required: 'root', retryAfterMs: -1, decision: { a: 1 } }]) {
      const error = wire(-32001, odd);
      assert.deepEqual([error.requiredScope, error.retryAfterMs, error.decision], [undefined, undefined, undefined]);
    }
  });

  it('says which failures may pass by themselves', () => {
    assert.ok(wire(-32029).retryable && new GatewayError('timeout', '').retryable);
    assert.ok(!wire(-32601).retryable && !new GatewayError('token-refused', '').retryable);
  });

  it('is made of anything that was thrown', () => {
    const error = wire(-32002);
    assert.equal(toGatewayError(error), error);
    const cause = new RangeError('odd');
    assert.equal(toGatewayError(cause).cause, cause);
    assert.equal(toGatewayError(cause).message, 'odd');
    assert.equal(toGatewayError('text').message, 'text');
  });
});
