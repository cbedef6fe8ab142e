/**
 * What `<comis-security-events>` costs at 100, 1000 and 10 000 events a second: the page that `npm start` serves, the
 * reference gateway, a real stream. Beside it, in the same run, a list written by hand, drawn every frame and at 25
 * frames a second, since on a shared machine only ratios mean much. It judges nothing.
 */
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { startGateway, type GatewayServer } from '../../stories/demo/server/gateway-server.js';
import { measure, type Cost, type Subject } from './measure.js';
import { runVanillaList, type Box } from './vanilla-list.js';

const rates = [100, 1000, 10_000];
const durationMs = 10_000;
const warmUpMs = 3000;

interface Result extends Cost {
  readonly rate: number;
  readonly candidate: string;
}

const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
const results: Result[] = [];
try {
  for (const rate of rates) results.push(...(await benchRate(browser, rate)));
} finally {
  await browser.close();
}
report(results);

async function benchRate(launched: Browser, rate: number): Promise<Result[]> {
  let box: Box | undefined;
  const element = await onFreshPage(launched, rate, async (page, server) => {
    await page.goto(`${server.url}/security`);
    const table = page.getByRole('table', { name: 'Security events' });
    await table.waitFor();
    box = await table.evaluate((node) => ({
      width: node.clientWidth,
      height: node.clientHeight - (node.querySelector('[role=rowgroup]')?.clientHeight ?? 0),
      rowHeight: node.querySelector('[role=row]')?.clientHeight ?? 28,
    }));
    return { page, selector: 'comis-security-events', received: () => countInElement(page) };
  });
  const rows: Result[] = [{ rate, candidate: 'comis-security-events', ...element }];
  for (const [candidate, intervalMs] of [
    ['by hand, every frame', 0],
    ['by hand, 25 frames/s', 40],
  ] as const) {
    const cost = await onFreshPage(launched, rate, async (page, server) => {
      await page.route('**/bench', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<title>bench</title>' }),
      );
      await page.goto(`${server.url}/bench`);
      if (!box) throw new Error('The element is measured first');
      // esbuild, which runs this file, marks functions by name with a helper that the page lacks.
      await page.evaluate('globalThis.__name = (value) => value');
      await page.evaluate(runVanillaList, { box, intervalMs });
      return { page, selector: 'body', received: () => countInList(page) };
    });
    rows.push({ rate, candidate, ...cost });
  }
  return rows;
}

/** A gateway, a page and a process of their own, so that nothing is left over from the one before. */
async function onFreshPage(
  launched: Browser,
  rate: number,
  open: (page: Page, server: GatewayServer) => Promise<Subject>,
): Promise<Cost> {
  const server = await startGateway({ port: 0, scenario: 'quiet', rate });
  const context = await launched.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.addInitScript('globalThis.__name = (value) => value');
    const subject = await open(page, server);
    await new Promise((resolve) => setTimeout(resolve, warmUpMs));
    return await measure(subject, durationMs);
  } finally {
    await context.close();
    await server.close();
  }
}

/** The element says how many it has and how many it had. */
async function countInElement(page: Page): Promise<number> {
  const words = await page.locator('comis-security-events .count').innerText();
  return [...words.matchAll(/[\d,]+(?= )/g)].reduce((sum, [digits]) => sum + Number(digits.replaceAll(',', '')), 0);
}

function countInList(page: Page): Promise<number> {
  return page.evaluate(() => (window as Window & { benchCounter?: { received: number } }).benchCounter?.received ?? 0);
}

function report(all: readonly Result[]): void {
  const columns = ['events/s', 'CPU ms/s', '×', 'longest task ms', 'DOM nodes', 'heap MB', 'arrived/s'];
  const lines = all.map((result) => {
    const byHand = all.find(({ rate, candidate }) => rate === result.rate && candidate === 'by hand, every frame');
    const ratio = byHand ? result.cpuMsPerSecond / byHand.cpuMsPerSecond : NaN;
    return [
      result.candidate.padEnd(22),
      String(result.rate),
      result.cpuMsPerSecond.toFixed(0),
      ratio.toFixed(2),
      result.longestTaskMs === 0 ? '< 50' : result.longestTaskMs.toFixed(0),
      String(result.domNodes),
      result.heapMb.toFixed(1),
      result.eventsPerSecond.toFixed(0),
    ];
  });
  console.log(['candidate'.padEnd(22), ...columns.map((column) => column.padStart(15))].join(' '));
  for (const [candidate, ...cells] of lines) {
    console.log([candidate, ...cells.map((cell) => cell.padStart(15))].join(' '));
  }
  console.log('× = main-thread CPU compared with the list by hand, drawn every frame, at the same rate in this run.');
  console.log(JSON.stringify(all));
}
