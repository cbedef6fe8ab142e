/** A host page whose own code comes late, as after the hydration of a server-rendered page: what is decided before that. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { root } from '../../scripts/root.mjs';
import { anApproval } from '../../src/testing/index.js';
import { until, useGateway } from '../support/e2e.js';
import { StreamProxy } from '../support/stream-proxy.js';
import { button, cards, press, pressVerdict } from './decisions/support.js';

const bundle = join(root, 'dist/cdn.js');

/** As a server sends it: the elements stand in the HTML and work as soon as the library is there. */
const page = (onGateway: string, onQueue: string) => `<!doctype html>
<title>A host that hydrates</title>
<link rel="icon" href="data:," />
<script type="module" src="/cdn.js"></script>
<comis-gateway ${onGateway}>
  <comis-approval-queue ${onQueue}></comis-approval-queue>
</comis-gateway>
<script type="module">
  const session = async () => (await fetch('/session', { method: 'POST' })).json();
  document.querySelector('comis-gateway').getToken = async () => (await session()).token;
  import('/hydrate.js');
</script>`;

/** What a framework does once its bundle is there: it attaches the listeners that the page was written with. */
const hydrate = `
  document.querySelector('comis-gateway').addEventListener('comis-before-decide', (event) => {
    document.title = 'Asked about ' + event.detail.action;
    event.allow();
  });
  document.documentElement.dataset.hydrated = '';
`;

describe('a host page that hydrates late', () => {
  const e2e = useGateway();

  async function open(t: TestContext, { onGateway = '', onQueue = '' }) {
    assert.ok(existsSync(bundle), 'dist/cdn.js is missing: run npm run build first');
    const gateway = e2e.server.gateway!;
    for (const { approvalId } of gateway.approvals.waiting()) gateway.approvals.withdraw(approvalId);
    const { approvalId } = gateway.approvals.request(
      anApproval({ action: 'disk.clean', risk: 'low', timeoutMs: 0 }),
    ).request;
    const sent: string[] = [];
    const call = gateway.call.bind(gateway);
    gateway.call = (caller, method, params) => {
      if (method === 'approvals.respond') sent.push(method);
      return call(caller, method, params);
    };
    t.after(() => (gateway.call = call));
    let arrive = (_text: string) => {};
    const late = new Promise<string>((resolve) => (arrive = resolve));
    const pages = { '/host': page(onGateway, onQueue), '/cdn.js': readFileSync(bundle, 'utf8'), '/hydrate.js': late };
    const proxy = await StreamProxy.start(e2e.server.url, { pages });
    t.after(() => proxy.close());
    const tab = await e2e.open(new URL('/host', proxy.url).href);
    const card = cards(tab, 'disk.clean');
    await card.waitFor();
    const hydrated = async () => {
      arrive(hydrate);
      await tab.locator('html[data-hydrated]').waitFor();
    };
    return { tab, card, sent, hydrated, state: () => gateway.approvals.agentView(approvalId).state };
  }

  for (const where of ['onGateway', 'onQueue'] as const) {
    it(`real use 8: guarded ${where === 'onGateway' ? '<comis-gateway>' : 'queue'}: nothing is sent before it, and all after it`, async (t) => {
      const { tab, card, sent, hydrated, state } = await open(t, { [where]: 'guarded' });
      for (const verdict of ['Approve', 'Deny']) {
        await pressVerdict(button(card, verdict));
        await card.getByText('This page did not answer: nothing was sent.').waitFor();
      }
      await button(card, 'Deny').focus();
      await tab.keyboard.press('Alt+d');
      assert.deepEqual(sent, []);
      assert.equal(state(), 'waiting');

      await hydrated();
      assert.equal(state(), 'waiting');
      await press(button(card, 'Approve'));
      await until(() => state() === 'approved', 'the approval');
      assert.equal(await tab.title(), 'Asked about disk.clean');
      assert.deepEqual(sent, ['approvals.respond']);
    });
  }

  it('real use 8: without guarded, what is decided before it goes out', async (t) => {
    const { tab, card, sent, state } = await open(t, {});
    await pressVerdict(button(card, 'Approve'));
    await until(() => state() === 'approved', 'the approval');
    assert.equal(await tab.title(), 'A host that hydrates');
    assert.deepEqual(sent, ['approvals.respond']);
  });
});
