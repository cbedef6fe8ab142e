/** What a queue shows and allows before code that it loads is there, and where it cannot be loaded. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { button, cards, press, pressVerdict, useQueue, works } from './decisions/support.js';
import { connectionErrors, until } from '../support/e2e.js';

const { ask, agentView, decided, pending } = useQueue();
const approving = /\/approving-[\w-]+\.js$/;
const checks = /\/checks-[\w-]+\.js$/;
const name = 'Zoë\u202e of аpple.com';

/** The page of a queue, opened again with some code answered by this. */
async function openWith(answer: (route: Route) => void, code = checks): Promise<Page> {
  const page = await pending({ expected: connectionErrors });
  await page.route(code, answer);
  await page.reload();
  return page;
}

describe('text that is not plain', () => {
  it('is said to be checked until the code for it is there; till then it can be denied, and not approved', async () => {
    const held: Route[] = [];
    const page = await openWith((route) => void held.push(route));
    const first = await ask({ action: 'mail.send', explanation: name, params: { to: name } });
    const second = await ask({ action: 'mail.draft', explanation: name, params: { to: name } });
    const shown = cards(page, 'mail.send');
    await shown.getByText('being checked…').first().waitFor();
    await shown.getByText('Part of the text is still being checked.').waitFor();
    await until(() => works(button(shown, 'Deny')), 'Deny to work');
    assert.equal(await works(button(shown, 'Approve')), false);
    assert.doesNotMatch(await shown.innerText(), /Zoë/);
    await press(button(cards(page, 'mail.draft'), 'Deny'));
    assert.equal(await decided(second), 'denied');

    for (const route of held) await route.continue();
    await until(async () => /Zoë/.test(await shown.innerText()), 'the text');
    assert.match(await shown.innerText(), /U\+202E/);
    assert.doesNotMatch(await shown.innerText(), /being checked/);
    await pressVerdict(button(shown, 'Approve'));
    assert.equal(await decided(first), 'approved');
  });

  it('is not drawn where the code cannot be loaded: the page says so, and it can be denied', async () => {
    const page = await openWith((route) => void route.abort());
    const approvalId = await ask({ action: 'mail.send', explanation: name, params: { to: name } });
    const shown = cards(page, 'mail.send');
    await shown.getByText('not checked: this page may be outdated, reload it').first().waitFor();
    await button(shown, 'Approve').click({ force: true });
    assert.equal((await agentView(approvalId)).state, 'waiting');
    await press(button(shown, 'Deny'));
    assert.equal(await decided(approvalId), 'denied');
  });
});

describe('what approving needs', () => {
  it('is waited for: till then a request can be denied, and not approved by button or key', async () => {
    const held: Route[] = [];
    const page = await openWith((route) => void held.push(route), approving);
    const first = await ask({ action: 'mail.send', params: { to: 'ada@example.com' } });
    const second = await ask({ action: 'mail.draft', params: { to: 'ada@example.com' } });
    const shown = cards(page, 'mail.send');
    await shown.getByText('What approving needs is still being loaded.').waitFor();
    await until(() => works(button(shown, 'Deny')), 'Deny to work');
    assert.equal(await works(button(shown, 'Approve')), false);
    await button(shown, 'Approve').click({ force: true });
    await shown.focus();
    await page.keyboard.press('Alt+a');
    await press(button(cards(page, 'mail.draft'), 'Deny'));
    assert.equal(await decided(second), 'denied');
    assert.equal((await agentView(first)).state, 'waiting');

    for (const route of held) await route.continue();
    await shown.getByText('What approving needs is still being loaded.').waitFor({ state: 'detached' });
    await pressVerdict(button(shown, 'Approve'));
    assert.equal(await decided(first), 'approved');
  });

  it('that cannot be loaded leaves Deny, and the page says so', async () => {
    const page = await openWith((route) => void route.abort(), approving);
    const approvalId = await ask({ action: 'mail.send', params: { to: 'ada@example.com' } });
    await page
      .getByRole('alert')
      .getByText('Requests can only be denied. A part of this page could not be loaded.')
      .waitFor();
    const shown = cards(page, 'mail.send');
    assert.equal(await works(button(shown, 'Approve')), false);
    // The build must add nothing to preformatted text.
    assert.match((await shown.locator('pre').first().textContent()) ?? '', /^\{\n {2}"to"/);
    await press(button(shown, 'Deny'));
    assert.equal(await decided(approvalId), 'denied');
  });
});
