/** What the tests of the log share: one on a page, read as a person reads it. */
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/security-events/define.js';
import { formatCount } from '../../../src/ui/format/format.js';
import type { ComisSecurityEvents } from '../../../src/elements/security-events/security-events.js';
import type { SecurityEvent } from '../../../src/protocol/index.js';
import { aSecurityEvent, SimulatedGateway, type SimulatedClient } from '../../../src/testing/index.js';
import { deepQueryAll, until } from '../../support/browser.js';

/** A gateway, a client and as many logs as are asked for. */
export class Desk {
  readonly gateway = new SimulatedGateway();
  readonly client: SimulatedClient;
  #number = 0;

  constructor(options?: Parameters<SimulatedGateway['client']>[0]) {
    this.client = this.gateway.client(options);
  }

  close(): void {
    this.client.close();
    this.gateway.close();
  }

  async log(): Promise<Log> {
    const element = await fixture<ComisSecurityEvents>(
      html`<comis-security-events .client=${this.client}></comis-security-events>`,
    );
    return new Log(element);
  }

  /** Events `n.0`, `n.1` and so on, numbered through all calls. */
  emit(count: number, changes: Partial<SecurityEvent> = {}): void {
    for (let index = 0; index < count; index++) {
      const action = `n.${this.#number++}`;
      this.gateway.securityLog.emit(aSecurityEvent({ timestamp: Date.now(), action, ...changes }));
    }
  }
}

/** A log, as a person sees it. */
export class Log {
  constructor(readonly element: ComisSecurityEvents) {}

  get table(): HTMLElement {
    const [table] = deepQueryAll(this.element, '[role=table]');
    if (!table) throw new Error('There is no table');
    return table;
  }

  /** Rows in sight, without the head, in their order in the page. */
  get rows(): HTMLElement[] {
    return deepQueryAll(this.element, '.rows [role=row]');
  }

  get actions(): string[] {
    return this.rows.map((row) => row.querySelector('.what')?.textContent ?? '');
  }

  get text(): string {
    const root = this.element.shadowRoot;
    return [...(root?.children ?? [])].map((child) => (child as HTMLElement).innerText).join('\n');
  }

  button(text: string): HTMLElement {
    const buttons = deepQueryAll(this.element, 'button');
    const button = buttons.find(({ innerText }) => innerText.trim().startsWith(text));
    if (!button) throw new Error(`There is no button ${text}`);
    return button;
  }

  async sees(pattern: RegExp): Promise<void> {
    await until(() => pattern.test(this.text), `${pattern} in: ${this.text.slice(0, 300)}`);
  }

  /** Shows what waits, once it is so many events. */
  async follow(count: number): Promise<void> {
    const words = `${formatCount(count)} new`;
    await this.sees(new RegExp(words));
    this.button(words).click();
  }

  async topIs(action: string): Promise<void> {
    await until(() => this.actions[0] === action, `${action} at the top`);
  }

  /** Every action of the log, newest first, read by scrolling through all of it. */
  async readAll(): Promise<string[]> {
    const seen = new Map<number, string>();
    const { table } = this;
    for (let top = 0; ; top += table.clientHeight / 2) {
      table.scrollTop = top;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => setTimeout(resolve));
      const { rows, actions } = this;
      rows.forEach((row, index) => seen.set(Number(row.ariaRowIndex), actions[index] ?? ''));
      if (top + table.clientHeight >= table.scrollHeight) break;
    }
    return [...seen].sort(([a], [b]) => a - b).map(([, action]) => action);
  }
}
