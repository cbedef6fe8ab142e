/** The documentation site in a browser under its policy, and what it tells people to paste. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildDocs } from '../../scripts/docs/build.js';
import { embedOf } from '../../scripts/docs/element-page.js';
import { sitePages } from '../../scripts/docs/site.js';
import { findElements } from '../../scripts/elements.js';
import { root } from '../../scripts/root.mjs';
import { serveFolder } from '../../scripts/stories-server.mjs';
import { connectionErrors, useGateway } from '../support/e2e.js';

const folder = mkdtempSync(join(tmpdir(), 'comis-docs-'));

describe('the documentation site', () => {
  const e2e = useGateway({ scenario: 'quiet', pages: folder });
  let site: { url: string; close: () => void };
  before(async () => {
    site = await serveFolder(await buildDocs(), 0);
    const bundle = join(root, 'dist/cdn.js');
    assert.ok(existsSync(bundle), 'dist/cdn.js is missing: run npm run build first');
    copyFileSync(bundle, join(folder, 'cdn.js'));
  });
  after(() => {
    site.close();
    rmSync(folder, { recursive: true });
  });
  const open = async (file: string, options = {}) => {
    const page = await e2e.open(new URL(file, site.url).href, options);
    await page.locator('html[data-ready]').waitFor();
    return page;
  };

  it('shows every page at 320 px without an error, a violation of its policy or a second scroll bar', async () => {
    const page = await open('index.html', { viewport: { width: 320, height: 700 } });
    for (const { file } of sitePages('0.0.0')) {
      await page.goto(new URL(file, site.url).href);
      await page.locator('html[data-ready]').waitFor();
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(beyond <= 0, `${file} is ${beyond} px too wide`);
    }
  });

  it('leads from the picture to an element, and turns its state, language and attributes', async () => {
    const page = await open('index.html');
    await page.getByRole('link', { name: '<comis-token-manager>' }).click();
    await page.getByRole('heading', { level: 1, name: '<comis-token-manager>' }).waitFor();
    const stage = page.locator('.stage');
    await stage.getByText('ci-runner').first().waitFor();
    await page.getByLabel('State').selectOption('Not allowed');
    await stage.getByText('admin').first().waitFor();
    await page.getByLabel('State').selectOption('Full');
    await page.getByLabel('Language').selectOption('de');
    await stage.getByRole('button', { name: 'Widerrufen' }).first().waitFor();
    await page.getByText('Attributes', { exact: true }).first().click();
    await page.getByRole('checkbox', { name: 'read-only' }).check();
    await stage.getByRole('button', { name: 'Widerrufen' }).first().waitFor({ state: 'detached' });
    assert.equal(await stage.locator('comis-token-manager').getAttribute('read-only'), '');
  });

  it('has nothing that axe objects to, light and dark', async () => {
    const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
    for (const colorScheme of ['light', 'dark'] as const)
      for (const file of ['index.html', 'elements/token-manager.html', 'gateway-authors.html']) {
        const page = await open(file, { bypassCSP: true, colorScheme });
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { axe: run } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
          return (await run.run()).violations.map(({ id }) => id);
        });
        assert.deepEqual(found, [], `${file}, ${colorScheme}`);
      }
  });

  for (const { name, tag } of findElements())
    it(`has an embed for <${tag}> that works as it stands`, async () => {
      // But for the address: this page has its gateway on its own origin.
      writeFileSync(join(folder, `embed-${name}.html`), embedOf(tag).replace(' url="https://gateway.example"', ''));
      const page = await e2e.open(`/embed-${name}`, { bypassCSP: true, expected: connectionErrors });
      await page.waitForFunction((each) => customElements.get(each) !== undefined, tag);
      const connected = () =>
        (document.querySelector('comis-gateway') as { activeClient?: { connection: { status: string } } } | null)
          ?.activeClient?.connection.status === 'connected';
      await page.waitForFunction(connected);
    });
});
