/** On paper nothing scrolls and nothing is pressed: lists are whole, and say what they are and what is not in them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until, useGateway } from '../support/e2e.js';

const e2e = useGateway({ scenario: 'quiet', audit: 1250 });

/** Shows a tab as it is printed, and checks that it is whole. */
async function print(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  assert.deepEqual(await page.evaluate(problemsOnPaper), []);
}
async function endPrint(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
}
const pagesOf = async (page: Page): Promise<number> =>
  (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

/** What of the elements is cut off, can only be pressed, or cannot be read in ink on white. */
function problemsOnPaper(): string[] {
  const problems = new Set<string>();
  const roots: ParentNode[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (root === document || !element.checkVisibility() || element.closest('.visually-hidden, svg')) continue;
      const where = `${element.localName}.${element.className}`;
      const { overflowX, overflowY, color } = getComputedStyle(element);
      const cutsOff = [overflowX, overflowY].some((each) => each !== 'visible');
      if (cutsOff && element.scrollHeight > element.clientHeight + 2) problems.add(`cut off: ${where}`);
      if (element.matches('form *, [role=toolbar] *, .select')) problems.add(`a control: ${where}`);
      const fields = 'input:not([type=checkbox], [type=radio]), textarea, select';
      if (element.matches(fields) && (element as HTMLInputElement).value === '')
        problems.add(`an empty field: ${where}`);
      if (element instanceof HTMLButtonElement && element.role !== 'tab') problems.add(`a button: ${where}`);
      const [red = 0, green = 0, blue = 0] = color.match(/\d+/g)?.map(Number) ?? [];
      if (color.startsWith('rgb(') && Math.min(red, green, blue) > 150) problems.add(`pale: ${where} ${color}`);
    }
  }
  return [...problems];
}

