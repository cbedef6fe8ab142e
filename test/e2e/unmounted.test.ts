/** What is taken off the page is gone: each element, a hundred times, with what it shows of a real gateway. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { findElements } from '../../scripts/elements.js';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

const tags = findElements().map(({ tag }) => tag);
const times = 100;

interface Counted {
  readonly nodes: number;
  readonly listeners: number;
}

describe('what is taken off the page', () => {
  const e2e = useGateway();

  before(async () => {
    for (const [nth, risk] of ['low', 'low', 'medium', 'high', 'critical'].entries()) {
      const params = { path: '/srv/data', nth, lines: Array.from({ length: 40 }, (_, line) => `line ${String(line)}`) };
      const request = { agentId: `bot-${String(nth % 2)}`, action: 'file.write', risk, params, timeoutMs: 0 };
      await e2e.control('POST', '/demo/approvals', request);
    }
    await e2e.control('POST', '/demo/events', { action: 'seen.one', agentId: 'bot', risk: 'low' });
  });

  /** The page with its gateway and an element of each kind. */
  async function open(): Promise<{ page: Page; session: CDPSession }> {
    const page = await e2e.open('/embed', { expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    return { page, session: await page.context().newCDPSession(page) };
  }

  /** The page with its gateway and nothing in it. */
  async function openEmpty(): Promise<{ page: Page; session: CDPSession }> {
    const { page, session } = await open();
    await page.evaluate(() => {
      for (const section of document.querySelectorAll('comis-gateway > section')) section.remove();
    });
    await session.send('Performance.enable');
    await session.send('HeapProfiler.enable');
    return { page, session };
  }

  async function count(session: CDPSession): Promise<Counted> {
    for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
  }

  /** Counts until the number is stable: pending calls and debounces release what they keep when they end. */
  async function settled(session: CDPSession): Promise<Counted> {
    let least: Counted = { nodes: Infinity, listeners: Infinity };
    let since = Date.now();
    await until(
      async () => {
        const now = await count(session);
        if (now.nodes < least.nodes || now.listeners < least.listeners) since = Date.now();
        least = now;
        return Date.now() - since > 15_000;
      },
      'the page to be at rest',
      120_000,
    );
    return least;
  }

  it(`real use 33: ${String(times)} mounts and unmounts of every element leave no element, node or listener behind`, async () => {
    const { page, session } = await openEmpty();
    const mount = (tag: string, often: number) => page.evaluate(`(${mountOften})('${tag}', ${String(often)})`);
    // What is made once, such as templates and observers, is made by then.
    for (const tag of tags) await mount(tag, 8);
    const start = await settled(session);
    for (const tag of tags) await mount(tag, times);
    let end = await count(session);
    let left: unknown = await page.evaluate(survivors);
    // A template that is drawn for the first time stays, once: less than one for each mount of one element.
    const isBack = () => end.nodes - start.nodes < times && end.listeners - start.listeners < times && left === '{}';
    for (const deadline = Date.now() + 60_000; !isBack() && Date.now() < deadline;) {
      end = await count(session);
      left = await page.evaluate(survivors);
    }
    assert.equal(left, '{}');
    assert.ok(isBack(), `${JSON.stringify(end)} instead of ${JSON.stringify(start)}`);
  });

  it('real use 33: what was on the page first, and was used last, is not kept by what stays', async () => {
    const { page, session } = await open();
    await page.locator('section comis-approval-card').first().waitFor();
    // They share observers and timers with those that were there before.
    await page.evaluate(`document.querySelector('comis-gateway').append(...${JSON.stringify(tags)}.map((tag) => {
      const element = document.createElement(tag);
      element.className = 'stays';
      return element;
    }))`);
    await page.locator('.stays comis-approval-card').first().scrollIntoViewIfNeeded();
    await page.locator('section comis-approval-card code.action').first().click();
    await page.evaluate(removeFirst);
    let left: unknown;
    const areGone = async () => {
      await count(session);
      left = await page.evaluate(survivors);
      return left === '{}';
    };
    await until(areGone, 'the elements to be collected', 30_000).catch(() => undefined);
    assert.equal(left, '{}');
  });
});

/** Mounts an element and takes it off again. As text: what compiles the tests names functions by a helper that the page has not. */
const mountOften = `async (tag, often) => {
  const all = (below) => [...below.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const gateway = document.querySelector('comis-gateway');
  window.mounted ??= [];
  for (let nth = 0; nth < often; nth++) {
    const element = document.createElement(tag);
    if (tag === 'comis-gateway') {
      // With a connection of its own, and with the host's, which outlives it.
      Object.assign(element, nth % 2 ? { client: gateway.activeClient } : { url: './', getToken: gateway.getToken });
      element.append(document.createElement('comis-approvals'));
      document.body.append(element);
    } else gateway.append(element);
    // Some go at once, before anything is read; of some, all that opens is opened first.
    if (nth % 4 > 0) await new Promise((resolve) => setTimeout(resolve, 30));
    if (nth % 4 > 1) {
      for (const each of all(element)) if (each.matches('[role=tab], summary, [aria-expanded=false]')) each.click();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    element.remove();
    window.mounted.push({ tag, ref: new WeakRef(element) });
  }
}`;

/** Takes what the page began with off it. */
const removeFirst = `
  const sections = [...document.querySelectorAll('comis-gateway > section')];
  window.mounted = sections.map(({ lastElementChild }) => ({ tag: lastElementChild.localName, ref: new WeakRef(lastElementChild) }));
  for (const section of sections) section.remove();
`;

/** How many of the elements that were mounted could not be collected, by their tags. */
const survivors = `JSON.stringify(window.mounted.filter(({ ref }) => ref.deref()).reduce((all, { tag }) => ({ ...all, [tag]: (all[tag] ?? 0) + 1 }), {}))`;
