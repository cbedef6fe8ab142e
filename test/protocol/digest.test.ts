import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digestOf } from '../../src/protocol/index.js';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('digestOf', () => {
  // The canonical texts are written out by hand after RFC 8785, not made by any code.
  for (const [what, request, canonical] of [
    [
      'the smallest request',
      { approvalId: 'a1', action: 'file.delete', params: {} },
      '{"action":"file.delete","approvalId":"a1","params":{}}',
    ],
    [
      'every bound field',
      {
        approvalId: 'a1',
        agentId: 'ag',
        action: 'x',
        toolName: 'tool',
        params: { b: [1, { d: null, c: true }], a: 'é' },
        sessionKey: 's:1',
      },
      '{"action":"x","agentId":"ag","approvalId":"a1","params":{"a":"é","b":[1,{"c":true,"d":null}]},"sessionKey":"s:1","toolName":"tool"}',
    ],
    [
      'numbers as ECMAScript writes them (RFC 8785, 3.2.2.3)',
      { approvalId: '', action: '', params: { n: [1e21, 1e-7, -0, 4.5, 333333333.33333329, 0.002] } },
      '{"action":"","approvalId":"","params":{"n":[1e+21,1e-7,0,4.5,333333333.3333333,0.002]}}',
    ],
    [
      'text with what JSON must escape and nothing more (3.2.2.2)',
      { approvalId: '€$\u000f\nA\'B"\\\\"/', action: '\u2028\u007f', params: {} },
      '{"action":"\u2028\u007f","approvalId":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/","params":{}}',
    ],
    [
      'keys in the order of their UTF-16 code units (3.2.3)',
      { approvalId: 'a', action: 'b', params: { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 } },
      '{"action":"b","approvalId":"a","params":{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}}',
    ],
  ] as const) {
    it(`is that of ${what}`, () => {
      assert.equal(digestOf(request), sha256(canonical));
    });
  }

  it('does not depend on the order of keys', () => {
    const shuffled = fc.dictionary(fc.string(), fc.jsonValue()).chain((params) => {
      const entries = Object.entries(params);
      return fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }));
    });
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const first = digestOf({ approvalId: 'a', action: 'b', params: Object.fromEntries(one) });
        const second = digestOf({ params: Object.fromEntries(other), action: 'b', approvalId: 'a' });
        assert.equal(first, second);
        assert.match(first, /^[0-9a-f]{64}$/);
      }),
    );
  });

  it('binds what was shown, and nothing else', () => {
    const request = { approvalId: 'a', agentId: 'g', action: 'b', toolName: 't', params: { p: 1 }, sessionKey: 's' };
    const digest = digestOf(request);
    assert.equal(digestOf({ ...request, ...{ risk: 'low', description: 'other', explanation: 'other' } }), digest);
    for (const key of ['approvalId', 'agentId', 'action', 'toolName', 'sessionKey'] as const) {
      assert.notEqual(digestOf({ ...request, [key]: 'other' }), digest, key);
    }
    assert.notEqual(digestOf({ ...request, params: { p: '1' } }), digest);
    assert.notEqual(digestOf({ ...request, params: { p: 1, q: null } }), digest);
    const odd = JSON.parse('{"p":1,"__proto__":1}') as Record<string, unknown>;
    assert.notEqual(digestOf({ ...request, params: odd }), digest);
    assert.equal(digestOf({ ...request, agentId: undefined }), digestOf((({ agentId: _, ...rest }) => rest)(request)));
  });

  it('refuses what has no canonical form: half of a surrogate pair', () => {
    for (const lone of ['\ud83d', '\ude00', 'a\udfffb']) {
      assert.throws(() => digestOf({ approvalId: 'a', action: lone, params: {} }), Error);
      assert.throws(() => digestOf({ approvalId: 'a', action: 'b', params: { deep: [{ x: lone }] } }), Error);
      assert.throws(() => digestOf({ approvalId: 'a', action: 'b', params: { [lone]: 1 } }), Error);
    }
  });
});
