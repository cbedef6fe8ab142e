import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/approvals/define.js';
import '../../../src/elements/gateway/define.js';
import type { ComisApprovals } from '../../../src/elements/approvals/approvals.js';
import { ComisElement } from '../../../src/ui/base/comis-element.js';
import { anApproval, SimulatedGateway, type SimulatedClient } from '../../../src/testing/index.js';
import { deepQueryAll, expectAccessible, findByText, until } from '../../support/browser.js';

describe('<comis-approvals>', () => {
  let gateway: SimulatedGateway;
  let client: SimulatedClient;
  beforeEach(() => {
    gateway = new SimulatedGateway();
    client = gateway.client();
  });
  afterEach(() => {
    client.close();
    gateway.close();
  });

  const mount = async (readOnly = false) => {
    const provider = await fixture(
      html`<comis-gateway .client=${client}><comis-approvals ?read-only=${readOnly}></comis-approvals></comis-gateway>`,
    );
    const element = provider.querySelector<ComisApprovals>('comis-approvals')!;
    await element.updateComplete;
    return element;
  };
  const parts = (element: Element) =>
    deepQueryAll(element.shadowRoot!, 'section > *').filter(
      (each): each is ComisElement => each instanceof ComisElement,
    );

  it('shows the queue, the history and the rules, each under its heading', async () => {
    gateway.approvals.request(anApproval({ action: 'file.delete', timeoutMs: 0 }));
    gateway.approvals.approveByPolicy(anApproval({ action: 'message.send' }));
    const element = await mount();
    const sections = [...element.shadowRoot!.querySelectorAll('section')];
    expect(sections.map((section) => section.querySelector('h2')!.textContent)).to.deep.equal([
      'Pending Queue',
      'History',
      'Rules',
    ]);
    expect(parts(element).map(({ localName }) => localName)).to.deep.equal([
      'comis-approval-queue',
      'comis-approval-history',
      'comis-approval-rules',
    ]);
    await until(() => findByText(sections[0]!, '[role="listitem"] code', 'file.delete'), 'the card');
    await until(() => findByText(sections[1]!, 'td', 'message.send'), 'the row');
    await until(() => findByText(sections[2]!, 'label', 'Default Mode'), 'the rules');
    await expectAccessible(element);
  });

  it('passes read-only and its own client on, and keeps its parts when it is moved', async () => {
    const element = await mount(true);
    const before = parts(element);
    expect(before.every(({ readOnly }) => readOnly)).to.equal(true);
    element.readOnly = false;
    element.client = client;
    await element.updateComplete;
    expect(before.every((part) => !part.readOnly && part.client === client)).to.equal(true);
    const elsewhere = document.createElement('div');
    element.parentElement!.append(elsewhere);
    elsewhere.append(element);
    await element.updateComplete;
    expect(parts(element)).to.deep.equal(before);
  });

  it('says once what is missing when there is no client', async () => {
    const element = await fixture<ComisApprovals>(html`<comis-approvals></comis-approvals>`);
    expect(deepQueryAll(element, '[role="alert"]').map(({ textContent }) => textContent)).to.have.length(1);
    await expectAccessible(element);
  });
});
