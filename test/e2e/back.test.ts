/** Who leaves the page and comes back by Back finds no secret on it, whether the browser kept the page or reloads it. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { until } from '../support/e2e.js';

/** All text and every field of the page, through its shadow roots. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const found: string[] = [];
    const roots: ParentNode[] = [document];
    for (let root = roots.pop(); root; root = roots.pop()) {
      for (const element of root.querySelectorAll('*')) {
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) found.push(element.value);
        for (const node of [...element.childNodes, ...element.attributes])
          if (!(node instanceof Element)) found.push(node.nodeValue ?? '');
        if (element.shadowRoot) roots.push(element.shadowRoot);
      }
    }
    return found.join('\n');
  });

const typedToken = 'comis_typed_into_the_page';
const typedSecret = 'sk-typed-into-the-page';

for (const kept of [true, false]) {
  describe(`Back to a page that the browser ${kept ? 'kept' : 'reloads'}`, () => {
    let gateway: Awaited<ReturnType<typeof startGateway>>;
    let elsewhere: Server;
    let browser: Browser;
    before(async () => {
      gateway = await startGateway({ port: 0, scenario: 'quiet' });
      elsewhere = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<title>Elsewhere</title><h1>Elsewhere</h1>');
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      browser = await chromium.launch({
        executablePath: await findBrowser(),
        args: [...browserArgs, ...(kept ? ['--enable-features=BackForwardCache'] : [])],
        ignoreDefaultArgs: kept ? ['--disable-back-forward-cache'] : [],
        chromiumSandbox: false,
      });
    });
    after(async () => {
      await browser.close();
      elsewhere.close();
      await gateway.close();
    });

    /** Goes to another page and comes back. */
    async function leaveAndComeBack(page: Page): Promise<void> {
      await page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => ((window as { kept?: boolean }).kept = persisted));
      });
      const { port } = elsewhere.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${String(port)}/`);
      await page.goBack({ waitUntil: 'commit' });
      await page.getByRole('tabpanel').first().waitFor();
      const wasKept = await page.evaluate(() => (window as { kept?: boolean }).kept === true);
      const why = await page.evaluate(() =>
        JSON.stringify(
          (performance.getEntriesByType('navigation')[0] as { notRestoredReasons?: unknown }).notRestoredReasons,
        ),
      );
      assert.equal(wasKept, kept, why);
    }

    async function open(tab: string): Promise<Page> {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
      page.setDefaultTimeout(10_000);
      page.on('dialog', (dialog) => void dialog.accept());
      await page.goto(new URL(`/security?tab=${tab}`, gateway.url).href);
      await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
      return page;
    }

    it('real use 34: neither the new token nor the typed one is there, but that one was made, with Revoke', async () => {
      const page = await open('tokens');
      await page.getByRole('button', { name: 'Change token' }).click();
      await page.getByLabel('Token', { exact: true }).fill(typedToken);
      const form = page.getByRole('form', { name: 'Create Token' });
      await form.getByRole('textbox', { name: 'Name' }).fill('left-behind');
      await form.getByRole('checkbox', { name: 'rpc' }).check();
      const generate = form.getByRole('button', { name: 'Generate' });
      await generate.scrollIntoViewIfNeeded();
      await generate.click();
      const secret = await page.getByRole('dialog', { name: 'New token' }).locator('#secret').innerText();
      assert.match(secret, /^comis_/);
      assert.ok((await everything(page)).includes(secret) && (await everything(page)).includes(typedToken));

      await leaveAndComeBack(page);
      const text = await everything(page);
      assert.ok(!text.includes(secret), 'the secret is on the page');
      assert.ok(!text.includes(typedToken), 'the typed token is on the page');
      assert.equal(await page.getByRole('dialog', { name: 'New token' }).count(), 0);
      const gone = kept ? 'A token was created and its secret is gone' : 'shortly before this page was loaded again';
      const notice = page.getByRole('status').filter({ hasText: gone });
      const revoke = notice.getByRole('button', { name: 'Revoke left-behind' });
      await revoke.scrollIntoViewIfNeeded();
      await revoke.click();
      const dialog = page.getByRole('dialog', { name: 'Revoke token left-behind?' });
      await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
      await until(async () => (await notice.count()) === 0, 'the end of the notice');
    });

    if (!kept) {
      it('real use 34: tokens that nobody used are named after Back and reload, never at a first visit, until dismissed', async () => {
        const { tokens } = gateway.gateway!;
        const { token: past } = tokens.create({ name: 'just-made', scopes: ['rpc'] });
        const used = tokens.create({ name: 'made-and-used', scopes: ['rpc'] });
        tokens.authenticate(used.secret);
        const page = await open('tokens');
        const list = page.getByRole('table', { name: 'API tokens' });
        const notice = page.getByRole('status').filter({ hasText: 'shortly before this page was loaded again' });
        await list.getByRole('rowheader', { name: 'just-made' }).waitFor();
        assert.equal(await notice.count(), 0);

        await leaveAndComeBack(page);
        await notice.getByText('just-made').first().waitFor();
        assert.doesNotMatch(await notice.innerText(), /made-and-used|operator/);
        // What is made from now on is in the list only.
        const form = page.getByRole('form', { name: 'Create Token' });
        await form.getByRole('textbox', { name: 'Name' }).fill('made-later');
        await form.getByRole('checkbox', { name: 'rpc' }).check();
        const generate = form.getByRole('button', { name: 'Generate' });
        await generate.scrollIntoViewIfNeeded();
        await generate.click();
        await page.getByRole('dialog', { name: 'New token' }).getByRole('button', { name: 'Done' }).click();
        await list.getByRole('rowheader', { name: 'made-later' }).waitFor();
        assert.doesNotMatch(await notice.innerText(), /made-later/);
        await notice.getByRole('button', { name: 'It was copied just-made' }).click();
        await until(async () => (await notice.count()) === 0, 'the end of the notice');

        await page.reload();
        await notice.getByText('just-made').first().waitFor();
        tokens.revoke(past.id);
        await page.reload();
        await list.getByRole('rowheader', { name: 'made-later' }).waitFor();
        assert.doesNotMatch(await notice.innerText(), /just-made/);
        assert.match(await notice.innerText(), /made-later/);
      });
    }

    it('real use 34: a typed secret is in no field', async () => {
      const page = await open('secrets');
      const form = page.getByRole('form', { name: 'Set secret' });
      await form.getByRole('textbox', { name: 'Name' }).fill('NEW_KEY');
      await form.getByRole('textbox', { name: 'Value' }).fill(typedSecret);
      assert.ok((await everything(page)).includes(typedSecret));
      await leaveAndComeBack(page);
      assert.ok(!(await everything(page)).includes(typedSecret), 'the typed secret is on the page');
    });
  });
}
