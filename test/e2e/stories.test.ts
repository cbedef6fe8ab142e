/** The stories as `npm run stories` serves them: a list, and a page per state that keeps to the strict policy. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { root } from '../../scripts/root.mjs';
import { allStories } from '../../stories/all.js';
import { useGateway } from '../support/e2e.js';

describe('stories', () => {
  const e2e = useGateway();
  let server: ChildProcess;
  let url = '';

  before(async () => {
    server = spawn(process.execPath, ['scripts/stories.mjs', '--port', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise((resolve, reject) => {
      let output = '';
      server.stdout?.on('data', (data: Buffer) => {
        output += data.toString();
        const found = /^Stories: (\S+)$/m.exec(output);
        if (found?.[1]) resolve(found[1]);
      });
      server.on('exit', (code) => reject(new Error(`stories.mjs ended with ${String(code)}`)));
    });
  });
  after(() => server.kill());

  it('lists every state of every element', async () => {
    const page = await e2e.open(url);
    const links = await page.getByRole('listitem').getByRole('link').count();
    assert.equal(links, Object.values(allStories).flatMap(({ states }) => Object.keys(states)).length);
  });

  for (const [name, { element, states }] of Object.entries(allStories)) {
    const state = Object.keys(states)[0] ?? '';
    it(`shows ${element} in dark and 320 px wide, without scrolling sideways`, async () => {
      const page = await e2e.open(url, { viewport: { width: 352, height: 800 } });
      const section = page.locator('section', { has: page.getByText(`<${element}>`, { exact: true }) });
      await section.getByRole('link', { name: state, exact: true }).click();
      await page.getByRole('link', { name: 'Dark' }).click();
      await page.getByRole('link', { name: '320 px' }).click();
      await page.locator('html[data-ready]').waitFor();
      assert.match(page.url(), new RegExp(`story=${name}&.*theme=dark&width=320`));
      assert.equal(await page.locator(element).count(), 1);
      const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      assert.equal(await page.evaluate(overflow), 0);
    });
  }
});
