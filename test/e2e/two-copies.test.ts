/** Two copies of the library on one page, both from dist/cdn.js: the first one works, the second one says what to do. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { findElements } from '../../scripts/elements.js';
import { root } from '../../scripts/root.mjs';
import { strictCsp } from '../../src/server/strict-csp.mjs';
import { HostSite } from '../support/host-site.js';
import { useGateway } from '../support/e2e.js';

const e2e = useGateway();
let site: HostSite;
before(async () => {
  const copy = readFileSync(join(root, 'dist/cdn.js'), 'utf8');
  const page = `<!doctype html><html lang="en"><title>Two copies</title><link rel="icon" href="data:,">
    <script type="module" src="/first.js"></script><script type="module" src="/second.js"></script>
    <script type="module" src="/third.js"></script>
    <comis-approval-badge></comis-approval-badge><own-approval-badge></own-approval-badge>`;
  // The second copy of lit asks for a policy with the name of the first one.
  const policy = strictCsp().replace('trusted-types lit-html', "trusted-types lit-html 'allow-duplicates'");
  const third = `import { ComisApprovalBadge } from '/second.js'; ComisApprovalBadge.define('own'); window.ready = true;`;
  const scripts = { '/first.js': copy, '/second.js': `${copy}\n//`, '/third.js': third };
  site = await HostSite.start({ '/': page, ...scripts }, policy);
});
after(() => site.close());

it('the second copy leaves the tags alone, and names each with what to do', async () => {
  const page = await e2e.open('/healthz', { expected: /404/ });
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') said.push(message.text());
  });
  await page.goto(site.url);
  await page.waitForFunction(() => 'ready' in window);
  for (const { tag } of findElements()) {
    const words = said.filter((each) => each.startsWith(`<${tag}> is defined already`));
    assert.equal(words.length, 1, tag);
    assert.match(
      words[0] ?? '',
      /Load one copy only, or register this one under a prefix of its own: Comis\w+\.define\('my'\)/,
    );
  }
  for (const tag of ['comis-approval-badge', 'own-approval-badge'])
    assert.ok(await page.locator(tag).evaluate((badge) => badge.shadowRoot!.querySelector('.root')), tag);
});
