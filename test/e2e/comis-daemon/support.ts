/** Pages before a replayed daemon: served by `npm start -- --gateway URL`'s server, signed in as a person does it. */
import type { TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { startGateway } from '../../../stories/demo/server/gateway-server.js';
import type { Replay, ReplayOptions } from '../../replay/replay.js';
import { start } from '../../replay/support.js';
import { connectionErrors, type EndToEnd, type PageOptions } from '../../support/e2e.js';

/** What a test has: the page, and the daemon behind it. */
export interface BeforeDaemon {
  readonly page: Page;
  readonly replay: Replay;
}

/** How a page is opened before a daemon. */
export interface DaemonPageOptions extends PageOptions {
  readonly path?: string;
  /** The token that is typed; the daemon's admin token by default. */
  readonly token?: string;
}

/** Starts a replay, paused, opens a page that leads to it, and signs in. */
export async function openBefore(
  t: TestContext,
  e2e: EndToEnd,
  replayOptions: ReplayOptions,
  { path = '/security?tab=pending', token, ...options }: DaemonPageOptions = {},
): Promise<BeforeDaemon> {
  const replay = await start(t, { speed: 20, maxGapMs: 100, downMs: 1500, ...replayOptions });
  const server = await startGateway({ port: 0, gateway: new URL(replay.url) });
  t.after(() => server.close());
  const page = await e2e.open(new URL(path, server.url).href, { expected: connectionErrors, ...options });
  await page.getByRole('textbox', { name: 'Token' }).fill(token ?? replay.adminToken);
  await page.getByRole('button', { name: 'Connect' }).click();
  return { page, replay };
}

/** What a person reads in an element, on one line: through shadow roots, and nothing that is hidden. */
export function readText(element: Locator): Promise<string> {
  return element.evaluate((root) => {
    const left: Node[] = [root];
    let text = '';
    for (let node = left.pop(); node; node = left.pop()) {
      if (node instanceof Text) text += node.data;
      if (!(node instanceof Element) || !node.checkVisibility() || node.localName === 'style') continue;
      text += ' ';
      const children =
        node instanceof HTMLSlotElement
          ? node.assignedNodes({ flatten: true })
          : [...(node.shadowRoot ?? node).childNodes];
      left.push(...children.reverse());
    }
    return text.replace(/\s+/g, ' ').trim();
  });
}
