/** The dashboard's seven tabs, the line that leads from the queue to its rules, the related pages, and all elements alone. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findElements } from '../../scripts/elements.js';
import { connectionErrors, useGateway } from '../support/e2e.js';

const tabs = {
  events: 'Security Events',
  audit: 'Audit Log',
  tokens: 'API Tokens',
  secrets: 'Secrets',
  rules: 'Approval Rules',
  pending: 'Pending Approvals',
  health: 'Provider Health',
};

describe('the dashboard', () => {
  const e2e = useGateway({ scenario: 'busy' });

  it('has the seven tabs in their order, each with an address that a reload keeps', async () => {
    const page = await e2e.open('/security');
    const names = await page.getByRole('tab').allInnerTexts();
    assert.deepEqual(
      names.map((name) => name.replace(/\s*\(\d+\)\s*$/, '').trim()),
      Object.values(tabs),
    );
    for (const [id, words] of Object.entries(tabs)) {
      await page.goto(`${e2e.server.url}/security?tab=${id}`);
      await page.getByRole('tab', { name: words, selected: true }).waitFor();
      await page.getByRole('tabpanel', { name: words }).waitFor();
    }
  });

  it('marks the selected tab, and the page in the sidebar, in forced colours too', async () => {
    const page = await e2e.open('/security?tab=pending', { forcedColors: 'active' });
    await page.getByRole('tab', { name: 'Pending Approvals', selected: true }).waitFor();
    const lines = await page
      .getByRole('tab')
      .evaluateAll((all) => all.map((tab) => [tab.ariaSelected, getComputedStyle(tab).borderBottomColor] as const));
    const [selected, ...others] = [...lines].sort(([a], [b]) => String(b).localeCompare(String(a)));
    assert.equal(selected?.[0], 'true');
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.notEqual(selected?.[1], background);
    for (const [, line] of others) assert.equal(line, background);
    const current = page.getByRole('navigation').locator('[aria-current]').first();
    assert.equal(await current.evaluate((link) => getComputedStyle(link).outlineStyle), 'solid');
  });

  it('every tab shows its widget with what the gateway has, and none scrolls the page sideways', async () => {
    const page = await e2e.open('/security', { viewport: { width: 320, height: 640 } });
    const shown = {
      events: page.getByRole('table', { name: 'Security events' }),
      audit: page.getByRole('table', { name: 'Audit log' }),
      tokens: page.getByRole('table', { name: 'API tokens' }),
      secrets: page.getByRole('table', { name: 'Secrets' }),
      rules: page.getByRole('heading', { name: 'Action Confirmation' }),
      pending: page.getByRole('table', { name: 'Approval history' }),
      health: page.getByRole('article').first(),
    };
    for (const [id, widget] of Object.entries(shown)) {
      await page.getByRole('tab', { name: tabs[id as keyof typeof tabs] }).click();
      await widget.waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), id);
    }
  });

  it('the approvals say by which rules they come, and lead to them', async () => {
    const page = await e2e.open('/security?tab=pending');
    const line = page.getByRole('region', { name: 'Rules in force' });
    await line.getByText('Default Mode: manual').waitFor();
    assert.match(await line.innerText(), /Timeout: \d+ seconds/);
    await line.getByRole('button', { name: 'Approval Rules' }).click();
    await page.getByRole('tab', { name: 'Approval Rules', selected: true }).waitFor();
    assert.equal(new URL(page.url()).search, '?tab=rules');
  });

  it('links to the related pages', async () => {
    const page = await e2e.open('/security');
    const related = page.getByRole('navigation', { name: 'Related pages' });
    for (const name of ['Security Documentation', 'Config Editor']) {
      assert.match((await related.getByRole('link', { name }).getAttribute('href')) ?? '', /^https:/);
    }
  });

  it('every tab survives ten seconds without connections', async () => {
    const page = await e2e.open('/security', { expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    for (const words of Object.values(tabs)) await page.getByRole('tab', { name: words }).click();
    await page.getByRole('article').first().waitFor();
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 10_000 });
    for (const words of Object.values(tabs)) {
      await page.getByRole('tab', { name: words }).click();
      await page
        .getByRole('tabpanel')
        .getByText(/^Stale since/)
        .first()
        .waitFor({ timeout: 3000 });
    }
    await page.getByText('Connected, live').waitFor({ timeout: 25_000 });
    for (const words of Object.values(tabs)) {
      await page.getByRole('tab', { name: words }).click();
      await page
        .getByRole('tabpanel')
        .getByText(/^Stale since/)
        .first()
        .waitFor({ state: 'detached', timeout: 10_000 });
    }
  });
});

describe('the page of all elements', () => {
  const e2e = useGateway({ scenario: 'quiet' });

  it('holds every element, over one connection, and all of them have loaded', async () => {
    const page = await e2e.open('/embed');
    const names = await page.evaluate(() =>
      [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))].filter((name) =>
        name.startsWith('comis-'),
      ),
    );
    assert.deepEqual(
      names.sort(),
      findElements()
        .map(({ tag }) => tag)
        .sort(),
    );
    assert.ok(await page.evaluate(() => [...document.querySelectorAll(':not(:defined)')].length === 0));
    await page.getByText('Connected, live').first().waitFor();
    await page
      .getByText(/^Loading /)
      .first()
      .waitFor({ state: 'detached' });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});
