/**
 * What a request with a megabyte of text costs in `<comis-approval-queue>`: the main thread's CPU until all of its first
 * page is drawn, the longest task of these (what a click on Deny or the brake may have to wait for), and how many elements
 * the page has then. It judges nothing.
 */
import { chromium, type Browser } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { longTexts, manyKeys } from '../support/long-texts.js';
import { metric, traceTasks } from './measure.js';

const settleMs = 3000;
const cases: Readonly<Record<string, Record<string, unknown>>> = {
  ...Object.fromEntries(Object.entries(longTexts).map(([name, text]) => [name, { text }])),
  '20 000 keys': manyKeys(20_000),
};

const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
try {
  console.log('\n| text of 1 MB | CPU, ms | longest task, ms of CPU | elements |\n| --- | ---: | ---: | ---: |');
  for (const [name, params] of Object.entries(cases)) {
    const { cpu, longestMs, elements } = await measureText(browser, params);
    console.log(`| ${name} | ${Math.round(cpu)} | ${Math.round(longestMs)} | ${elements} |`);
  }
} finally {
  await browser.close();
}

async function measureText(
  launched: Browser,
  params: Record<string, unknown>,
): Promise<{ cpu: number; longestMs: number; elements: number }> {
  const server = await startGateway({ port: 0, scenario: 'quiet' });
  const page = await launched.newPage();
  try {
    await page.goto(`${server.url}/security?tab=pending`);
    await page.getByText('Connected, live').first().waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await metric(session, 'TaskDuration');
    const tasks = await traceTasks(launched);
    const answer = await fetch(`${server.url}/demo/approvals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ agentId: 'writer', action: 'x.y', risk: 'low', params }),
    });
    if (!answer.ok) throw new Error(`The gateway answered ${answer.status}`);
    const card = page.getByRole('listitem', { name: 'writer: x.y' });
    await card.getByRole('button', { name: 'Show the next' }).first().waitFor();
    await page.waitForTimeout(settleMs);
    const cpu = 1000 * ((await metric(session, 'TaskDuration')) - before);
    return { cpu, longestMs: await tasks.longestMs(), elements: await card.locator('*').count() };
  } finally {
    await page.close();
    await server.close();
  }
}
