/**
 * What `<comis-approval-queue>` costs when a request arrives at the head of 1 000 that wait, and when it leaves again:
 * main-thread CPU until all is settled. Beside it, in the same run and by turns, the same cards by a plain keyed `repeat`
 * of Lit, since on a shared machine only ratios mean much. It judges nothing.
 */
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { build } from 'vite';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { targets } from '../../vite.config.js';
import { metric } from './measure.js';
import type { QueueBench } from './queue-page.js';

const passes = Number(process.env['PASSES'] ?? 5);
const address = 'http://bench.localhost/';
/** Past the shield's half second, or past the three seconds for which a card that has ended stays. */
const settleMs = { arrive: 1500, leave: 5000 };

interface Sample {
  readonly candidate: string;
  readonly firstRender: number;
  readonly arrive: number;
  readonly leave: number;
}

const candidates = { 'comis-approval-queue': 'the element', 'comis-plain-queue': 'plain keyed repeat' };

await build({ ...targets.bench, configFile: false });
const script = readFileSync(new URL('../../build/bench/queue.js', import.meta.url), 'utf8');
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
const samples: Sample[] = [];
try {
  for (let pass = 0; pass < passes; pass++) {
    for (const tag of Object.keys(candidates)) samples.push(await sample(browser, tag));
  }
} finally {
  await browser.close();
}
report(samples);

async function sample(launched: Browser, tag: string): Promise<Sample> {
  const page = await launched.newPage({ viewport: { width: 1120, height: 640 } });
  try {
    await page.route(`${address}**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({
            contentType: 'text/html',
            body: '<!doctype html><title>bench</title><script type="module" src="/queue.js"></script>',
          }),
    );
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`${address}?element=${tag}`);
    await cardsAre(page, 1000);
    await wait(3000);
    const firstRender = await cpu(cdp);
    const arrive = await cost(page, cdp, 'arrive', 1001);
    const leave = await cost(page, cdp, 'leave', 1000);
    return { candidate: tag, firstRender, arrive, leave };
  } finally {
    await page.close();
  }
}

/** The CPU of one change, ms, what the page does by itself in the meantime included. */
async function cost(page: Page, cdp: CDPSession, change: 'arrive' | 'leave', expected: number): Promise<number> {
  const before = await cpu(cdp);
  await page.evaluate((name) => (window as typeof window & { bench: QueueBench }).bench[name](), change);
  await wait(settleMs[change]);
  const after = await cpu(cdp);
  await cardsAre(page, expected);
  return after - before;
}

async function cardsAre(page: Page, expected: number): Promise<void> {
  await page.waitForFunction(
    (count) => (window as typeof window & { bench?: QueueBench }).bench?.cards() === count,
    expected,
  );
}

async function cpu(cdp: CDPSession): Promise<number> {
  return (await metric(cdp, 'TaskDuration')) * 1000;
}

async function wait(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function report(all: readonly Sample[]): void {
  const of = (tag: string, measure: (sample: Sample) => number) =>
    median(all.filter(({ candidate }) => candidate === tag).map(measure));
  const measures: [string, (sample: Sample) => number][] = [
    ['arrives', ({ arrive }) => arrive],
    ['leaves', ({ leave }) => leave],
    ['both', ({ arrive, leave }) => arrive + leave],
    ['first render', ({ firstRender }) => firstRender],
  ];
  console.log('\n1000 pending cards, one arrives at the head, one leaves: main-thread CPU ms to settled, median (×)');
  console.log([''.padEnd(22), ...measures.map(([name]) => name.padStart(16))].join(' '));
  for (const [tag, name] of Object.entries(candidates)) {
    const cells = measures.map(([, measure]) => {
      const [own, plain] = [of(tag, measure), of('comis-plain-queue', measure)];
      return `${own.toFixed(1)} (${(own / plain).toFixed(2)})`.padStart(16);
    });
    console.log([name.padEnd(22), ...cells].join(' '));
  }
  console.log(`× = compared with the plain keyed repeat in this run; ${passes} passes by turns.`);
  console.log(JSON.stringify(all));
}
