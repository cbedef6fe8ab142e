/** Lines 1, 5 and 7 of what makes a decision trustworthy: bound to what was shown, shielded, and ended in place. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { connectionErrors, until } from '../../support/e2e.js';
import {
  button,
  cards,
  decisionsOf,
  digest,
  leave,
  middleOf,
  press,
  pressVerdict,
  topOf,
  useQueue,
  works,
} from './support.js';

const { e2e, ask, agentView, change, fail, decided, pending } = useQueue();

describe('1. a decision is bound to what was shown', () => {
  it('carries the id and the digest of the request as rendered, and nothing is sent for one that changed', async () => {
    const page = await pending();
    const sent = await decisionsOf(page);
    const approvalId = await ask({ action: 'file.write', params: { path: '/srv/a' } });
    const shown = cards(page, 'file.write');
    const [approve, deny] = [button(shown, 'Approve'), button(shown, 'Deny')];
    await until(() => works(approve), 'Approve to work');
    await approve.hover();
    await change(approvalId, { params: { path: '/etc/passwd' } });
    await shown.getByText('was', { exact: true }).first().waitFor();
    assert.ok(await shown.getByText('/etc/passwd').first().isVisible(), 'the card shows what changed');
    for (const each of [approve, deny]) {
      assert.equal(await works(each), false);
      await each.click({ force: true });
    }
    assert.deepEqual(sent, []);
    await press(button(shown, 'Reviewed'));
    await pressVerdict(approve);
    await shown.getByText(/^Approved by /).waitFor();
    assert.deepEqual(sent, [
      { approvalId, decision: 'approve', digest: digest(approvalId, 'file.write', { path: '/etc/passwd' }) },
    ]);
  });

  it('sends nothing for a request that went', async () => {
    const page = await pending();
    const sent = await decisionsOf(page);
    const approvalId = await ask({ action: 'went.away' });
    const shown = cards(page, 'went.away');
    await until(() => works(button(shown, 'Approve')), 'Approve to work');
    await page.mouse.move(...(await middleOf(button(shown, 'Approve'))));
    await page.mouse.down();
    await change(approvalId, { withdraw: true });
    await shown.getByText(/^Withdrawn by /).waitFor();
    await page.mouse.up();
    assert.deepEqual(sent, []);
    assert.equal((await agentView(approvalId)).state, 'withdrawn');
  });

  it('decides once: a double click, two windows at once, an answer that is lost', async () => {
    const [one, two] = [await pending({ expected: connectionErrors }), await pending({ expected: connectionErrors })];
    const sent = await decisionsOf(one);
    const twice = await ask({ action: 'click.twice' });
    const first = button(cards(one, 'click.twice'), 'Deny');
    await pressVerdict(first, () => first.dblclick({ force: true }));
    await cards(one, 'click.twice')
      .getByText(/^Denied by /)
      .waitFor();
    assert.deepEqual(
      sent.map(({ approvalId }) => approvalId),
      [twice],
    );

    const raced = await ask({ action: 'raced.for' });
    const [approve, deny] = [button(cards(one, 'raced.for'), 'Approve'), button(cards(two, 'raced.for'), 'Deny')];
    await until(async () => {
      if ((await agentView(raced)).state !== 'waiting') return true;
      await approve.scrollIntoViewIfNeeded();
      // A card that moves in the very moment takes no click: then both are made again.
      if (!(await works(approve)) || !(await works(deny))) return false;
      const places = await Promise.all([middleOf(approve), middleOf(deny)]);
      await Promise.all([one.mouse.click(...places[0]), two.mouse.click(...places[1])]);
      return false;
    }, 'one of the two to win');
    const words = (await decided(raced)) === 'approved' ? /^Approved by / : /^Denied by /;
    for (const page of [one, two]) await cards(page, 'raced.for').getByText(words).waitFor();

    const lost = await ask({ action: 'answer.lost' });
    await fail('approvals.respond', { delayMs: 6000 });
    await pressVerdict(button(cards(one, 'answer.lost'), 'Approve'));
    await cards(one, 'answer.lost').getByText('Sending…').waitFor();
    await e2e.control('POST', '/demo/connections', { drop: true });
    await decided(lost);
    await cards(one, 'answer.lost')
      .getByText(/^Approved by /)
      .waitFor();
    assert.equal(sent.filter(({ approvalId }) => approvalId === lost).length, 1);
  });
});

/** Waits for the next click on a button, as the page gets it. @returns whether the button was inert then. */
async function nextClick(of: Locator): Promise<() => Promise<boolean>> {
  const seen = await of.evaluateHandle((each) => ({
    click: new Promise<boolean>((resolve) => {
      document.addEventListener('click', () => resolve(each.ariaDisabled === 'true'), { capture: true, once: true });
    }),
  }));
  return () => seen.evaluate(({ click }) => click);
}

