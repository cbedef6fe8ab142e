/** Provider health on the served page: a breaker trips, half-opens and closes before one's eyes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

describe('provider health', () => {
  const e2e = useGateway({ scenario: 'quiet' });

  const call = (provider: string, outcome: 'ok' | 'error', count = 1, latencyMs = 400) =>
    e2e.control('POST', '/demo/providers', { provider, outcome, count, latencyMs });
  const open = async (options?: Parameters<typeof e2e.open>[1]): Promise<Page> => {
    const page = await e2e.open('/security?tab=health', options);
    await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
    return page;
  };
  const article = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

  it('shows a breaker trip, half-open and close, with why, since when, errors and latency', async () => {
    const page = await open();
    await call('openai', 'ok', 35, 420);
    const shown = article(page, 'openai');
    await shown.getByText('0 errors of 35 calls in the last 5 min').waitFor();
    await shown.getByText('closed', { exact: true }).first().waitFor();
    await call('openai', 'error', 5, 2400);
    // At once: it is open for five seconds only.
    const words = [/\bopen calls are refused, since/, /calls in a row failed/, /Next probe\s+in 0:0\d/];
    await until(async () => {
      const text = (await shown.innerText()).replaceAll(/\s+/g, ' ');
      return words.every((each) => each.test(text));
    }, 'the open breaker');
    await shown.getByText('5 errors of 40 calls in the last 5 min').waitFor();
    await shown.getByText(/^measured \d+s ago$/).waitFor();
    assert.match(await shown.innerText(), /p50\s+420 ms\s+p95\s+2,400 ms/);
    assert.match((await shown.getByRole('img').getAttribute('aria-label')) ?? '', /p50 .* p95 .*errors in/);
    await shown
      .getByText(/the next call decides/)
      .first()
      .waitFor();
    await call('openai', 'ok');
    await shown.getByText(/calls pass, since/).waitFor();
    const states = await shown.getByRole('list', { name: 'States' }).getByRole('listitem').allInnerTexts();
    assert.deepEqual(
      states.map((each) => each.trim().split(/\s/)[0]),
      ['closed', 'open', 'half-open', 'closed'],
    );
  });

  it('is true again by itself after ten seconds without a gateway', async () => {
    const page = await open({ expected: connectionErrors });
    await call('anthropic', 'ok', 3);
    await article(page, 'anthropic').getByText('0 errors of 3 calls').waitFor();
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 10_000 });
    await page
      .getByRole('tabpanel')
      .getByText(/^Stale since/)
      .waitFor();
    await call('anthropic', 'error', 5);
    await until(
      () => article(page, 'anthropic').getByText('5 errors of 8 calls').isVisible(),
      'what happened meanwhile',
      25_000,
    );
    await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
  });
});
