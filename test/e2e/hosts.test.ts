/** The elements in pages with style sheets as hosts have them: what is read is what is sent, and all of it can be read. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/root.mjs';
import { connectionErrors, until, useGateway } from '../support/e2e.js';
import { StreamProxy } from '../support/stream-proxy.js';

const bundle = join(root, 'dist/cdn.js');
const folder = join(root, 'test/e2e/hosts');
const hosts = readdirSync(folder);
const elements = [
  'connection-status',
  'approval-queue',
  'security-events',
  'token-manager',
  'secrets-manager',
  'approval-rules',
  'permission-matrix',
  'approval-history',
  'provider-health',
  'audit-log',
  'security-dashboard',
];

const page = `<!doctype html>
<title>A host</title>
<link rel="icon" href="data:," />
<link rel="stylesheet" href="/host.css" />
<script type="module" src="/cdn.js"></script>
<comis-gateway>${elements.map((name) => `<comis-${name}></comis-${name}>`).join('\n')}</comis-gateway>
<script type="module">
  document.querySelector('comis-gateway').getToken = async () =>
    (await (await fetch('/session', { method: 'POST' })).json()).token;
</script>`;

/** What a person would have to be able to tell apart: case, spaces, digits. */
const command = 'Rm -RF ./Build && echo "Il1O0"  done';

interface Text {
  readonly text: string;
  readonly size: number;
  /** Whether anything is done to it that changes what is read. */
  readonly altered: boolean;
}
interface Button {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** Every element inside the gateway's, through shadow roots, that is drawn and seen. In the page, as all below. */
const seen = `(() => {
  const all = (below) => [...below.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  return all(document.querySelector('comis-gateway'))
    .filter((each) => each.getRootNode() !== document && each.checkVisibility() && !each.closest('.visually-hidden, style'));
})()`;
/** The texts that stand in an element itself. */
const textsInside = `${seen}.flatMap((each) => {
  const text = [...each.childNodes].map((child) => (child.nodeType === 3 ? child.data.trim() : '')).join('');
  const style = getComputedStyle(each);
  const plain = ['none', 'normal', '0px', 'none', '0px', 'normal', 'horizontal-tb'];
  const is = [style.textTransform, style.letterSpacing, style.wordSpacing, style.webkitTextSecurity, style.textIndent,
    style.fontVariantCaps, style.writingMode];
  return text === '' ? [] : [{ text, size: parseFloat(style.fontSize), altered: String(is) !== String(plain) }];
})`;
const buttonsInside = `${seen}.filter((each) => each.localName === 'button').map((each) => {
  const { width, height } = each.getBoundingClientRect();
  return { text: each.outerHTML.slice(0, 80), width, height };
})`;
/** How many rows of a log can be seen in its own window. */
const rowsOf = (log: HTMLElement): number => {
  const window = log.shadowRoot!.querySelector('.table')!.getBoundingClientRect();
  return [...log.shadowRoot!.querySelectorAll('.rows .row')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom - top >= 20 && top >= window.top && bottom <= window.bottom + 1;
  }).length;
};

describe('a host with styles of its own', () => {
  const e2e = useGateway();
  before(async () => {
    await e2e.control('POST', '/demo/approvals', {
      agentId: 'ops-agent',
      action: 'shell.run',
      risk: 'high',
      params: { command },
      timeoutMs: 0,
    });
    const events = Array.from({ length: 30 }, (_, nth) => ({
      agentId: 'bot',
      action: `step.${String(nth)}`,
      risk: 'low',
    }));
    await e2e.control('POST', '/demo/events', events);
  });

  async function open(t: TestContext, css: string): Promise<Page> {
    assert.ok(existsSync(bundle), 'dist/cdn.js is missing: run npm run build first');
    const pages = { '/host': page, '/host.css': css, '/cdn.js': readFileSync(bundle, 'utf8') };
    const proxy = await StreamProxy.start(e2e.server.url, { pages });
    t.after(() => proxy.close());
    const tab = await e2e.open(new URL('/host', proxy.url).href, { expected: connectionErrors });
    await tab.locator('comis-gateway > comis-approval-queue').getByText('Live', { exact: true }).first().waitFor();
    return tab;
  }

  for (const host of hosts) {
    it(`real use 5: ${host} changes nothing that is read, and leaves all of it large enough`, async (t) => {
      const tab = await open(t, readFileSync(join(folder, host), 'utf8'));
      const card = tab.locator('comis-gateway > comis-approval-queue').getByRole('listitem', { name: /shell\.run/ });
      await card.scrollIntoViewIfNeeded();
      // innerText is what is drawn: letters as they are transformed, and nothing for what is hidden.
      const params = card.locator('.params');
      await until(async () => (await params.innerText()).includes(command), 'the command as it was sent');
      const log = tab.locator('comis-gateway > comis-security-events');
      await log.scrollIntoViewIfNeeded();
      await until(async () => (await log.evaluate(rowsOf)) >= 5, 'five rows of the log');

      const texts = await tab.evaluate<Text[]>(textsInside);
      assert.ok(texts.length > 500, `${String(texts.length)} texts`);
      assert.deepEqual(
        texts.filter(({ altered }) => altered),
        [],
      );
      // Labels and badges are 0.86 em of the text around them, which is 13 px at least.
      assert.deepEqual(
        texts.filter(({ size }) => size < 11),
        [],
      );
      const base = await tab.evaluate<number[]>(
        `[...document.querySelectorAll('comis-gateway > *')].map((each) => parseFloat(getComputedStyle(each.shadowRoot.querySelector('.root')).fontSize))`,
      );
      assert.ok(Math.min(...base) >= 13, base.join());
      const buttons = await tab.evaluate<Button[]>(buttonsInside);
      assert.ok(buttons.length > 50, `${String(buttons.length)} buttons`);
      assert.deepEqual(
        buttons.filter(({ width, height }) => width < 24 || height < 24),
        [],
      );
    });
  }
});
