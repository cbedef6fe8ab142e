/** docs/gateway-authors.md and its example: the digests, and the example against `check`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../scripts/root.mjs';
import {
  decodeSecuritySection,
  digestOf,
  methodNames,
  rpcErrorCodes,
  type ApprovalRequest,
} from '../../src/protocol/index.js';
import { checkGateway } from '../../src/server/check/check.js';
import { Cleanup } from '../../src/server/check/cleanup.js';
import type { Row } from '../../src/server/check/report.js';
import { usualLimits } from '../../src/server/check/target.js';
import { startExample } from './support/example-gateway.js';

const page = readFileSync(join(root, 'docs/gateway-authors.md'), 'utf8');
const blocks = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, text = '']) => JSON.parse(text) as unknown);
const vectors = blocks[0] as { request: ApprovalRequest; digest: string }[];

describe('docs/gateway-authors.md', () => {
  it('has three digests that are right', () => {
    assert.equal(vectors.length, 3);
    for (const { request, digest } of vectors) assert.equal(digestOf(request), digest);
  });

  it('has a policy that is one', () => {
    const decoded = decodeSecuritySection(blocks[1]);
    assert.ok(decoded.ok && decoded.unreadable.length === 0);
    assert.equal(blocks.length, 2);
  });

  it('speaks of every method and of every error', () => {
    const missing = methodNames.filter(
      (method) => !page.includes(`\`${method}\``) && !page.includes(`\`.${method.split('.')[1] ?? ''}\``),
    );
    assert.deepEqual(missing, []);
    const codes = Object.entries(rpcErrorCodes).filter(([name]) => name !== 'parseError' && name !== 'invalidRequest');
    assert.deepEqual(
      codes.filter(([, code]) => !page.includes(String(code))),
      [],
    );
  });
});

describe('docs/example-gateway.mjs', () => {
  it('passes check, with the vectors as requests', async (t) => {
    const example = await startExample(t, { ALLOW_ORIGIN: 'https://ops.example' });
    // Two that end by themselves, so that the history has entries.
    const ended = [1, 2].map(() => example.ask({ agentId: 'a', action: 'file.read', timeoutMs: 1 }));
    for (const { body } of await Promise.all(ended)) assert.equal(body['outcome'], 'expired');
    const asked = vectors.map(({ request: { approvalId: _, ...request } }) =>
      example.ask({ ...request, action: 'comis.check' }),
    );
    const rows: Row[] = [];
    await checkGateway(
      { gateway: new URL(example.url), token: example.token, origin: 'https://ops.example', limits: usualLimits },
      { write: true, cleanup: new Cleanup(), onRow: (row) => rows.push(row) },
    );
    assert.deepEqual(
      rows.filter(({ state }) => state === 'failed'),
      [],
    );
    const skipped = rows.filter(({ state, detail }) => state === 'skipped' && !/^not offered/.test(detail));
    assert.deepEqual(
      skipped.map(({ name }) => name),
      ['search', 'scopes', 'tokens.rotate', 'tokens.revoke'],
    );
    assert.equal((await Promise.race(asked)).body['outcome'], 'denied');
  });

  it('takes no agent without its token, and says what it cannot read', async (t) => {
    const example = await startExample(t);
    assert.equal((await example.ask({ action: 'x' }, 'wrong')).status, 401);
    assert.equal((await example.ask({ no: 'action' })).status, 400);
  });

  it('withdraws the request of an agent that hangs up, and says goodbye with 1001', async (t) => {
    const example = await startExample(t);
    const abort = new AbortController();
    const asked = example.ask({ action: 'x' }, undefined, abort.signal).catch(() => undefined);
    const client = await example.client();
    while (((await client.call('approvals.list')) as { total: number }).total === 0);
    abort.abort();
    await asked;
    while (((await client.call('approvals.list')) as { total: number }).total > 0);
    const { decisions } = (await client.call('approvals.history')) as { decisions: { outcome: string }[] };
    assert.equal(decisions[0]?.outcome, 'withdrawn');
    example.child.kill('SIGTERM');
    assert.equal(await client.closed, 1001);
  });
});
