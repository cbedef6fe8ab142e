/** What the tests of the audit log share: the element on a gateway, and how a person finds things in it. */
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { AuditFilter } from '../../../src/data/audit.js';
import '../../../src/elements/audit-log/define.js';
import type { ComisAuditLog } from '../../../src/elements/audit-log/audit-log.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { painted, until } from '../../support/browser.js';

type ClientOptions = Parameters<SimulatedGateway['client']>[0];

/** Writes so many plain entries, a second apart, the newest now. Their actions are `act.0` (the newest) and so on. */
export function write({ audit }: SimulatedGateway, count: number): void {
  const now = Date.now();
  for (let index = 0; index < count; index++) {
    audit.recordPast({
      timestamp: now - index * 1000,
      agentId: index % 2 === 0 ? 'even-agent' : 'odd-agent',
      user: 'maria',
      action: `act.${index}`,
      classification: index % 3 === 0 ? 'mutate' : 'read',
      outcome: index % 5 === 0 ? 'denied' : 'success',
    });
  }
}

/** The element with a gateway whose log holds so many entries. */
export async function read(
  count: number,
  options: ClientOptions = {},
  filter: AuditFilter = {},
  prepare: (gateway: SimulatedGateway) => void = () => undefined,
) {
  const gateway = new SimulatedGateway();
  prepare(gateway);
  write(gateway, count);
  const client = gateway.client(options);
  const element = await fixture<ComisAuditLog>(
    html`<comis-audit-log .client=${client} .filter=${filter}></comis-audit-log>`,
  );
  await painted();
  return { gateway, client, element, user: new User(element) };
}

/** Sees and does what a person would. */
export class User {
  constructor(readonly element: ComisAuditLog) {}

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  /** What an element says, on one line. */
  textOf(element: Element | null | undefined): string {
    return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  }

  get text(): string {
    const content = [...this.root.children].filter((each) => !(each instanceof HTMLStyleElement));
    return content.map((each) => this.textOf(each)).join(' ');
  }

  get table(): HTMLTableElement | null {
    return this.root.querySelector<HTMLTableElement>('table[aria-label="Audit log"]');
  }

  get rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('tbody tr:not(.details)')];
  }

  /** What a column of all rows says. @param column 0 is Time. */
  column(column: number): string[] {
    return this.rows.map((row) => this.textOf(row.querySelectorAll('td')[column]));
  }

  get actions(): string[] {
    return this.column(3);
  }

  row(text: string): HTMLElement {
    const row = this.rows.find((each) => this.textOf(each).includes(text));
    if (!row) throw new Error(`No row with ${text}`);
    return row;
  }

  /** Opens the details of a row. @returns them. */
  async open(text: string): Promise<HTMLElement> {
    const row = this.row(text);
    row.querySelector('button')!.click();
    return until(() => row.nextElementSibling?.matches('.details') && (row.nextElementSibling as HTMLElement));
  }

  /** The button that can be seen and whose text begins so. */
  button(text: string, within: ParentNode = this.root): HTMLButtonElement {
    const found = this.findButton(text, within);
    if (!found) throw new Error(`No button ${text}`);
    return found;
  }

  findButton(text: string, within: ParentNode = this.root): HTMLButtonElement | undefined {
    return [...within.querySelectorAll('button')].find((each) => !each.hidden && this.textOf(each).startsWith(text));
  }

  /** The field with a label. */
  field(label: string): HTMLInputElement | HTMLSelectElement {
    const found = [...this.root.querySelectorAll('label')].find((each) => this.textOf(each) === label);
    return found!.control as HTMLInputElement | HTMLSelectElement;
  }

  /** Types or chooses. */
  fill(label: string, value: string): void {
    const field = this.field(label);
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  }

  /** The filters in force, as they are told. */
  get active(): string[] {
    return [...this.root.querySelectorAll('.active-filters li > span')].map((each) => this.textOf(each));
  }

  get count(): string {
    return this.textOf(this.root.querySelector('.count'));
  }

  /** The text of the button that announces new entries; undefined while there are none. */
  get arrived(): string | undefined {
    const button = this.root.querySelector<HTMLButtonElement>('.arrived');
    return button && !button.hidden ? this.textOf(button) : undefined;
  }
}

/** What a gateway was asked for from now on: the parameters of each call. */
export function watchCalls(gateway: SimulatedGateway, method: string): unknown[] {
  const calls: unknown[] = [];
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, name, params) => {
    if (name === method) calls.push(params);
    return call(caller, name, params);
  };
  return calls;
}
