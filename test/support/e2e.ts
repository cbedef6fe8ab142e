/** What end-to-end tests share: a reference gateway, a browser, and pages that fail their test when something is wrong. */
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { startGateway } from '../../stories/demo/server/gateway-server.js';

type GatewayOptions = Parameters<typeof startGateway>[0];
type GatewayServer = Awaited<ReturnType<typeof startGateway>>;

/** How a page is opened. */
export interface PageOptions extends BrowserContextOptions {
  /** Console errors that the test causes on purpose, such as refused connections. None by default. */
  readonly expected?: RegExp;
}

/** What a failed connection writes to the console: the browser says it, whatever the page does. */
export const connectionErrors = /WebSocket connection to|Failed to load resource|net::ERR_/;

/** A gateway and a browser for the tests of one file. */
export class EndToEnd {
  #server: GatewayServer | undefined;
  #browser: Browser | undefined;
  readonly #pages: { readonly page: Page; readonly problems: string[] }[] = [];

  /** The server; there is none before the tests run. */
  get server(): GatewayServer {
    assert.ok(this.#server, 'the gateway is started before the tests, not while they are declared');
    return this.#server;
  }

  async start(options: GatewayOptions): Promise<void> {
    this.#server = await startGateway({ port: 0, ...options });
    this.#browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: browserArgs,
      chromiumSandbox: false,
    });
  }

  /** Opens a page in a profile of its own, at an address of the server's. */
  async open(path: string, { expected, ...options }: PageOptions = {}): Promise<Page> {
    assert.ok(this.#browser);
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    // For what never comes; a busy machine takes its time.
    page.setDefaultTimeout(30_000);
    const problems: string[] = [];
    this.#pages.push({ page, problems });

    await context.exposeBinding('reportViolation', (_source, violation: string) => problems.push(violation));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const bound = window as typeof window & { reportViolation(violation: string): void };
        bound.reportViolation(`policy: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`);
      });
    });
    page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' || expected?.test(message.text())) return;
      problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    await page.goto(new URL(path, this.server.url).href);
    return page;
  }

  /**
   * Drives the gateway: `control('POST', '/demo/events', [...])`.
   *
   * @returns what it answered.
   * @throws {Error} when it answers with an error status.
   */
  async control<T = unknown>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<T> {
    const response = await fetch(new URL(path, this.server.url), {
      method,
      headers: { authorization: `Bearer ${this.server.adminToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Closes all pages and fails when one of them had a problem. */
  async closePages(): Promise<void> {
    const pages = this.#pages.splice(0);
    for (const { page } of pages) await page.context().close();
    const problems = [...new Set(pages.flatMap((each) => each.problems))];
    // Said here too, because a test that fails by itself hides what its hooks say.
    for (const problem of problems) console.log(`a page reported: ${problem}`);
    assert.deepEqual(problems, []);
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.close();
  }
}

/** Starts a gateway and a browser before the tests of a file or a suite, and ends them after. */
export function useGateway(options: GatewayOptions = { scenario: 'quiet' }): EndToEnd {
  const e2e = new EndToEnd();
  before(() => e2e.start(options));
  afterEach(() => e2e.closePages());
  after(() => e2e.stop());
  return e2e;
}

/**
 * Waits until something is true.
 *
 * @param timeoutMs how long at most; 30 000 by default, for a machine that is busy.
 * @returns what the condition returned.
 * @throws {Error} when the time is over.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  timeoutMs = 30_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Waited ${String(timeoutMs)} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Tries up to five times what has to happen within a time: on a busy machine a try may be late for reasons of its own.
 *
 * @param attempt what is tried, given which try it is, from 1; resolves when it has happened.
 * @throws {Error} when every try took longer.
 */
export async function within(ms: number, attempt: (nth: number) => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  do {
    const start = performance.now();
    await attempt(took.length + 1);
    took.push(Math.round(performance.now() - start));
  } while (took.at(-1)! > ms && took.length < 5);
  assert.ok(took.at(-1)! <= ms, `took ${took.join(', ')} ms instead of ${String(ms)}`);
}

/** Presses sooner than this after a button could be seen must not count: the guards' half a second, less some tolerance. */
const guardedMs = 450;

/**
 * Presses a button too early and returns how many acts that asked for, which must be none. On a busy machine a press may
 * come so late that it rightly counts: then it is made again. Whatever is asked for meanwhile is refused.
 *
 * @param acts the events by which an act asks its host.
 * @param press presses, and returns since when the button could be seen, on the page's clock; given when the last clicks
 *   came, oldest first.
 */
export async function pressTooEarly(
  page: Page,
  acts: readonly string[],
  press: (clicks: () => Promise<readonly number[]>) => Promise<number>,
): Promise<number> {
  const log = await page.evaluateHandle(
    (types) => {
      const seen = {
        types,
        clicks: [] as number[],
        asked: 0,
        handleEvent(event: Event) {
          if (event.type === 'click') {
            this.clicks.push(event.timeStamp);
          } else {
            event.preventDefault();
            this.asked += 1;
          }
        },
      };
      for (const type of types) addEventListener(type, seen, true);
      return seen;
    },
    ['click', ...acts],
  );
  const clicks = () => log.evaluate(({ clicks: times }) => times);
  try {
    for (let tries = 0; tries < 20; tries++) {
      await log.evaluate((seen) => (seen.asked = 0));
      const since = await press(clicks);
      const late = (await clicks()).at(-1)! - since >= guardedMs;
      if (!late) return await log.evaluate(({ asked }) => asked);
    }
    throw new Error(`No press came within ${String(guardedMs)} ms.`);
  } finally {
    await log.evaluate((seen) => {
      for (const type of seen.types) removeEventListener(type, seen, true);
    });
  }
}
