/** The built files for pages without a build: each element comes when its tag appears. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/root.mjs';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

const folder = mkdtempSync(join(tmpdir(), 'comis-autoloader-'));
const html = `<!doctype html>
<title>Agents at work</title>
<script type="module" src="/browser/autoloader.js"></script>
<comis-gateway><comis-approval-badge></comis-approval-badge></comis-gateway>
<script type="module">
  const signIn = async () => (await (await fetch('/session', { method: 'POST' })).json()).token;
  document.querySelector('comis-gateway').getToken = signIn;
</script>
`;

describe('the autoloader', () => {
  before(() => {
    const built = join(root, 'dist/browser');
    assert.ok(existsSync(built), 'dist/browser is missing: run npm run build first');
    cpSync(built, join(folder, 'browser'), { recursive: true });
    writeFileSync(join(folder, 'plain.html'), html);
  });
  after(() => rmSync(folder, { recursive: true }));
  const e2e = useGateway({ scenario: 'quiet', pages: folder });

  /** The page, and the files that it has fetched. */
  async function open(expected = connectionErrors): Promise<{ page: Page; files: string[] }> {
    // The server's policy lacks the hash of the inline script.
    const page = await e2e.open('/plain', { bypassCSP: true, expected });
    const files: string[] = [];
    page.on('request', (request) => files.push(request.url()));
    await page.reload();
    return { page, files };
  }
  const add = (page: Page, tag: string) =>
    page.evaluate((name) => document.querySelector('comis-gateway')!.append(document.createElement(name)), tag);

  it('loads what is on the page, and a later element when its tag appears', async () => {
    const { page, files } = await open();
    await until(
      () =>
        page.evaluate(() => customElements.get('comis-gateway') && customElements.get('comis-approval-badge') && true),
      'both elements of the page',
    );
    assert.ok(!files.some((file) => /approval-queue-|audit-log-/.test(file)), files.join(' '));
    await add(page, 'comis-audit-log');
    await page.getByRole('table', { name: 'Audit log' }).waitFor();
    assert.ok(files.some((file) => /audit-log-/.test(file)));
    assert.ok(!files.some((file) => /approval-queue-/.test(file)));
  });

  it('finds tags inside a shadow root that it is given', async () => {
    const { page } = await open();
    await page.evaluate(async (url) => {
      const shadow = document.querySelector('comis-gateway')!.appendChild(document.createElement('div'));
      const tree = shadow.attachShadow({ mode: 'open' });
      tree.append(document.createElement('comis-provider-health'));
      const autoloader = (await import(url)) as {
        discover: (of: ParentNode) => Promise<void>;
      };
      await autoloader.discover(tree);
    }, '/browser/autoloader.js');
    assert.ok(await page.evaluate(() => customElements.get('comis-provider-health') !== undefined));
  });

  it('says at the element what could not be loaded, and tries again with the next such tag', async () => {
    const { page } = await open(/Failed to load resource|net::ERR_|could not be loaded/);
    let tries = 0;
    await page.route(/audit-log-[\w-]+\.js/, (route) => (tries++ < 2 ? route.abort() : route.continue()));
    await page.evaluate(() => {
      const seen: object[] = [];
      (window as { seen?: object[] }).seen = seen;
      document.addEventListener('comis-error', (event) => seen.push((event as CustomEvent<object>).detail));
      addEventListener('error', (event) => event.preventDefault());
    });
    await add(page, 'comis-audit-log');
    const seen = () => page.evaluate(() => (window as { seen?: object[] }).seen);
    await until(async () => (await seen())?.length === 1, 'the error');
    assert.deepEqual(await seen(), [{ code: 'server', retryable: true, element: 'comis-audit-log' }]);
    await add(page, 'comis-audit-log');
    await page.getByRole('table', { name: 'Audit log' }).first().waitFor();
  });
});
