/** A page that covers, fades or closes over what changes tokens, secrets and remembered rules does not get it pressed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { pressTooEarly, until, useGateway } from '../support/e2e.js';

/** The events by which these acts ask their host. */
const acts = ['create', 'rotate', 'revoke', 'set', 'replace', 'delete', 'revoke-rule'].map(
  (verb) => `comis-before-${verb}`,
);

const works = async (of: Locator): Promise<boolean> => (await of.getAttribute('aria-disabled')) !== 'true';

const middleOf = async (of: Locator): Promise<[number, number]> => {
  await of.scrollIntoViewIfNeeded();
  const box = await of.boundingBox();
  assert.ok(box);
  return [box.x + box.width / 2, box.y + box.height / 2];
};

/** Lays a dialog of the page's own over everything, which closes at the first click. */
const cover = (page: Page) =>
  page.evaluate(() => {
    const over = document.createElement('dialog');
    over.id = 'over';
    over.style.cssText =
      'position: fixed; inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; background: white';
    document.body.append(over);
    over.showModal();
    over.addEventListener('click', () => over.close());
  });

/** Fades the page, and a modal dialog, which is drawn apart from it. */
const fade = (button: Locator, opacity: string) =>
  button.evaluate((shown, value) => {
    (shown.closest('dialog') ?? document.body).style.opacity = value;
  }, opacity);

describe('what changes tokens, secrets and rules is not pressed unseen', () => {
  const e2e = useGateway({ scenario: 'quiet' });

  async function open(tab: string): Promise<{ page: Page; asked: () => Promise<number> }> {
    const page = await e2e.open(`/security?tab=${tab}`);
    await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
    await page.evaluate((types) => {
      const counted = window as { asked?: number };
      counted.asked = 0;
      for (const type of types) document.addEventListener(type, () => (counted.asked! += 1), true);
    }, acts);
    return { page, asked: () => page.evaluate(() => (window as { asked?: number }).asked ?? -1) };
  }

  /** Covers and fades a button that works, with a double click on it each time; then presses it as a person does. */
  async function attack(page: Page, button: Locator, asked: () => Promise<number>): Promise<void> {
    await button.scrollIntoViewIfNeeded();
    await until(() => works(button), 'the button to work');
    const handle = await button.elementHandle();
    const inert = () => until(async () => (await handle?.getAttribute('aria-disabled')) === 'true', 'it to be inert');
    for (const pause of [60, 300]) {
      const early = await pressTooEarly(page, acts, async (clicks) => {
        await until(() => works(button), 'the button to work');
        const at = await middleOf(button);
        await cover(page);
        await inert();
        await page.mouse.click(...at);
        const uncovered = (await clicks()).at(-1)!;
        await page.waitForTimeout(pause);
        await page.mouse.click(...at);
        await page.evaluate(() => document.querySelector('#over')?.remove());
        return uncovered;
      });
      assert.equal(early, 0, `${String(pause)} ms after a cover`);
    }
    await page.evaluate(() => ((window as { asked?: number }).asked = 0));
    await until(() => works(button), 'the button to work again');
    await fade(button, '0.01');
    await inert();
    await page.mouse.dblclick(...(await middleOf(button)));
    assert.equal(await asked(), 0, 'faded');
    await fade(button, '1');
    await until(() => works(button), 'the button to work once it is seen');
    await button.click();
    await until(async () => (await asked()) === 1, 'the act');
  }

  it('real use 6: Generate, and Revoke in its dialog', async () => {
    const { page, asked } = await open('tokens');
    const form = page.getByRole('form', { name: 'Create Token' });
    await form.getByRole('textbox', { name: 'Name' }).fill('covered');
    await form.getByRole('checkbox', { name: 'rpc' }).check();
    await attack(page, form.getByRole('button', { name: 'Generate' }), asked);
    await page.getByRole('dialog', { name: 'New token' }).getByRole('button', { name: 'Done' }).click();
    await page.evaluate(() => ((window as { asked?: number }).asked = 0));
    await page.getByRole('button', { name: 'Revoke covered' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke token covered?' });
    await attack(page, dialog.getByRole('button', { name: 'Revoke', exact: true }), asked);
    await dialog.waitFor({ state: 'hidden' });
  });

  it('real use 6: Set, and Delete in its dialog', async () => {
    const { page, asked } = await open('secrets');
    const form = page.getByRole('form', { name: 'Set secret' });
    await form.getByRole('textbox', { name: 'Name' }).fill('COVERED_KEY');
    await form.getByRole('textbox', { name: 'Value' }).fill('sk-covered');
    await attack(page, form.getByRole('button', { name: 'Set', exact: true }), asked);
    await page.getByRole('button', { name: 'Delete COVERED_KEY' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete secret COVERED_KEY?' });
    await dialog.getByRole('textbox', { name: 'Type the name to delete it' }).fill('COVERED_KEY');
    await page.evaluate(() => ((window as { asked?: number }).asked = 0));
    await attack(page, dialog.getByRole('button', { name: 'Delete', exact: true }), asked);
    await dialog.waitFor({ state: 'hidden' });
  });

  it('real use 6: Revoke of a remembered rule', async () => {
    const { gateway } = e2e.server;
    gateway!.config.remembered.create({ action: 'mail.send', durationMs: 3_600_000 }, 'chen');
    const { page, asked } = await open('rules');
    const row = page.getByRole('listitem').filter({ hasText: 'mail.send' });
    await attack(page, row.getByRole('button', { name: 'Revoke' }), asked);
    await row.waitFor({ state: 'hidden' });
  });
});
