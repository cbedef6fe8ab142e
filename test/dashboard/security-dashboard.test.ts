import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { ComisSecurityDashboard } from '../../src/dashboard/security-dashboard.js';
import { tabs } from '../../src/dashboard/tabs.js';
import { ComisElement } from '../../src/ui/base/comis-element.js';
import { anApproval, aSecurityEvent } from '../../src/testing/index.js';
import { deepQueryAll, expectAccessible, expectEvents, findByText, until } from '../support/browser.js';
import {
  byRole,
  mountDashboard,
  openPanel,
  selected,
  tabCalled,
  textOf,
  untilTabReads,
  useSimulation,
} from './support.js';

describe('<comis-security-dashboard>', () => {
  const stage = useSimulation();

  it('opens the first tab, in a panel that its tab names', async () => {
    const dashboard = await mountDashboard(stage.client);
    expect(selected(dashboard)).to.deep.equal(['Security Events']);
    expect(dashboard.tab).to.equal('events');
    const panel = openPanel(dashboard);
    expect(panel.getAttribute('aria-labelledby')).to.equal(tabCalled(dashboard, 'Security Events').id);
    expect(tabCalled(dashboard, 'Security Events').getAttribute('aria-controls')).to.equal(panel.id);
    expect(byRole(dashboard, 'tablist').map((list) => list.ariaLabel)).to.deep.equal(['Security']);
  });

  it('opens the tab that is set, before it is attached or after, and tells nobody', async () => {
    const dashboard = document.createElement('comis-security-dashboard');
    dashboard.tab = 'pending';
    dashboard.client = stage.client;
    await expectEvents(document, 'comis-tab-changed', 0, async () => {
      await fixture(html`${dashboard}`);
      expect(selected(dashboard)).to.deep.equal(['Pending Approvals']);
      dashboard.setAttribute('tab', 'tokens');
      await dashboard.updateComplete;
      expect(selected(dashboard)).to.deep.equal(['API Tokens']);
    });
  });

  it('opens the first tab for an id that it does not know', async () => {
    const dashboard = await mountDashboard(stage.client);
    for (const id of ['nonsense', '', null]) {
      dashboard.tab = 'tokens';
      await dashboard.updateComplete;
      if (id === null) dashboard.removeAttribute('tab');
      else dashboard.setAttribute('tab', id);
      await dashboard.updateComplete;
      expect(selected(dashboard)).to.deep.equal(['Security Events']);
      expect(dashboard.tab).to.equal('events');
    }
  });

  it('tells the host when a person opens another tab, and not for the one that is open', async () => {
    const dashboard = await mountDashboard(stage.client);
    const [event] = await expectEvents<CustomEvent<{ tab: string }>>(document, 'comis-tab-changed', 1, () => {
      tabCalled(dashboard, 'API Tokens').click();
      tabCalled(dashboard, 'API Tokens').click();
    });
    expect(event!.detail).to.deep.equal({ tab: 'tokens' });
    expect(event!.target).to.equal(dashboard);
  });

  it('a widget keeps what was typed while another tab is open', async () => {
    const dashboard = await mountDashboard(stage.client);
    tabCalled(dashboard, 'API Tokens').click();
    const field = await until(
      () => deepQueryAll(openPanel(dashboard), 'input').find((each) => each instanceof HTMLInputElement),
      'the field',
    );
    field.value = 'ci-bot';
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    tabCalled(dashboard, 'Security Events').click();
    await dashboard.updateComplete;
    expect(field.checkVisibility()).to.equal(false);
    tabCalled(dashboard, 'API Tokens').click();
    await dashboard.updateComplete;
    expect(field.checkVisibility()).to.equal(true);
    expect(field.value).to.equal('ci-bot');
  });

  it('a widget goes on collecting while another tab is open, from the start', async () => {
    const dashboard = await mountDashboard(
      stage.client,
      html`<comis-security-dashboard tab="tokens"></comis-security-dashboard>`,
    );
    stage.gateway.securityLog.emit(aSecurityEvent({ agentId: 'night-agent' }));
    await until(() => findByText(openPanel(dashboard), 'button', 'Generate'), 'the tokens');
    stage.client.drop();
    tabCalled(dashboard, 'Security Events').click();
    await until(() => findByText(openPanel(dashboard), 'td, [role="cell"]', 'night-agent'), 'the row of the event');
  });

  it('counts what waits, live, and says so while another tab is open', async () => {
    stage.gateway.approvals.request(anApproval());
    const dashboard = await mountDashboard(stage.client);
    await untilTabReads(dashboard, 'Pending Approvals (1)');
    const { request } = stage.gateway.approvals.request(anApproval());
    await untilTabReads(dashboard, 'Pending Approvals (2)');
    expect(tabCalled(dashboard, 'Pending Approvals').title).to.equal('2 waiting');
    expect(byRole(dashboard, 'status').map(textOf)).to.deep.equal(['2 approvals are waiting']);
    stage.gateway.approvals.decide({ approvalId: request.approvalId, decision: 'deny' }, 'bob');
    await untilTabReads(dashboard, 'Pending Approvals (1)');
    tabCalled(dashboard, 'Pending Approvals').click();
    // The queue says it itself, once its code is there.
    await until(() => deepQueryAll(openPanel(dashboard), '[role="list"]').length > 0, 'the queue');
    expect(byRole(dashboard, 'status').map(textOf)).to.deep.equal(['']);
  });

  it('shows no count when nothing waits', async () => {
    const dashboard = await mountDashboard(
      stage.client,
      html`<comis-security-dashboard tab="pending"></comis-security-dashboard>`,
    );
    await until(() => findByText(openPanel(dashboard), '[part~="state"]', /./), 'the empty queue');
    expect(textOf(tabCalled(dashboard, 'Pending Approvals'))).to.equal('Pending Approvals');
  });

  it('asks for tokens only when they are looked at', async () => {
    const viewer = stage.gateway.client({ scopes: ['rpc', 'ws'] });
    const dashboard = await mountDashboard(viewer);
    const administered = 'comis-token-manager, comis-secrets-manager';
    expect(deepQueryAll(dashboard, administered)).to.have.length(0);
    tabCalled(dashboard, 'API Tokens').click();
    await dashboard.updateComplete;
    expect(deepQueryAll(dashboard, 'comis-token-manager')).to.have.length(1);
    viewer.close();
  });

  it('passes its own client and read-only on to every widget', async () => {
    const dashboard = await fixture<ComisSecurityDashboard>(
      html`<comis-security-dashboard .client=${stage.client} read-only></comis-security-dashboard>`,
    );
    const parts = () =>
      deepQueryAll(dashboard.shadowRoot!, '*').filter((each): each is ComisElement => each instanceof ComisElement);
    expect(parts().map(({ localName }) => localName)).to.include('comis-connection-status');
    const all = (own: RpcClient, isReadOnly: boolean) => () =>
      parts().every(({ client, readOnly }) => client === own && readOnly === isReadOnly);
    await until(all(stage.client, true), 'the client and read-only in every widget');
    const other = stage.gateway.client();
    Object.assign(dashboard, { client: other, readOnly: false });
    await until(all(other, false), 'the other client in every widget');
    other.close();
  });

  it('keeps its widgets, and their state, when it is moved', async () => {
    const dashboard = await mountDashboard(stage.client);
    const widget = openPanel(dashboard).firstElementChild;
    const elsewhere = document.createElement('div');
    dashboard.parentElement!.append(elsewhere);
    elsewhere.append(dashboard);
    await dashboard.updateComplete;
    expect(openPanel(dashboard).firstElementChild).to.equal(widget);
  });

  it('links to the related pages that it is given, and to no others', async () => {
    const links = (dashboard: Element) =>
      [...dashboard.shadowRoot!.querySelectorAll('a')].map((link) => [textOf(link), link.getAttribute('href')]);
    const dashboard = await mountDashboard(stage.client);
    expect(links(dashboard)).to.deep.equal([]);
    dashboard.setAttribute('documentation-url', '/docs/security');
    dashboard.configEditorUrl = '/config';
    await dashboard.updateComplete;
    expect(links(dashboard)).to.deep.equal([
      ['Security Documentation', '/docs/security'],
      ['Config Editor', '/config'],
    ]);
    await expectAccessible(dashboard);
  });

  it('works under another prefix, beside the usual one', async () => {
    ComisSecurityDashboard.define('acme');
    const dashboard = document.createElement('acme-security-dashboard');
    Object.assign(dashboard, { client: stage.client });
    await fixture(html`${dashboard}`);
    const tags = () => deepQueryAll(dashboard, '*').map(({ localName }) => localName);
    // The code of the other tabs is loaded once somebody is there.
    expect(tags()).not.to.include('acme-approval-queue');
    dashboard.dispatchEvent(new Event('pointerover'));
    await until(() => tags().includes('acme-approval-history'), 'what is loaded once somebody is there');
    const names = tags();
    expect(names).to.include.members([
      'acme-connection-status',
      'acme-security-events',
      'acme-approval-queue',
      'acme-approval-history',
    ]);
    expect(names.filter((name) => name.startsWith('comis-'))).to.deep.equal([]);
  });

  it('says what is missing when there is no client', async () => {
    const dashboard = await fixture(html`<comis-security-dashboard></comis-security-dashboard>`);
    expect(textOf(byRole(dashboard, 'alert')[0]!)).to.contain('put this element inside <comis-gateway>');
    expect(byRole(dashboard, 'tab')).to.have.length(0);
  });

  it('keeps the open tab in view where the row is too narrow, without scrolling the page', async () => {
    const dashboard = await mountDashboard(stage.client);
    dashboard.style.width = '200px';
    const page = document.documentElement;
    for (const words of ['Provider Health', 'Security Events']) {
      tabCalled(dashboard, words).click();
      await until(() => {
        const row = byRole(dashboard, 'tablist')[0]!.getBoundingClientRect();
        const tab = tabCalled(dashboard, words).getBoundingClientRect();
        return tab.left >= row.left - 1 && tab.right <= row.right + 1;
      }, `${words} in view`);
      expect([page.scrollLeft, page.scrollTop]).to.deep.equal([0, 0]);
    }
  });

  it('fills the height that its host gives it', async () => {
    const dashboard = await mountDashboard(stage.client);
    expect(dashboard.offsetHeight).to.equal(640);
    dashboard.style.height = '300px';
    await until(
      () => openPanel(dashboard).getBoundingClientRect().bottom <= dashboard.getBoundingClientRect().bottom + 1,
      'a lower panel',
    );
    const widget = openPanel(dashboard).firstElementChild!.getBoundingClientRect();
    expect(widget.bottom).to.be.closeTo(dashboard.getBoundingClientRect().bottom, 1);
  });

  it('is accessible with every tab, and when the connection is lost', async () => {
    stage.gateway.approvals.request(anApproval());
    stage.gateway.securityLog.emit(aSecurityEvent());
    const dashboard = await mountDashboard(stage.client);
    await untilTabReads(dashboard, 'Pending Approvals (1)');
    for (const { id: tab } of tabs) {
      dashboard.tab = tab;
      await dashboard.updateComplete;
      await expectAccessible(dashboard);
    }
    stage.client.drop();
    await dashboard.updateComplete;
    await expectAccessible(dashboard);
  }).timeout(30_000);
});
