/** Two operators: what one ends is announced to the other, once. */
import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { createClient } from '../../../src/client/index.js';
import { until } from '../../support/e2e.js';
import { cards, useQueue } from './support.js';

const { e2e, ask, decided, pending } = useQueue();

/** Another operator at the same gateway: a client of their own, with a token of their own. */
async function colleague(t: TestContext, name: string) {
  const connected = async (token: string | undefined) => {
    assert.ok(token);
    const client = createClient({ url: e2e.server.url, getToken: () => token, WebSocket });
    t.after(() => client.close());
    await until(() => client.connection.status === 'connected', 'the connection');
    return client;
  };
  const admin = await connected(e2e.server.adminToken);
  const { secret } = await admin.call('tokens.create', { name, scopes: ['rpc', 'ws', 'admin'] });
  admin.close();
  return connected(secret);
}

/** Writes down what the live regions of the queue say from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = ((globalThis as { said?: string[] }).said = []);
    const roots: ParentNode[] = [document];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
      for (const region of root.querySelectorAll('.visually-hidden[role=status]')) {
        new MutationObserver((records) => {
          for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
            if (node.textContent) said.push(node.textContent);
          }
        }).observe(region, { childList: true, subtree: true });
      }
    }
  });
  return () => page.evaluate(() => (globalThis as { said?: string[] }).said ?? []);
}

it('real use 28: says once what a colleague ended and sums up what ended together, not what was decided here', async (t) => {
  const page = await pending();
  const maria = await colleague(t, 'maria');
  const send = () => ask({ agentId: 'agent-7', action: 'message.send', params: { to: 'ada' } });
  const own = await send();
  await cards(page, 'message.send').waitFor();
  const said = await listen(page);
  const deny = cards(page, 'message.send').getByRole('button', { name: 'Deny', exact: true });
  await until(async () => (await deny.getAttribute('aria-disabled')) !== 'true', 'Deny to work');
  await deny.click();
  assert.equal(await decided(own), 'denied');
  const endings = async () => (await said()).filter((words) => !words.includes('new approval request'));

  const one = await send();
  await cards(page, 'message.send').nth(1).waitFor();
  await maria.call('approvals.respond', { approvalId: one, decision: 'deny' });
  await until(async () => (await endings()).length > 0, 'the sentence');

  const together = [await send(), await send(), await send()];
  await until(async () => (await deny.count()) === 3, 'the arrivals');
  await Promise.all(together.map((approvalId) => maria.call('approvals.respond', { approvalId, decision: 'deny' })));
  await until(async () => (await endings()).length > 1, 'the second sentence');
  assert.deepEqual(await endings(), ['message.send of agent-7: denied by maria', '3 requests were ended elsewhere']);
});
