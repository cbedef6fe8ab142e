/** What the tests of the secrets manager share: the element on a gateway, and how a person finds things in it. */
import { fixture } from '@open-wc/testing';
import { resetMouse } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/elements/secrets-manager/define.js';
import type { ComisSecretsManager } from '../../../src/elements/secrets-manager/secrets-manager.js';
import { SimulatedGateway, type SimulatedGatewayOptions } from '../../../src/testing/index.js';
import { painted, until } from '../../support/browser.js';

interface Options {
  readonly gateway?: SimulatedGatewayOptions;
  readonly client?: Parameters<SimulatedGateway['client']>[0];
  readonly readOnly?: boolean;
}

const day = 86_400_000;

/** What no page may ever hold after it was sent. */
export const value = 'sk-live-3f9a77c1b2';

/** The element with a gateway whose secrets are `OPENAI_API_KEY`, used 12 times, and `SMTP_PASSWORD`, never used. */
export async function manage(options: Options = {}) {
  const gateway = new SimulatedGateway(options.gateway);
  const now = Date.now();
  const past = { value: 'old', createdAt: now - 90 * day, updatedAt: now - 30 * day };
  gateway.secrets.setInThePast({ ...past, name: 'OPENAI_API_KEY', usageCount: 12, lastUsedAt: now - 180_000 });
  gateway.secrets.setInThePast({ ...past, name: 'SMTP_PASSWORD', usageCount: 0 });
  const client = gateway.client(options.client);
  const element = await fixture<ComisSecretsManager>(
    html`<comis-secrets-manager .client=${client} ?read-only=${options.readOnly ?? false}></comis-secrets-manager>`,
  );
  // The pointer of the test before would rest on the list.
  await resetMouse();
  await painted();
  return { gateway, client, element, user: new User(element) };
}

/** Sees and does what a person would. */
export class User {
  constructor(readonly element: ComisSecretsManager) {}

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

  get names(): string[] {
    return this.rows.map((row) => this.textOf(row.querySelector('th .name')));
  }

  get rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('.secrets table tbody tr')];
  }

  row(name: string): HTMLElement {
    const row = this.rows[this.names.indexOf(name)];
    if (!row) throw new Error(`No row ${name}`);
    return row;
  }

  /** The button whose text begins so, in a row, a dialog or anywhere. */
  button(text: string, within: ParentNode = this.root): HTMLButtonElement {
    const found = [...within.querySelectorAll('button')].find((each) => this.textOf(each).startsWith(text));
    if (!found) throw new Error(`No button ${text}`);
    return found;
  }

  get form(): HTMLFormElement {
    return this.root.querySelector('form')!;
  }

  /** The button that sends the form. */
  get send(): HTMLButtonElement {
    return this.form.querySelector('.submit button')!;
  }

  field(label: string): HTMLInputElement | HTMLTextAreaElement {
    const found = [...this.root.querySelectorAll('label')].find((each) => this.textOf(each) === label);
    return found!.control as HTMLInputElement;
  }

  async type(label: string, text: string): Promise<void> {
    const field = this.field(label);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await this.element.updateComplete;
  }

  async fill(name: string, secret: string): Promise<void> {
    await this.type('Name', name);
    await this.type('Value', secret);
  }

  /** What the form says came of it. */
  get outcome(): string {
    return this.textOf(this.form.querySelector('.outcome'));
  }

  get alert(): string {
    return this.textOf(this.form.querySelector('[role=alert]'));
  }

  /** The modal dialog that is open; undefined if none is. */
  get dialog(): HTMLDialogElement | undefined {
    return [...this.root.querySelectorAll('dialog')].find((each) => each.matches(':modal'));
  }

  /** Presses Delete in a row, the way a mouse or a keyboard does: the button has the focus. */
  async askToDelete(name: string): Promise<HTMLDialogElement> {
    const button = this.button('Delete', this.row(name));
    button.focus();
    button.click();
    return until(() => this.dialog, 'the dialog');
  }

  /** What has the focus inside the element. */
  get focused(): Element | null {
    return this.root.activeElement;
  }
}

/** What a gateway was asked for from now on, by method. */
export function recordCalls(gateway: SimulatedGateway, method: string): unknown[] {
  const calls: unknown[] = [];
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, name, params) => {
    if (name === method) calls.push(params);
    return call(caller, name, params);
  };
  return calls;
}
