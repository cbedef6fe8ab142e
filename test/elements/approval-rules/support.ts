/** What the tests of the approval rules share: the element on a gateway, and how a person finds things in it. */
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/approval-rules/define.js';
import type { ComisApprovalRules } from '../../../src/elements/approval-rules/approval-rules.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { pressWhenArmed, until } from '../../support/browser.js';

/**
 * The element on a gateway with its first rules, loaded.
 *
 * @param setup readies the gateway before the element reads.
 * @param gateway the one to use instead of a fresh one.
 */
export async function rules(
  options: Parameters<SimulatedGateway['client']>[0] = {},
  readOnly = false,
  setup: (gateway: SimulatedGateway) => void = () => {},
  gateway = new SimulatedGateway(),
) {
  setup(gateway);
  const client = gateway.client(options);
  const element = await fixture<ComisApprovalRules>(
    html`<comis-approval-rules .client=${client} ?read-only=${readOnly}></comis-approval-rules>`,
  );
  const user = new User(element);
  await until(() => user.has('Default Mode'), 'the rules');
  return { gateway, client, element, user };
}

/** Sees and does what a person would. */
export class User {
  constructor(readonly element: ComisApprovalRules) {}

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  textOf(element: Element | null | undefined): string {
    return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  }

  has(label: string): boolean {
    return [...this.root.querySelectorAll('label')].some((each) => this.textOf(each) === label);
  }

  /** The control with this label. */
  control(label: string): HTMLInputElement {
    const found = [...this.root.querySelectorAll('label')].find((each) => this.textOf(each) === label);
    return found!.control as HTMLInputElement;
  }

  /** The select "Default Mode". */
  get mode(): HTMLSelectElement {
    return this.root.querySelector('select')!;
  }

  /** What describes a control, put together. */
  description(control: Element): string {
    const ids = (control.getAttribute('aria-describedby') ?? '').split(' ');
    return ids.map((id) => this.textOf(this.root.getElementById(id))).join(' ');
  }

  /** The group with this name. */
  group(name: string): HTMLElement {
    const groups = [...this.root.querySelectorAll<HTMLElement>('[role=group]')];
    const nameOf = (each: Element) =>
      each.getAttribute('aria-label') ?? this.textOf(this.root.getElementById(each.getAttribute('aria-labelledby')!));
    const found = groups.find((each) => nameOf(each) === name);
    if (!found) throw new Error(`No group ${name}`);
    return found;
  }

  /** What is said of the rules in force as a whole. */
  get notice(): string {
    return this.textOf(this.root.querySelector('comis-policy-notice')?.shadowRoot?.querySelector('.policy'));
  }

  button(text: string, within: ParentNode = this.root): HTMLButtonElement {
    const found = [...within.querySelectorAll('button')].find((each) => this.textOf(each).startsWith(text));
    if (!found) throw new Error(`No button ${text}`);
    return found;
  }

  get bar(): HTMLElement {
    return this.root.querySelector<HTMLElement>('.save-bar')!;
  }
  get dialog(): HTMLDialogElement | undefined {
    return [...this.root.querySelectorAll('dialog')].find((each) => each.matches(':modal'));
  }
  get changes(): string[] {
    return [...this.bar.querySelectorAll('.changes > li')].map((each) => this.textOf(each));
  }

  async toggle(label: string): Promise<void> {
    this.control(label).click();
    await this.element.updateComplete;
  }

  async choose(mode: string): Promise<void> {
    const select = this.mode;
    select.value = mode;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  async type(input: HTMLInputElement, text: string): Promise<void> {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await this.element.updateComplete;
  }

  async add(list: string, entry: string): Promise<void> {
    const group = this.group(list);
    await this.type(group.querySelector('input')!, entry);
    this.button('Add', group).click();
    await this.element.updateComplete;
  }

  /** Presses Save in the bar and waits until it has ended. */
  async save(): Promise<void> {
    await pressWhenArmed(this.button('Save', this.bar));
    await this.element.updateComplete;
    await until(() => this.textOf(this.bar.querySelector('.primary')) === 'Save', 'the end of saving');
    await this.element.updateComplete;
  }
}
