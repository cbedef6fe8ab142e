/** What the tests of decisions share: agents that ask, the queue that shows it, and what goes over the wire. */
import { afterEach } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { digestOf } from '../../../src/protocol/index.js';
import { type PageOptions, until, useGateway } from '../../support/e2e.js';

/** A request as its agent sees it. */
export interface AgentView {
  readonly state: string;
  readonly by?: string;
  readonly comment?: string;
}

/** What a page sent as `approvals.respond`. */
export interface Sent {
  readonly approvalId: string;
  readonly decision: string;
  readonly digest: string;
}

/** A gateway without agents of its own, and the tab with the queue. What still waits after a test is taken back. */
export function useQueue() {
  const e2e = useGateway({ scenario: 'quiet' });
  const asked: string[] = [];

  /** An agent asks: at low risk and without a deadline unless it says otherwise. @returns the approval's id. */
  const ask = async (request: object): Promise<string> => {
    const { approvalId } = await e2e.control<{ approvalId: string }>('POST', '/demo/approvals', {
      agentId: 'ops-agent',
      risk: 'low',
      class: 'mutate',
      params: { path: '/srv/data' },
      timeoutMs: 0,
      ...request,
    });
    asked.push(approvalId);
    return approvalId;
  };
  /** What the agent of a request knows. */
  const agentView = (id: string) => e2e.control<AgentView>('GET', `/demo/approvals/${id}`);
  /** Changes the parameters of a request, or takes it back. */
  const change = (id: string, to: object) => e2e.control('PATCH', `/demo/approvals/${id}`, to);
  /** Makes the next call of a method fail, or take its time. */
  const fail = (method: string, fault: object) => e2e.control('POST', '/demo/faults', { method, ...fault });
  /** Waits until an agent was answered. @returns how. */
  const decided = async (id: string): Promise<string> => {
    await until(async () => (await agentView(id)).state !== 'waiting', 'the end');
    return (await agentView(id)).state;
  };
  /** Opens the tab. */
  const pending = async (options: PageOptions = {}, query = ''): Promise<Page> => {
    const page = await e2e.open(`/security?tab=pending${query}`, options);
    await live(page);
    return page;
  };

  afterEach(async () => {
    for (const id of asked.splice(0)) {
      if ((await agentView(id)).state === 'waiting') await change(id, { withdraw: true });
    }
  });
  return { e2e, ask, agentView, change, fail, decided, pending };
}

/** Waits until the queue is up to date. */
export const live = (page: Page): Promise<void> =>
  page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();

/** The cards, or those whose name contains a text. */
export const cards = (page: Page, name?: string): Locator =>
  page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem', name === undefined ? {} : { name });

/** A button of a card, by its exact name. */
export const button = (card: Locator, name: string): Locator => card.getByRole('button', { name, exact: true });

/** Whether a button works: one that does not says so. */
export const works = async (of: Locator): Promise<boolean> => (await of.getAttribute('aria-disabled')) !== 'true';

/** Waits until a button works and nothing moves it any more: what is read for the cards around may push it down. */
async function rested(of: Locator): Promise<void> {
  let before: number | undefined;
  await until(async () => {
    await of.scrollIntoViewIfNeeded();
    await of.page().waitForTimeout(150);
    const now = (await of.boundingBox())?.y;
    const rests = now !== undefined && now === before;
    before = now;
    return rests && (await works(of));
  }, 'the button to work');
}

/** Presses a button as a person does: once it works and rests. */
export async function press(of: Locator): Promise<void> {
  await rested(of);
  await of.click();
}

/**
 * Presses what decides. Where the page moves it in the very moment, the shield takes the click; whoever sees that nothing
 * came of it presses again.
 *
 * @param click how it is clicked.
 */
export async function pressVerdict(of: Locator, click = () => of.click()): Promise<void> {
  const asked = () =>
    of.page().evaluate(() => {
      const page = window as { decisionsAsked?: number };
      if (page.decisionsAsked === undefined) {
        page.decisionsAsked = 0;
        document.addEventListener('comis-before-decide', () => (page.decisionsAsked! += 1), true);
      }
      return page.decisionsAsked;
    });
  const before = await asked();
  await until(async () => {
    await rested(of);
    await click();
    return (await asked()) > before;
  }, 'the decision to be asked for');
}

/** Takes pointer and focus away from every card: one that has either is held. */
export async function leave(page: Page): Promise<void> {
  await page.mouse.move(1275, 5);
  await page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (active instanceof HTMLElement) active.blur();
  });
}

/** Where to press a button, whatever becomes of it meanwhile. */
export async function middleOf(of: Locator): Promise<[x: number, y: number]> {
  await of.scrollIntoViewIfNeeded();
  const box = await of.boundingBox();
  if (!box) throw new Error('The button is not there.');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Where a card begins, from the top of the window. */
export async function topOf(card: Locator): Promise<number> {
  const box = await card.boundingBox();
  if (!box) throw new Error('The card is not there.');
  return box.y;
}

/** Reloads the page and records every decision that it sends from then on. */
export async function decisionsOf(page: Page): Promise<Sent[]> {
  const sent: Sent[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const call = JSON.parse(String(payload)) as { method?: string; params?: Sent };
      if (call.method === 'approvals.respond' && call.params) sent.push(call.params);
    }),
  );
  await page.reload();
  await live(page);
  return sent;
}

/** The digest of a request as {@link useQueue} asks it. */
export const digest = (approvalId: string, action: string, params: Record<string, unknown>): string =>
  digestOf({ approvalId, agentId: 'ops-agent', action, params });
