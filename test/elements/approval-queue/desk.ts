/** A queue on a page with a simulated gateway behind it, and what a person does there. */
import { fixture, html } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import '../../../src/elements/approval-queue/define.js';
import type { ComisApprovalQueue } from '../../../src/elements/approval-queue/approval-queue.js';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { anApproval, SimulatedGateway, type SimulatedClient } from '../../../src/testing/index.js';
import { painted, until } from '../../support/browser.js';

/** One test's queue. */
export class Desk {
  readonly gateway = new SimulatedGateway();
  readonly client: SimulatedClient;
  queue!: ComisApprovalQueue;

  constructor(client: Parameters<SimulatedGateway['client']>[0] = {}) {
    this.client = this.gateway.client(client);
  }

  /** Opens the queue with the pointer out of its way: one that rests on a card holds it. */
  async open(): Promise<void> {
    await resetMouse();
    await this.leave();
    this.queue = await fixture(html`<comis-approval-queue .client=${this.client}></comis-approval-queue>`);
    await until(() => this.queue.shadowRoot?.querySelector('[role=list]'), 'the list');
    await painted();
  }

  close(): void {
    this.client.close();
    this.gateway.close();
  }

  /** An agent asks; without a deadline unless one is given. */
  ask(request: Partial<ApprovalRequest> = {}): string {
    return this.gateway.approvals.request(anApproval({ timeoutMs: 0, ...request })).request.approvalId;
  }

  /** Lets the list of requests bring numbers as an agent may write them: a text `number:1e400` comes as `1e400`. */
  takeNumbersAsWritten(): void {
    const call = this.client.call.bind(this.client) as (...args: unknown[]) => Promise<unknown>;
    const taken = async (method: string, ...rest: unknown[]) => {
      const answer = await call(method, ...rest);
      if (method !== 'approvals.list') return answer;
      return JSON.parse(JSON.stringify(answer).replaceAll(/"number:([^"]+)"/g, '$1')) as unknown;
    };
    this.client.call = taken as SimulatedClient['call'];
  }

  /** The cards, from the top. */
  get cards(): HTMLElement[] {
    return [...(this.queue.shadowRoot?.querySelectorAll<HTMLElement>('[role=listitem]') ?? [])];
  }

  /** The card that names an action, once it is there and shows what is asked. */
  card(action = ''): Promise<HTMLElement> {
    const shown = () => this.cards.find((each) => each.querySelector('.params') && each.ariaLabel?.includes(action));
    return until(shown, `the card ${action}`);
  }

  button(card: HTMLElement, name: string | RegExp): HTMLButtonElement | undefined {
    const fits = (words: string) => (typeof name === 'string' ? words.startsWith(name) : name.test(words));
    return [...card.querySelectorAll('button')].find((each) => fits(each.innerText.trim()));
  }

  /** The button, once it is there, in view, works, and has stood still: what moves is about to be inert again. */
  async armed(card: HTMLElement, name: string | RegExp): Promise<HTMLButtonElement> {
    await painted();
    const ready = () => {
      const found = this.button(card, name);
      found?.scrollIntoView({ block: 'nearest' });
      return found && found.ariaDisabled !== 'true' ? found : undefined;
    };
    return until(
      async () => {
        const before = ready()?.getBoundingClientRect().top;
        await painted();
        await painted();
        const found = ready();
        return found?.getBoundingClientRect().top === before ? found : undefined;
      },
      () =>
        `${String(name)} to be armed: ${[...card.querySelectorAll<HTMLElement>('.guard, .gate')].map((each) => each.innerText).join(' | ')}`,
    );
  }

  isArmed(card: HTMLElement, name: string): boolean {
    const found = this.button(card, name);
    return found !== undefined && found.ariaDisabled !== 'true' && !found.disabled;
  }

  /** Clicks with the pointer, where the button is. */
  async click(target: Element): Promise<void> {
    target.scrollIntoView({ block: 'nearest' });
    await painted();
    const { left, top, width, height } = target.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  }

  /** Presses a button of a card as soon as it works. */
  async press(card: HTMLElement, name: string | RegExp): Promise<void> {
    await this.click(await this.armed(card, name));
  }

  leave(): Promise<unknown> {
    return sendMouse({ type: 'move', position: [1, 1] });
  }

  stateOf(approvalId: string): string | undefined {
    return this.gateway.approvals.agentView(approvalId)?.state;
  }
}

/** What a person reads in a box or a card, in one line. */
export const read = (of: HTMLElement): string => of.innerText.replaceAll(/\s+/g, ' ').trim();
