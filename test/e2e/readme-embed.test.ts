/** README's plain page, word for word, with the built single file, before the reference gateway. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root } from '../../scripts/root.mjs';
import { connectionErrors, useGateway } from '../support/e2e.js';

const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```html\n([\s\S]*?)^```$/gm)];
const plainPage = blocks[0]?.[1] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'comis-readme-'));

describe('the plain page in README.md', () => {
  before(() => {
    const bundle = join(root, 'dist/cdn.js');
    assert.ok(existsSync(bundle), 'dist/cdn.js is missing: run npm run build first');
    copyFileSync(bundle, join(folder, 'cdn.js'));
    writeFileSync(join(folder, 'plain.html'), plainPage);
  });
  after(() => rmSync(folder, { recursive: true }));
  const e2e = useGateway({ scenario: 'quiet', pages: folder });

  it('is the only one, and has ten lines', () => {
    assert.equal(blocks.length, 1);
    assert.equal(plainPage.trimEnd().split('\n').length, 10);
  });

  it('shows the dashboard, live, with the built cdn.js', async () => {
    // The server's policy lacks the hash of the inline script, and the page an icon.
    const page = await e2e.open('/plain', { bypassCSP: true, expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    await e2e.control('POST', '/demo/events', { agentId: 'deploy-bot', action: 'readme.works', risk: 'low' });
    await page.getByRole('table', { name: 'Security events' }).getByText('readme.works').waitFor();
    await e2e.control('POST', '/demo/approvals', { agentId: 'deploy-bot', action: 'deploy', risk: 'high', params: {} });
    await page.getByRole('tab', { name: 'Pending Approvals (1)' }).click();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
  });
});
