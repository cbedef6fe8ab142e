/** Lines 8 to 10: many requests at speed, attention, and what a decision is made from. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../../support/e2e.js';
import { button, cards, pressVerdict, decisionsOf, leave, press, useQueue, works } from './support.js';

const { e2e, ask, agentView, fail, pending } = useQueue();

describe('8. triage at speed', () => {
  it('goes by keyboard alone: next, select, expand, deny and approve with a modifier, help and an off switch', async () => {
    const page = await pending();
    const [first, second] = [
      await ask({ action: 'key.one', timeoutMs: 300_000 }),
      await ask({ action: 'key.two', timeoutMs: 400_000 }),
    ];
    await page.keyboard.press('j');
    await page.keyboard.press('Alt+d');
    await cards(page, 'key.two').waitFor();
    assert.equal((await agentView(first)).state, 'waiting', 'nothing happens while the focus is elsewhere');
    await button(cards(page, 'key.one'), 'Link').focus();
    await until(() => works(button(cards(page, 'key.one'), 'Deny')), 'Deny to work');
    await page.keyboard.press('j');
    assert.equal(await cards(page, 'key.two').evaluate((card) => card.matches(':focus')), true);
    await page.keyboard.press('x');
    assert.equal(await cards(page, 'key.two').getByRole('checkbox').isChecked(), true);
    await page.keyboard.press('x');
    await page.keyboard.press('d');
    await until(() => works(button(cards(page, 'key.two'), 'Deny')), 'Deny to work');
    await page.keyboard.press('Alt+d');
    await until(async () => (await agentView(second)).state === 'denied', 'the denial');
    await page.keyboard.press('k');
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Approve this request').waitFor();
    await help.getByRole('checkbox', { name: 'Shortcuts on' }).uncheck();
    await page.keyboard.press('Escape');
    await button(cards(page, 'key.one'), 'Link').focus();
    await page.keyboard.press('Alt+a');
    // Nothing must be sent: a decision by key is with the gateway within this time.
    await page.waitForTimeout(300);
    assert.equal((await agentView(first)).state, 'waiting');
  });

  it('decides the frozen selection, one call per id, with a result per row; failures stay selected', async () => {
    const page = await pending();
    const sent = await decisionsOf(page);
    const ids: string[] = [];
    for (const action of ['bulk.one', 'bulk.two', 'bulk.three']) ids.push(await ask({ action }));
    const grave = await ask({ action: 'bulk.grave', risk: 'critical' });
    for (const action of ['bulk.one', 'bulk.two', 'bulk.three'])
      await cards(page, action).getByRole('checkbox').check();
    assert.equal(await cards(page, 'bulk.grave').getByRole('checkbox').isEnabled(), false);
    await page.getByRole('button', { name: 'Deny 3…' }).click();
    const dialog = page.getByRole('dialog', { name: /^(Deny 3 requests\?|Denial of 3 requests)$/ });
    const late = await ask({ action: 'bulk.late' });
    await fail('approvals.respond', { error: { code: -32603, message: 'Disk full.' } });
    await press(dialog.getByRole('button', { name: 'Deny 3', exact: true }));
    await dialog.getByText('2 denied, 1 failed and still selected').waitFor();
    await dialog.getByRole('row').filter({ hasText: 'bulk.one' }).getByText('Disk full.').waitFor();
    await dialog
      .getByRole('row')
      .filter({ hasText: 'bulk.two' })
      .getByText(/^Denied by /)
      .waitFor();
    assert.deepEqual(
      sent.map(({ approvalId }) => approvalId),
      ids,
    );
    await dialog.getByRole('button', { name: 'Close' }).click();
    assert.equal(await cards(page, 'bulk.one').getByRole('checkbox').isChecked(), true);
    await cards(page, 'bulk.one').getByRole('alert').getByText('Disk full.').waitFor();
    for (const id of [grave, late, ids[0] ?? '']) assert.equal((await agentView(id)).state, 'waiting');
  });

  it('stays responsive with 200 waiting and a burst of 50, and starves nobody', async () => {
    const page = await pending();
    const waiting = Array.from({ length: 200 }, (_, index) =>
      ask({
        agentId: `agent-${String(index % 20)}`,
        action: `many.${String(index)}`,
        timeoutMs: 600_000 + index * 1000,
      }),
    );
    await Promise.all(waiting);
    const shown = cards(page, 'many.0');
    await shown.waitFor();
    await button(shown, 'Deny').hover();
    await page.evaluate(() => {
      const slow = Object.assign(window, { longest: 0 });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) slow.longest = Math.max(slow.longest, duration);
      }).observe({ type: 'longtask' });
    });
    const burst = Array.from({ length: 50 }, (_, index) =>
      ask({
        agentId: `agent-${String(index % 20)}`,
        action: `burst.${String(index)}`,
        timeoutMs: 300_000 + index * 1000,
      }),
    );
    await Promise.all(burst);
    await page.getByRole('button', { name: '50 new' }).waitFor();
    // A click while they arrive is answered, and by the card that it was meant for.
    await pressVerdict(button(shown, 'Deny'));
    await shown.getByText(/^Denied by /).waitFor();
    await page.getByRole('button', { name: '50 new' }).click();
    await cards(page, 'burst.49').waitFor({ state: 'attached' });
    await leave(page);
    await until(async () => (await cards(page).count()) >= 249, 'all of them');
    const names = await cards(page).evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
    const place = (action: string) => names.findIndex((name) => name.endsWith(`: ${action}`));
    assert.ok(
      place('burst.0') < place('burst.49') && place('burst.49') < place('many.1'),
      'the nearest deadline first',
    );
    assert.ok(place('many.199') > 0, 'the last one has its place');
  });
});

describe('9. attention', () => {
  it('is asked for by the host: the number in the title, gone when nobody waits', async () => {
    const page = await pending();
    const before = await page.title();
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('comis-security-dashboard, comis-approvals')) {
        host.setAttribute('attention', 'title');
      }
    });
    const waiting = await cards(page).count();
    await ask({ action: 'counts.me' });
    await until(async () => (await page.title()) !== before, 'the title');
    assert.match(await page.title(), new RegExp(`^\\(${String(waiting + 1)}\\) `));
  });

  it('names an agent that floods, with its rate', async () => {
    const page = await pending();
    await Promise.all(
      Array.from({ length: 18 }, (_, index) => ask({ agentId: 'flooder', action: `flood.${String(index)}` })),
    );
    await page
      .getByText(/18 requests a minute from/)
      .first()
      .waitFor();
    await page.getByText('flooder').first().waitFor();
  });

  it('leads to one request by its address, and says how one ended that no longer waits', async () => {
    const gone = await ask({ action: 'linked.gone' });
    const wanted = await ask({ action: 'linked.to', timeoutMs: 900_000 });
    const first = await pending();
    await button(cards(first, 'linked.to'), 'Link').click();
    await until(() => first.url().includes(`request=${wanted}`), 'the address');
    const page = await pending({}, `&request=${wanted}`);
    await until(() => cards(page, 'linked.to').evaluate((card) => card.ariaCurrent === 'true'), 'the mark');
    await pressVerdict(button(cards(page, 'linked.gone'), 'Deny'));
    await until(async () => (await agentView(gone)).state === 'denied', 'the denial');
    const late = await pending({}, `&request=${gone}`);
    await late.getByText(/is no longer pending\. Denied by /).waitFor();
  });
});

describe('10. context', () => {
  it('has the last five decisions, the events of the trace, and who asked', async () => {
    const page = await pending();
    for (let index = 1; index <= 6; index++) {
      const id = await ask({ agentId: 'asker', action: 'drop.table' });
      const shown = cards(page, 'drop.table');
      await shown.getByRole('textbox', { name: 'Comment' }).fill(`reason ${String(index)}`);
      await pressVerdict(button(shown, 'Deny'));
      await until(async () => (await agentView(id)).state === 'denied', 'the denial');
      await leave(page);
      await shown.waitFor({ state: 'detached' });
    }
    await e2e.control('POST', '/demo/events', { action: 'table.read', traceId: 'trace-7', message: 'read before' });
    await ask({ agentId: 'asker', action: 'drop.table', traceId: 'trace-7', user: 'ann', trustLevel: 'member' });
    const shown = cards(page, 'drop.table');
    await shown.getByText('Context: past decisions').click();
    await shown.getByText('The last 5 decisions').waitFor();
    for (const text of ['reason 6', 'reason 2', 'table.read', 'read before', 'ann', 'member']) {
      await shown.getByText(text).first().waitFor();
    }
    assert.equal(await shown.getByText('reason 1').count(), 0);
  });

  it('keeps an error on its own request, with a retry that keeps the comment', async () => {
    const page = await pending();
    const [failed] = [await ask({ action: 'will.fail' }), await ask({ action: 'is.innocent' })];
    await fail('approvals.respond', { error: { code: -32603, message: 'Disk full.' } });
    const shown = cards(page, 'will.fail');
    await shown.getByRole('textbox', { name: 'Comment' }).fill('my words');
    await pressVerdict(button(shown, 'Approve'));
    await shown.getByRole('alert').getByText('Disk full.').waitFor();
    assert.equal(await cards(page, 'is.innocent').getByRole('alert').count(), 0);
    await pressVerdict(button(shown, 'Retry'));
    await shown.getByText(/^Approved by /).waitFor();
    assert.equal((await agentView(failed)).comment, 'my words');
  });
});
