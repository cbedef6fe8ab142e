/** What the tests of the token manager share: the element on a gateway, and how a person finds things in it. */
import { fixture } from '@open-wc/testing';
import { resetMouse } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/elements/token-manager/define.js';
import type { ComisTokenManager } from '../../../src/elements/token-manager/token-manager.js';
import type { ResultOf, RpcMethod } from '../../../src/protocol/index.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { painted, pressWhenArmed, until } from '../../support/browser.js';

type ClientOptions = Parameters<SimulatedGateway['client']>[0];

/** The element with a gateway whose tokens are `operator` (this session's), `ci-runner` and `exporter`. */
export async function manage(options: ClientOptions = {}, readOnly = false) {
  const gateway = new SimulatedGateway();
  const client = gateway.client(options);
  const ci = gateway.tokens.create({ name: 'ci-runner', scopes: ['rpc', 'ws'] }).token;
  const exporter = gateway.tokens.create({ name: 'exporter', scopes: ['rpc'] }).token;
  const element = await fixture<ComisTokenManager>(
    html`<comis-token-manager .client=${client} ?read-only=${readOnly}></comis-token-manager>`,
  );
  // The pointer of the test before would rest on the list.
  await resetMouse();
  await painted();
  return { gateway, client, ci, exporter, element, user: new User(element) };
}

/** Whether the browser asks before the page is left. */
export function asksBeforeLeaving(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

/** Sees and does what a person would. */
export class User {
  constructor(readonly element: ComisTokenManager) {}

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  /** What an element says, on one line. */
  textOf(element: Element | null | undefined): string {
    return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  }

  /** What describes an element to a screen reader. */
  descriptionOf(element: Element): string {
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids
      .map((id) => this.textOf(this.root.getElementById(id)))
      .join(' ')
      .trim();
  }

  get text(): string {
    const content = [...this.root.children].filter((each) => !(each instanceof HTMLStyleElement));
    return content.map((each) => this.textOf(each)).join(' ');
  }

  /** The names in the table of tokens in force. */
  get names(): string[] {
    return this.rows.map((row) => this.textOf(row.querySelector('th bdi')));
  }

  get rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('table[aria-label="API tokens"] tbody tr')];
  }

  row(name: string): HTMLElement {
    const row = this.rows.find((each) => this.textOf(each.querySelector('th')).startsWith(name));
    if (!row) throw new Error(`No row ${name}`);
    return row;
  }

  /** The button whose text begins so, in a row, a dialog or anywhere. */
  button(text: string, within: ParentNode = this.root): HTMLButtonElement {
    const found = [...within.querySelectorAll('button')].find((each) => this.textOf(each).startsWith(text));
    if (!found) throw new Error(`No button ${text}`);
    return found;
  }

  /** The modal dialog that is open; undefined if none is. */
  get dialog(): HTMLDialogElement | undefined {
    return [...this.root.querySelectorAll('dialog')].find((each) => each.matches(':modal'));
  }

  /** The name that the open dialog is labelled with. */
  get dialogName(): string {
    return this.textOf(this.root.getElementById(this.dialog?.getAttribute('aria-labelledby') ?? ''));
  }

  /** Presses a row's button, the way a mouse or a keyboard does: the button has the focus. */
  async press(name: string, text: string): Promise<HTMLDialogElement> {
    const button = this.button(text, this.row(name));
    button.focus();
    button.click();
    return until(() => this.dialog, `the dialog of ${text} ${name}`);
  }

  get nameField(): HTMLInputElement {
    return this.root.querySelector<HTMLInputElement>('#name')!;
  }

  checkbox(name: string): HTMLInputElement {
    const found = [...this.root.querySelectorAll('label')].find((each) => this.textOf(each) === name);
    return found!.control as HTMLInputElement;
  }

  get generate(): HTMLButtonElement {
    return this.button('Generate');
  }

  async fill(name: string, ...scopes: string[]): Promise<void> {
    this.nameField.value = name;
    this.nameField.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    for (const scope of scopes) if (!this.checkbox(scope).checked) this.checkbox(scope).click();
    await this.element.updateComplete;
  }

  /** Creates a token and waits for the dialog. @returns its secret. */
  async create(name: string, ...scopes: string[]): Promise<string> {
    await this.fill(name, ...scopes);
    await pressWhenArmed(this.generate);
    await until(() => this.dialogName === 'New token', 'the dialog "New token"');
    return this.secret;
  }

  /** The secret that is shown; empty if none is. */
  get secret(): string {
    return this.textOf(this.root.querySelector('dialog #secret'));
  }

  /** What has the focus inside the element. */
  get focused(): string {
    return this.textOf(this.root.activeElement);
  }
}

/** Changes what a gateway answers from now on. */
export function alter<M extends RpcMethod>(
  gateway: SimulatedGateway,
  method: M,
  change: (result: ResultOf<M>) => ResultOf<M>,
): void {
  const call = gateway.call.bind(gateway);
  gateway.call = async (caller, name, params) => {
    const result = await call(caller, name, params);
    return name === method ? change(result as ResultOf<M>) : result;
  };
}

/** How often a gateway was asked for something from now on. */
export function countCalls(gateway: SimulatedGateway, method: string): () => number {
  let count = 0;
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, name, params) => {
    if (name === method) count++;
    return call(caller, name, params);
  };
  return () => count;
}
