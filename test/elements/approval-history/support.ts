/** What the tests of the history share: the element on a gateway with a past, and how a person finds things in it. */
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/approval-history/define.js';
import type { ComisApprovalHistory } from '../../../src/elements/approval-history/approval-history.js';
import type { Decision } from '../../../src/protocol/index.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

type ClientOptions = Parameters<SimulatedGateway['client']>[0];

/** A decision of so many seconds ago. */
export function aDecision(secondsAgo: number, changes: Partial<Decision> = {}): Decision {
  const resolvedAt = Date.now() - secondsAgo * 1000;
  return {
    ...anApproval({ createdAt: resolvedAt - 125_000 }),
    outcome: 'approved',
    resolvedBy: 'maria',
    resolvedAt,
    ...changes,
  };
}

/** The element with a gateway that has decided these. */
export async function look(decisions: readonly Decision[], options: ClientOptions = {}) {
  const gateway = new SimulatedGateway();
  for (const decision of decisions) gateway.approvals.decidedInThePast(decision);
  const client = gateway.client(options);
  const element = await fixture<ComisApprovalHistory>(
    html`<comis-approval-history .client=${client}></comis-approval-history>`,
  );
  const reader = new Reader(element);
  if (options.connected !== false && decisions.length > 0) {
    await until(() => reader.rows.length > 0 || reader.text.includes('needs a token'), 'the rows');
  }
  return { gateway, client, element, reader };
}

/** Sees and does what a person would. */
export class Reader {
  constructor(readonly element: ComisApprovalHistory) {}

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
    return this.root.querySelector('table[aria-label="Approval history"]');
  }

  get columns(): string[] {
    return [...(this.table?.querySelectorAll('th') ?? [])].map((head) => this.textOf(head));
  }

  /** The rows of decisions, without what is open below them. */
  get rows(): HTMLElement[] {
    return [...(this.table?.querySelectorAll<HTMLElement>('tbody tr:not(.details)') ?? [])];
  }

  /** What the cells of a row say. */
  cells(row: number): string[] {
    return [...this.rows[row]!.querySelectorAll('td')].map((cell) => this.textOf(cell));
  }

  /** What each row says in one column. */
  column(name: string): string[] {
    const index = this.columns.indexOf(name);
    return this.rows.map((_, row) => this.cells(row)[index]!);
  }

  /** Opens the details of a row. @returns them. */
  async open(row: number): Promise<HTMLElement> {
    this.rows[row]!.querySelector<HTMLElement>('button[aria-label="Details"]')!.click();
    await this.element.updateComplete;
    return this.rows[row]!.nextElementSibling as HTMLElement;
  }

  /** What the details say under a term. */
  detail(details: HTMLElement, term: string): string {
    const found = [...details.querySelectorAll('dt')].find((each) => this.textOf(each) === term);
    return this.textOf(found?.nextElementSibling);
  }

  button(words: string): HTMLButtonElement | undefined {
    return [...this.root.querySelectorAll('button')].find(
      (each) => this.textOf(each).startsWith(words) && each.checkVisibility(),
    );
  }

  get #field() {
    return {
      outcome: this.labelled('Outcome') as HTMLSelectElement,
      agent: this.labelled('Agent') as HTMLInputElement,
    };
  }

  /** The control that a label is for. */
  labelled(words: string): HTMLElement {
    return [...this.root.querySelectorAll('label')].find((each) => this.textOf(each) === words)!.control!;
  }

  choose(outcome: string): void {
    const { outcome: field } = this.#field;
    field.value = [...field.options].find((option) => option.text === outcome)!.value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  type(agent: string): void {
    const { agent: field } = this.#field;
    field.value = agent;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
}

/** The parameters of each call of a method from now on. */
export function recordCalls(gateway: SimulatedGateway, method: string): unknown[] {
  const calls: unknown[] = [];
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, name, params) => {
    if (name === method) calls.push(params);
    return call(caller, name, params);
  };
  return calls;
}
