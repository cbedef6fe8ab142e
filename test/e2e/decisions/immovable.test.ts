/** Lines 2 and 6: nothing moves under who is about to click, and deadlines are the gateway's. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { connectionErrors, until } from '../../support/e2e.js';
import { button, cards, pressVerdict, leave, live, topOf, useQueue } from './support.js';

const { e2e, ask, agentView, change, decided, pending } = useQueue();
const minute = 60_000;

describe('2. the queue is immovable', () => {
  it('moves no card by more than a pixel while the pointer is on one, whatever arrives, ends or grows', async () => {
    const page = await pending();
    const [ends, grows] = [
      await ask({ action: 'above.ends', timeoutMs: 10 * minute }),
      await ask({ action: 'above.grows', timeoutMs: 11 * minute }),
    ];
    await ask({ action: 'held.one', timeoutMs: 12 * minute });
    await ask({ action: 'stands.below', timeoutMs: 14 * minute });
    const held = cards(page, 'held.one');
    await button(held, 'Approve').scrollIntoViewIfNeeded();
    await button(held, 'Approve').hover();
    const top = await topOf(held);
    const stays = async (what: string) => {
      await page.waitForTimeout(150);
      const moved = Math.abs((await topOf(held)) - top);
      assert.ok(moved <= 1, `moved by ${String(moved)} px when ${what}`);
    };
    for (let index = 0; index < 5; index++) await ask({ action: `urgent.${index}`, timeoutMs: 5 * minute + index });
    await page.getByRole('button', { name: '5 new' }).waitFor();
    await stays('five newer requests arrived');
    const other = await pending();
    await pressVerdict(button(cards(other, 'above.ends'), 'Deny'));
    await until(async () => (await agentView(ends)).state === 'denied', 'the decision elsewhere');
    await cards(page, 'above.ends')
      .getByText(/^Denied by /)
      .waitFor();
    await stays('a request was decided elsewhere');
    await change(grows, { params: { path: 'much longer '.repeat(300) } });
    await cards(page, 'above.grows').getByRole('button', { name: 'Reviewed' }).waitFor({ state: 'attached' });
    await stays('another card grew');
    await ask({ action: 'comes.below', timeoutMs: 13 * minute });
    await cards(page, 'comes.below').waitFor();
    await stays('a request came that sorts below');
    await leave(page);
    await cards(page, 'urgent.4').waitFor();
    await cards(page, 'above.ends').waitFor({ state: 'detached' });
  });

  it('keeps text, what is open, selection and focus with their request', async () => {
    const page = await pending();
    const mine = await ask({ action: 'mine.first', timeoutMs: 9 * minute });
    const shown = cards(page, 'mine.first');
    await shown.getByText('Context: past decisions').click();
    await shown.getByRole('checkbox').check();
    const comment = shown.getByRole('textbox', { name: 'Comment' });
    await comment.fill('for this one only');
    for (let index = 0; index < 5; index++) await ask({ action: `newer.${index}`, timeoutMs: minute + index });
    await page.getByRole('button', { name: '5 new' }).click();
    await cards(page, 'newer.4').waitFor();
    assert.equal(await comment.inputValue(), 'for this one only');
    assert.equal(await shown.getByRole('checkbox').isChecked(), true);
    assert.equal(await shown.locator('details.context').evaluate((each: HTMLDetailsElement) => each.open), true);
    for (const box of await page.getByRole('textbox', { name: 'Comment' }).all()) {
      const isMine = (await box.inputValue()) === 'for this one only';
      assert.ok(isMine || (await box.inputValue()) === '', 'the words are in one card only');
    }
    await pressVerdict(button(shown, 'Deny'));
    await until(async () => (await agentView(mine)).state === 'denied', 'the denial');
    assert.equal((await agentView(mine)).comment, 'for this one only');
  });
});

/** Waits until a text changes. @returns the new one, and when that was: epoch ms, by a clock that no page changes. */
const nextTurn = (of: Locator): Promise<{ words: string; at: number }> =>
  of.evaluate(
    (each) =>
      new Promise((resolve) => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          resolve({ words: each.textContent, at: performance.timeOrigin + performance.now() });
        }).observe(each, { subtree: true, childList: true, characterData: true });
      }),
  );

describe('6. deadlines', () => {
  for (const minutesOff of [10, -10]) {
    it(`are the gateway's, to the second, in a browser ${String(minutesOff)} minutes off`, async () => {
      const page = await pending();
      await page.addInitScript((ms) => {
        const real = Date.now.bind(Date);
        Date.now = () => real() + ms;
      }, minutesOff * minute);
      await page.reload();
      await live(page);
      const asked = Date.now();
      await ask({ action: 'off.by', timeoutMs: 10 * minute });
      const shown = cards(page, 'off.by');
      const countdown = shown.getByText(/\d+:\d\d left/);
      await countdown.waitFor();
      // Read at the turn of a second, when what is left is whole. A busy machine may draw one late; a wrong clock stays wrong.
      const errors: number[] = [];
      const isRight = async () => {
        const { words, at } = await nextTurn(countdown);
        const [, minutes = '', seconds = ''] = /(\d+):(\d\d)/.exec(words) ?? [];
        const shownMs = (Number(minutes) * 60 + Number(seconds)) * 1000;
        errors.push(Math.round(shownMs - (asked + 10 * minute - at)));
        return errors.length === 8 || Math.abs(errors.at(-1)!) < 1000;
      };
      await until(isRight, 'the countdown');
      assert.ok(Math.abs(errors.at(-1)!) < 1000, `errs by ${errors.join(', ')} ms`);
      await shown.getByText(/expires at \d/).waitFor();
    });
  }

  it('order the cards, warn politely at 60 s, and leave no click at zero', async () => {
    const page = await pending();
    await ask({ action: 'later.one', timeoutMs: 20 * minute });
    const soon = await ask({ action: 'soon.one', timeoutMs: 61_500 });
    const over = await ask({ action: 'over.one', timeoutMs: 2500 });
    await cards(page, 'over.one').waitFor();
    const names = await cards(page).evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
    const at = (action: string) => names.findIndex((name) => name.endsWith(action));
    assert.ok(at('over.one') < at('soon.one') && at('soon.one') < at('later.one'), names.join(', '));
    await page
      .getByRole('status')
      .getByText(/soon\.one expires in \d+ seconds/)
      .waitFor();
    await cards(page, 'over.one').getByText('Timed out: denied automatically').waitFor();
    assert.equal(await cards(page, 'over.one').getByRole('button', { name: 'Approve' }).count(), 0);
    assert.equal((await agentView(over)).state, 'expired');
    assert.equal((await agentView(soon)).state, 'waiting');
  });

  it('that passed while the page was cut off are listed on return', async () => {
    const page = await pending({ expected: connectionErrors });
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 10 * minute });
    await page
      .getByRole('tabpanel')
      .getByText(/^Stale since/)
      .first()
      .waitFor();
    assert.equal(await decided(await ask({ action: 'never.seen', timeoutMs: 500 })), 'expired');
    await e2e.control('POST', '/demo/connections', { refuseMs: 0 });
    await page.getByText('1 request ended while you were away').waitFor({ timeout: 20_000 });
    await page.getByRole('row').filter({ hasText: 'never.seen' }).first().waitFor();
  });
});