describe('5. the input shield', () => {
  it('keeps the buttons inert for half a second after a card appears or moves, and never has the first focus', async () => {
    const page = await pending();
    let tries = 0;
    const tooEarly = async (): Promise<Locator | undefined> => {
      const action = `just.came.${String(++tries)}`;
      const approvalId = await ask({ action });
      const shown = cards(page, action);
      await shown.waitFor();
      assert.equal(await shown.evaluate((card) => card.matches(':focus-within')), false, 'no focus is stolen');
      const click = await nextClick(button(shown, 'Approve'));
      await button(shown, 'Approve').click({ force: true });
      if (!(await click())) return undefined;
      assert.equal((await agentView(approvalId)).state, 'waiting');
      return shown;
    };
    // On a machine that is busy the click may come when half a second is over: then it is a decision like any other.
    const shown = await until(tooEarly, 'a click that is quick enough');
    await until(() => works(button(shown, 'Approve')), 'Approve to work');
    await leave(page);
    await page.waitForTimeout(100);
    const shielded = await button(shown, 'Approve').evaluateHandle((each) => ({
      again: new Promise<void>((resolve) => {
        new MutationObserver(() => each.ariaDisabled === 'true' && resolve()).observe(each, { attributes: true });
      }),
    }));
    await ask({ action: 'pushes.down', timeoutMs: 100_000 });
    await cards(page, 'pushes.down').waitFor();
    await shielded.evaluate(({ again }) => again);
  });

  it('takes no key that is held down, no Escape, no Enter while typing and no click of a script', async () => {
    const page = await pending();
    const approvalId = await ask({ action: 'not.meant' });
    const shown = cards(page, 'not.meant');
    const approve = button(shown, 'Approve');
    await until(() => works(approve), 'Approve to work');
    await approve.evaluate((each: HTMLElement) => {
      each.click();
      for (const type of ['pointerdown', 'keydown', 'click']) each.dispatchEvent(new Event(type, { bubbles: true }));
    });
    await shown.getByRole('textbox', { name: 'Comment' }).click();
    await page.keyboard.type('rm');
    for (const key of ['Enter', 'Escape']) await page.keyboard.press(key);
    await approve.focus();
    await page.keyboard.press('Escape');
    // Held down since before the focus was here: the browser repeats it.
    await shown.getByRole('textbox', { name: 'Comment' }).focus();
    await page.keyboard.down('Enter');
    await approve.focus();
    for (let index = 0; index < 3; index++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    assert.equal((await agentView(approvalId)).state, 'waiting');
    // The line feed in the comment has moved the buttons.
    await until(() => works(approve), 'Approve to work again');
    await page.keyboard.press('Enter');
    await shown.getByText(/^Approved by /).waitFor();
  });

  it('lets the host veto a decision, or hold it until somebody has signed in again', async () => {
    const page = await pending();
    const approvalId = await ask({ action: 'ask.host' });
    await page.evaluate(() => {
      document.addEventListener(
        'comis-before-decide',
        (event) => event.waitUntil(Promise.reject(new Error('Sign in again.'))),
        { once: true },
      );
    });
    const shown = cards(page, 'ask.host');
    await shown.getByRole('textbox', { name: 'Comment' }).fill('kept');
    await pressVerdict(button(shown, 'Approve'));
    await shown.getByRole('alert').getByText('Sign in again.').waitFor();
    assert.equal((await agentView(approvalId)).state, 'waiting');
    await pressVerdict(button(shown, 'Retry'));
    await shown.getByText(/^Approved by /).waitFor();
    assert.equal((await agentView(approvalId)).comment, 'kept');
  });
});

describe('7. the end of a request', () => {
  it('is said in place with the name and the age, with the comment to be copied, the focus kept, then folded', async () => {
    const [page, other] = [await pending(), await pending()];
    await ask({ action: 'ends.elsewhere' });
    await ask({ action: 'stays.here' });
    const shown = cards(page, 'ends.elsewhere');
    const comment = shown.getByRole('textbox', { name: 'Comment' });
    await comment.fill('still reading');
    const top = await topOf(shown);
    await pressVerdict(button(cards(other, 'ends.elsewhere'), 'Deny'));
    await shown.getByText(/^Denied by /).waitFor();
    await shown.getByText(/\ds ago$/).waitFor();
    for (const name of ['Approve', 'Deny']) assert.equal(await button(shown, name).count(), 0);
    assert.equal(await comment.evaluate((each) => each.matches(':focus')), true);
    assert.equal(await comment.inputValue(), 'still reading');
    assert.ok(Math.abs((await topOf(shown)) - top) <= 1);
    await leave(page);
    await shown.waitFor({ state: 'detached' });
    assert.equal(await cards(page, 'stays.here').count(), 1);
  });

  it('is said as what it was: timed out, withdrawn', async () => {
    const page = await pending();
    await ask({ action: 'to.expire', timeoutMs: 2000 });
    const withdrawn = await ask({ action: 'to.withdraw' });
    await cards(page, 'to.withdraw').waitFor();
    await change(withdrawn, { withdraw: true });
    await cards(page, 'to.withdraw').getByText('Withdrawn').waitFor();
    await cards(page, 'to.expire').getByText('Timed out: denied automatically').waitFor();
    assert.equal(await cards(page, 'to.expire').getByRole('button', { name: 'Approve' }).count(), 0);
  });
});
