/** Another token at the same page: nothing that one person typed, selected, opened or armed is sent by the next one. */
import { expect, fixture } from '@open-wc/testing';
import { html, type LitElement } from 'lit';
import '../../../src/define.js';
import type { ComisGateway } from '../../../src/elements/gateway/gateway.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { pressWhenArmed, until } from '../../support/browser.js';
import { Desk, read } from '../approval-queue/desk.js';

const dialogOpen = (of: Element, id: string) =>
  of.shadowRoot!.querySelector<HTMLDialogElement>(id)?.matches(':modal') ?? false;
const button = (of: ParentNode, name: RegExp) =>
  [...of.querySelectorAll('button')].find((each) => name.test(each.textContent))!;
const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string) => {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};

async function show(tag: string, gateway = new SimulatedGateway()) {
  const client = gateway.client();
  client.rename('maria');
  const element = Object.assign(document.createElement(tag), { client });
  await fixture(html`<div>${element}</div>`);
  return { gateway, client, element, root: element.shadowRoot! };
}

describe('another person at the same page', () => {
  it('real use 9: drops the comment, the selection and the opened dialog of the queue, and says so', async () => {
    const gateway = new SimulatedGateway();
    for (const action of ['a.one', 'b.two']) {
      gateway.approvals.request({ agentId: 'bot', action, risk: 'low', params: {}, timeoutMs: 600_000 });
    }
    const { client, root } = await show('comis-approval-queue', gateway);
    const cards = () => [...root.querySelectorAll<LitElement>('.cards comis-approval-card')];
    await until(() => cards().length === 2 && cards().every((card) => card.querySelector('textarea')));
    const before = cards();
    type(before[0]!.querySelector('textarea')!, 'the words of maria');
    for (const card of before) card.querySelector<HTMLInputElement>('.select')!.click();
    await until(() => button(root, /^\s*Deny 2/));
    button(root, /^\s*Deny 2/).click();
    await until(() => root.querySelector('#bulk')?.matches(':modal'));
    client.rename('ops');
    await until(() => !root.querySelector('#bulk')!.matches(':modal'));
    await until(() => cards().length === 2 && cards().every((card) => card.querySelector('textarea')));
    for (const card of cards()) {
      expect(before).not.to.include(card);
      expect(card.querySelector('textarea')!.value).to.equal('');
      expect(card.querySelector<HTMLInputElement>('.select')!.checked).to.equal(false);
    }
    expect(root.querySelector('.status')!.textContent).to.match(/Signed in as ops since .*, before that as maria/);
  });

  it('real use 9: takes back a decision that waits for the host', async () => {
    const desk = new Desk();
    desk.client.rename('maria');
    const approvalId = desk.ask({ action: 'a.one', risk: 'low' });
    await desk.open();
    let allow = () => {};
    desk.queue.addEventListener('comis-before-decide', (event) => {
      event.waitUntil(new Promise<void>((resolve) => (allow = resolve)));
    });
    await desk.press(await desk.card('a.one'), 'Deny');
    await until(async () => /Waiting for the page/.test(read(await desk.card('a.one'))), 'the wait for the host');
    desk.client.rename('ops');
    allow();
    await until(async () => /another token/.test(read(await desk.card('a.one'))), 'the reason');
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    desk.close();
  });

  it('real use 9: empties the form of a secret and of a token, and closes their dialogs', async () => {
    const secrets = await show('comis-secrets-manager');
    await until(() => secrets.root.querySelector('#name'));
    type(secrets.root.querySelector('#name')!, 'API_KEY');
    type(secrets.root.querySelector('textarea')!, 'value');
    secrets.client.rename('ops');
    await until(() => secrets.root.querySelector<HTMLInputElement>('#name')!.value === '');
    expect(secrets.root.querySelector('textarea')!.value).to.equal('');

    const registry = new SimulatedGateway();
    registry.tokens.create({ name: 'deploy', scopes: ['rpc'] });
    const tokens = await show('comis-token-manager', registry);
    await until(() => tokens.root.querySelector('#name'));
    type(tokens.root.querySelector('#name')!, 'deploy');
    tokens.root.querySelector<HTMLInputElement>('#scope-rpc')!.click();
    await until(() => button(tokens.root, /^\s*Revoke/));
    button(tokens.root, /^\s*Revoke/).click();
    await until(() => dialogOpen(tokens.element, '#confirm'));
    tokens.client.rename('ops');
    await until(() => !dialogOpen(tokens.element, '#confirm'));
    await until(() => tokens.root.querySelector<HTMLInputElement>('#name')!.value === '');
    expect(tokens.root.querySelector<HTMLInputElement>('#scope-rpc')!.checked).to.equal(false);
  });

  it('real use 9: forgets a new token that is shown', async () => {
    const { client, element, root } = await show('comis-token-manager');
    await until(() => root.querySelector('#name'));
    type(root.querySelector('#name')!, 'deploy');
    root.querySelector<HTMLInputElement>('#scope-rpc')!.click();
    await pressWhenArmed(button(root, /Generate/));
    await until(() => dialogOpen(element, '#new-token'));
    client.rename('ops');
    await until(() => !dialogOpen(element, '#new-token'));
    expect(root.querySelector('#secret')).to.equal(null);
  });

  it('real use 9: discards the draft of the rules', async () => {
    const { client, element, root } = await show('comis-approval-rules');
    await until(() => root.querySelector('select, input[type=radio]'));
    const radio = [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')].find((each) => !each.checked);
    const select = root.querySelector('select');
    if (radio) radio.click();
    else if (select) {
      select.selectedIndex = select.selectedIndex === 0 ? 1 : 0;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    await until(() => element.hasAttribute('dirty'));
    client.rename('ops');
    await until(() => !element.hasAttribute('dirty'));
  });

  it('real use 9: the connection says who acts, and that it is somebody else now', async () => {
    const { client, root } = await show('comis-connection-status');
    await until(() => /as maria/.test(root.textContent));
    client.rename('ops');
    await until(() => /Signed in as ops since .*, before that as maria/.test(root.textContent));
  });
});

describe('getToken of <comis-gateway>', () => {
  const nowhere = 'http://127.0.0.1:1/';
  /** Another function each time. */
  const pending = () => () => new Promise<string>(() => undefined);

  it('real use 9: may be another function at each render: one connection', async () => {
    const element = await fixture<ComisGateway>(
      html`<comis-gateway .url=${nowhere} .getToken=${pending()}></comis-gateway>`,
    );
    const first = element.activeClient!;
    for (let render = 0; render < 8; render++) {
      element.getToken = pending();
      await element.updateComplete;
    }
    expect(element.activeClient).to.equal(first);
    expect(first.connection.status).not.to.equal('closed');
    element.getToken = undefined;
    await element.updateComplete;
    expect(first.connection.status).to.equal('closed');
    expect(element.activeClient).to.equal(undefined);
  });

  it('real use 9: reconnect() opens a new connection in any state', async () => {
    const element = await fixture<ComisGateway>(
      html`<comis-gateway .url=${nowhere} .getToken=${pending()}></comis-gateway>`,
    );
    const first = element.activeClient!;
    element.reconnect();
    expect(first.connection.status).to.equal('closed');
    expect(element.activeClient).not.to.equal(first);
    expect(element.activeClient?.connection.status).to.equal('connecting');
  });
});
