/** The secret store on the served page: what is set is used, what is deleted is missed, and no value stays anywhere. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

const value = 'sk-live-3f9a77c1b2d4';

const openTab = async (e2e: ReturnType<typeof useGateway>, options?: Parameters<typeof e2e.open>[1]): Promise<Page> => {
  const page = await e2e.open('/security?tab=secrets', options);
  await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
  return page;
};
const row = (page: Page, name: string) => page.getByRole('table', { name: 'Secrets' }).getByRole('row', { name });
const form = (page: Page) => page.getByRole('form', { name: 'Set secret' });

async function set(page: Page, name: string, secret: string, button = 'Set'): Promise<void> {
  await form(page).getByRole('textbox', { name: 'Name' }).fill(name);
  await form(page).getByRole('textbox', { name: 'Value' }).fill(secret);
  await form(page).getByRole('button', { name: button }).click();
}

async function remove(page: Page, name: string): Promise<void> {
  await row(page, name).getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete secret ${name}?` });
  await dialog.getByRole('textbox', { name: 'Type the name to delete it' }).fill(name);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The page with its shadow roots, attributes and fields; its addresses; its storage; its memory. */
async function placesOf(page: Page): Promise<Record<string, string>> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: false });
  return {
    page: JSON.stringify(await session.send('DOMSnapshot.captureSnapshot', { computedStyles: [] })),
    addresses: page.url() + JSON.stringify(await page.evaluate(() => performance.getEntries().map(({ name }) => name))),
    storage: JSON.stringify(await page.context().storageState({ indexedDB: true })),
    memory: chunks.join(''),
  };
}

async function assertGone(page: Page): Promise<void> {
  for (const [place, text] of Object.entries(await placesOf(page))) {
    assert.ok(!text.includes(value), `the value is still in the ${place}`);
  }
}

describe('secrets', () => {
  const e2e = useGateway({ scenario: 'quiet' });
  interface Called {
    readonly ok: number;
    readonly errors: number;
    readonly lastReason?: string;
  }
  const call = (provider: string) =>
    e2e.control<Called>('POST', '/demo/providers', { provider, outcome: 'ok', count: 1 });

  it('are set, used, replaced and deleted, and a provider fails without its secret', async () => {
    const page = await openTab(e2e);
    await page.getByRole('tabpanel').getByText('Enabled', { exact: true }).waitFor();
    await page
      .getByRole('tabpanel')
      .getByText(/secrets\.db$/)
      .waitFor();
    await set(page, 'MISTRAL_API_KEY', value);
    await row(page, 'MISTRAL_API_KEY').getByText('not yet').waitFor();
    assert.equal((await call('mistral')).ok, 1);

    await row(page, 'MISTRAL_API_KEY').getByRole('button', { name: 'Replace' }).click();
    await form(page).getByText('A secret with this name already exists').waitFor();
    await form(page).getByText('1 use', { exact: true }).waitFor();
    await form(page).getByRole('textbox', { name: 'Value' }).fill(`${value}-new`);
    await form(page).getByRole('button', { name: 'Replace' }).click();
    await form(page).getByText('Replaced the value of MISTRAL_API_KEY').waitFor();

    await remove(page, 'MISTRAL_API_KEY');
    await row(page, 'MISTRAL_API_KEY').waitFor({ state: 'detached' });
    const failed = await call('mistral');
    assert.equal(failed.errors, 1);
    assert.match(failed.lastReason ?? '', /MISTRAL_API_KEY is missing/);
    await set(page, 'MISTRAL_API_KEY', value);
    await row(page, 'MISTRAL_API_KEY').waitFor();
    assert.equal((await call('mistral')).ok, 1);
    await assertGone(page);
  });

  it('leave nothing of the value behind when the gateway refuses', async () => {
    const page = await openTab(e2e);
    await e2e.control('POST', '/demo/faults', {
      method: 'secrets.set',
      error: { code: -32603, message: 'The disk is full.' },
    });
    await set(page, 'REFUSED_KEY', value);
    await form(page).getByRole('alert').waitFor();
    assert.equal(await form(page).getByRole('textbox', { name: 'Value' }).inputValue(), '');
    assert.equal(await form(page).getByRole('textbox', { name: 'Name' }).inputValue(), 'REFUSED_KEY');
    await assertGone(page);
  });

  it('follow the other window', async () => {
    const [first, second] = [await openTab(e2e), await openTab(e2e)];
    await set(first, 'SHARED_KEY', value);
    await row(second, 'SHARED_KEY').waitFor();
    await remove(second, 'SHARED_KEY');
    await row(first, 'SHARED_KEY').waitFor({ state: 'detached' });
  });

  it('are true again by themselves after ten seconds without a gateway', async () => {
    const page = await openTab(e2e, { expected: connectionErrors });
    await set(page, 'KEPT_KEY', value);
    await row(page, 'KEPT_KEY').waitFor();
    await form(page).getByRole('textbox', { name: 'Name' }).fill('HALF_TYPED');
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 10_000 });
    await page
      .getByRole('tabpanel')
      .getByText(/^Stale since/)
      .waitFor();
    assert.ok(await row(page, 'KEPT_KEY').isVisible());
    await until(() => page.getByRole('tabpanel').getByText('Live', { exact: true }).isVisible(), 'live again', 25_000);
    assert.equal(await form(page).getByRole('textbox', { name: 'Name' }).inputValue(), 'HALF_TYPED');
  });
});

describe('a secret store that is turned off', () => {
  const e2e = useGateway({ scenario: 'quiet', secrets: false });

  it('says so, and why nothing can be set', async () => {
    const page = await openTab(e2e);
    await page.getByRole('tabpanel').getByText('Disabled', { exact: true }).waitFor();
    await page.getByText('security.secrets.enabled').first().waitFor();
    assert.equal(await form(page).count(), 0);
  });
});
