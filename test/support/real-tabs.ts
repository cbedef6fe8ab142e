/**
 * A browser whose tabs are hidden when another one is in front, as people's are. The one of other tests tells every tab
 * that it is in front: Playwright turns that on for all pages but those of a browser that it connects to as it is.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/find-browser.mjs';
import { until } from './e2e.js';

/** The window. */
export class RealTabs {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #browser: Browser;

  private constructor(process: ChildProcess, profile: string, browser: Browser) {
    this.#process = process;
    this.#profile = profile;
    this.#browser = browser;
  }

  static async start(): Promise<RealTabs> {
    const profile = mkdtempSync(join(tmpdir(), 'comis-tabs-'));
    const args = [...browserArgs, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    const process = spawn(await findBrowser(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    process.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const address = await until(() => /DevTools listening on (ws:\S+)/.exec(said)?.[1], 'the browser', 60_000);
    return new RealTabs(process, profile, await chromium.connectOverCDP(address, { noDefaults: true }));
  }

  get context(): BrowserContext {
    return this.#browser.contexts()[0]!;
  }

  /** Opens a tab in front of all others. */
  async open(url: string): Promise<Page> {
    const page = await this.context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    return page;
  }

  /** Opens a tab behind the one that is in front: nobody has seen it yet. */
  async openBehind(url: string): Promise<Page> {
    const session = await this.#browser.newBrowserCDPSession();
    const opened = this.context.waitForEvent('page');
    await session.send('Target.createTarget', { url, background: true });
    return opened;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    const session = await this.#browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => this.#process.kill());
    await ended;
    // Its helpers may still write for a moment.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 30, retryDelay: 50 });
  }
}
