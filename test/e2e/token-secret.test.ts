/** A secret that was shown once leaves nothing behind: not on the page, not in its storage or addresses, not in memory. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { useGateway } from '../support/e2e.js';

describe('the secret of a new token', () => {
  const e2e = useGateway({ scenario: 'quiet' });

  it('is gone after Done', async () => {
    const page = await e2e.open('/security?tab=tokens');
    const secret = await createToken(page, 'heap-check');
    // It can be found while it is shown: so that not finding it later says something.
    const shown = await placesOf(page);
    assert.deepEqual(
      Object.keys(shown).filter((place) => shown[place]?.includes(secret)),
      ['page', 'memory'],
    );
    await page.getByRole('dialog', { name: 'New token' }).getByRole('button', { name: 'Done' }).click();
    await assertGone(page, secret);
  });

  it('is gone after it was copied, rotated and left by another tab', async () => {
    const page = await e2e.open('/security?tab=tokens', { permissions: ['clipboard-write'] });
    const first = await createToken(page, 'bot');
    const dialog = page.getByRole('dialog', { name: 'New token' });
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByText('Copied').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Rotate bot' }).click();
    await page.getByRole('dialog', { name: 'Rotate token bot?' }).getByRole('button', { name: 'Rotate' }).click();
    const second = await secretIn(page);
    assert.notEqual(second, first);
    // Whatever takes the element off the page takes the secret with it.
    await page.evaluate(() => document.body.replaceChildren());
    await assertGone(page, first, second);
  });

  it('real use 34: is not what this session signed in with: that token is in memory no longer than a call takes', async () => {
    const page = await e2e.open('/security');
    await page.getByText('Connected, live').first().waitFor();
    await assertGone(page, e2e.server.adminToken!);
  });

  it('is gone, and so is the line for the environment that holds it', async () => {
    const gateway = e2e.server.gateway!;
    const call = gateway.call.bind(gateway);
    gateway.call = async (caller, method, params) => {
      const result = (await call(caller, method, params)) as object;
      return method === 'tokens.create' ? { ...result, environmentVariable: 'GATEWAY_TOKEN_LINE' } : result;
    };
    const page = await e2e.open('/security?tab=tokens', { permissions: ['clipboard-write'] });
    const secret = await createToken(page, 'line');
    const dialog = page.getByRole('dialog', { name: 'New token' });
    await dialog.getByText(`GATEWAY_TOKEN_LINE=${secret}`, { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Copy line' }).click();
    await dialog.getByText('Copied the line').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await assertGone(page, secret);
  });
});

async function createToken(page: Page, name: string): Promise<string> {
  const form = page.getByRole('form', { name: 'Create Token' });
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByRole('checkbox', { name: 'rpc', exact: true }).check();
  await form.getByRole('button', { name: 'Generate' }).click();
  return secretIn(page);
}

async function secretIn(page: Page): Promise<string> {
  const text = await page.getByRole('dialog', { name: 'New token' }).innerText();
  const secret = /\S{43,}/.exec(text)?.[0];
  assert.ok(secret, 'the dialog shows a secret');
  return secret;
}

async function assertGone(page: Page, ...secrets: string[]): Promise<void> {
  for (const [place, text] of Object.entries(await placesOf(page))) {
    for (const secret of secrets) assert.ok(!text.includes(secret), `the secret is still in the ${place}`);
  }
}

/** All that the page holds, by where it holds it. */
async function placesOf(page: Page): Promise<Record<string, string>> {
  const session = await page.context().newCDPSession(page);
  return {
    // With shadow roots, attributes and what fields hold.
    page: JSON.stringify(await session.send('DOMSnapshot.captureSnapshot', { computedStyles: [] })),
    addresses: JSON.stringify([
      page.url(),
      await page.evaluate(() => performance.getEntries().map(({ name }) => name)),
    ]),
    storage: JSON.stringify([
      await page.context().storageState({ indexedDB: true }),
      await page.evaluate(() => ({ ...sessionStorage })),
    ]),
    memory: await heapSnapshot(session),
  };
}

/** What the page's memory holds after the garbage is collected. */
async function heapSnapshot(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: false });
  return chunks.join('');
}