describe('real use 35: printing', () => {
  it('real use 35: prints the newest 1,000 events, counts the rest, says what it is, and goes on as before', async () => {
    const events = Array.from({ length: 1100 }, (_, index) => ({
      agentId: 'printer',
      action: `print.row-${index}`,
      risk: 'low',
    }));
    await e2e.control('POST', '/demo/events', events.slice(0, 900));
    const page = await e2e.open('/security?tab=events', { timezoneId: 'Asia/Tokyo' });
    const table = page.getByRole('table', { name: 'Security events' });
    await table.getByText('print.row-899').waitFor();
    // The page reads 1,000 at most when it opens; these come while it is open.
    await e2e.control('POST', '/demo/events', events.slice(900));
    await table.getByText('print.row-1099').waitFor();
    const rows = table.locator('.rows > .row');
    const panel = page.getByRole('tabpanel', { name: 'Security Events' });
    assert.ok((await rows.count()) < 60, 'only rows in sight are drawn');

    await print(page);
    assert.equal(await rows.count(), 1000);
    assert.ok(await table.getByText('print.row-101', { exact: true }).isVisible());
    const head = panel.locator('.print-head');
    for (const words of ['Security events', 'Times in Asia/Tokyo', 'No filters.', '1,000 rows are printed']) {
      assert.ok((await head.innerText()).includes(words), words);
    }
    const height = (await rows.first().boundingBox())!.height;
    assert.ok((await table.boundingBox())!.height >= 1000 * height, 'the table is as high as its rows');
    assert.ok((await pagesOf(page)) >= 12);

    await endPrint(page);
    await until(async () => (await rows.count()) < 60, 'only the rows in sight again');
    assert.equal(await head.count(), 0);
    await e2e.control('POST', '/demo/events', [{ agentId: 'printer', action: 'print.after', risk: 'low' }]);
    await table.getByText('print.after').waitFor();
  });

  it('real use 35: prints the events of the filter that is on, and stands afterwards where it was scrolled to', async () => {
    const page = await e2e.open('/security?tab=events');
    const table = page.getByRole('table', { name: 'Security events' });
    await table.getByText('print.row-1099').waitFor();
    await table.evaluate((element) => element.scrollTo(0, 5000));
    await table.getByText('print.row-1099').waitFor({ state: 'detached' });
    const scrollTop = () => table.evaluate((element) => element.scrollTop);
    const before = await scrollTop();
    await print(page);
    await endPrint(page);
    await until(async () => (await scrollTop()) === before, 'the place it was scrolled to');

    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('print.row-7');
    await table.getByText('print.row-799').waitFor();
    await print(page);
    const head = page.locator('comis-security-events .print-head');
    assert.match(await head.innerText(), /Search “print\.row-7”/);
    assert.equal(await table.locator('.rows > .row').count(), 100, 'print.row-700 to print.row-799');
  });

  it('real use 35: prints itself, when the browser prints without another word', async () => {
    const page = await e2e.open('/security?tab=events');
    await page.getByRole('table', { name: 'Security events' }).getByText('print.row-1099').waitFor();
    assert.ok((await pagesOf(page)) >= 12);
  });

  it('real use 35: prints the audit entries that are loaded, 1,000 at most', async () => {
    const page = await e2e.open('/security?tab=audit');
    const panel = page.getByRole('tabpanel', { name: 'Audit Log' });
    const table = page.getByRole('table', { name: 'Audit log' });
    const rows = table.locator('tbody').getByRole('row');
    const loaded = (count: number) =>
      until(
        async () => (await panel.locator('.count').innerText()).startsWith(count.toLocaleString('en')),
        `${count} entries`,
      );
    for (let count = 100; count <= 1000; count += 100) {
      await loaded(count);
      await panel.getByRole('button', { name: 'Load more' }).click();
    }
    await loaded(1100);
    assert.ok((await rows.count()) < 500, 'the others are far from the screen');
    await rows.first().getByRole('button').click();
    await print(page);
    assert.equal(await rows.count(), 1001, 'with one whose details are open');
    const head = await panel.locator('.print-head').innerText();
    assert.match(head, /Audit log/);
    assert.match(head, /No filters\./);
    assert.match(head, /first 1,000 rows are printed; 100 more are loaded and not printed/);
    assert.ok((await pagesOf(page)) >= 12);
    await endPrint(page);
    await until(async () => (await rows.count()) < 500, 'the rows near the screen again');
    assert.equal(await table.getAttribute('aria-rowcount'), '1101');

    await panel.getByRole('combobox', { name: 'Outcome' }).selectOption('denied');
    await until(async () => !(await panel.locator('.count').innerText()).startsWith('1,100'), 'fewer entries');
    await print(page);
    assert.match(await panel.locator('.print-head').innerText(), /Outcome “denied”/);
  });

  it('real use 35: cuts nothing off in the other tabs, and leaves out what can only be pressed', async () => {
    await e2e.control('POST', '/demo/approvals', {
      agentId: 'ops-agent',
      action: 'db.drop',
      risk: 'critical',
      params: { statements: Array.from({ length: 200 }, (_, index) => `DROP TABLE t${index}`).join('\n') },
    });
    await e2e.control('POST', '/demo/approvals', {
      agentId: 'ops-agent',
      action: 'file.read',
      risk: 'low',
      params: {},
    });
    for (const tab of ['pending', 'rules', 'tokens', 'secrets', 'health']) {
      const page = await e2e.open(`/security?tab=${tab}`);
      await page.getByRole('tabpanel').locator('*').first().waitFor();
      await page.getByText('Loading').first().waitFor({ state: 'hidden' });
      await print(page);
      await page.context().close();
    }
  });

  it('names the columns that people can sort by, and prints no column of buttons', async () => {
    const page = await e2e.open('/security?tab=tokens');
    const head = page.getByRole('table', { name: 'API tokens' }).locator('thead');
    await head.getByRole('button', { name: 'Created' }).click();
    await print(page);
    const printed = await head
      .locator('th')
      .evaluateAll((heads) =>
        heads
          .filter((each) => each.checkVisibility())
          .map(
            (each) => getComputedStyle(each, '::before').content.replaceAll('"', '') + (each as HTMLElement).innerText,
          ),
      );
    assert.deepEqual(
      printed.map((each) => each.replace('none', '').trim()),
      ['Name', 'ID', 'Scopes', 'Created', 'Last used'],
    );
  });

  it('real use 35: prints a comment that was typed, the values of settings, and the filters of the history that are on', async () => {
    const page = await e2e.open('/security?tab=pending');
    const card = page.getByRole('listitem', { name: 'file.read' });
    await card.getByRole('textbox', { name: 'Comment' }).fill('Looks fine to me.');
    const history = page.locator('comis-approval-history');
    await history.getByRole('combobox', { name: 'Outcome' }).selectOption('denied');
    await history.getByLabel('Agent', { exact: true }).fill('ops-agent');
    await history.getByText('No decision matches').waitFor();
    await print(page);
    assert.ok(await card.getByRole('textbox', { name: 'Comment' }).isVisible());
    assert.equal(await page.getByRole('listitem', { name: 'db.drop' }).first().getByText('Comment').isVisible(), false);
    const head = await history.locator('.print-head').innerText();
    for (const words of ['Approval history', 'Times in', 'Outcome “Denied”', 'Agent “ops-agent”']) {
      assert.ok(head.includes(words), `${words} in ${head}`);
    }
    await endPrint(page);
    assert.equal(await card.getByRole('textbox', { name: 'Comment' }).inputValue(), 'Looks fine to me.');

    const rules = await e2e.open('/security?tab=rules');
    await rules.getByLabel('Timeout (seconds)').waitFor();
    await print(rules);
    assert.ok(await rules.getByLabel('Timeout (seconds)').isVisible());
  });
});
