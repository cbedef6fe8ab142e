import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { ComisSecurityDashboard } from '../../src/dashboard/security-dashboard.js';
import { expectEvents } from '../support/browser.js';
import { byRole, mountDashboard, openPanel, selected, tabCalled, textOf, useSimulation } from './support.js';

const order = [
  'Security Events',
  'Audit Log',
  'API Tokens',
  'Secrets',
  'Approval Rules',
  'Pending Approvals',
  'Provider Health',
];
const focused = (dashboard: Element) => textOf(dashboard.shadowRoot!.activeElement!);

describe('<comis-security-dashboard> by keyboard', () => {
  const stage = useSimulation();
  let dashboard: ComisSecurityDashboard;

  /** Presses a key, and says which tab is then open, which has the focus. */
  async function press(key: string): Promise<string> {
    await sendKeys({ press: key });
    await dashboard.updateComplete;
    expect(focused(dashboard)).to.equal(selected(dashboard)[0]);
    return focused(dashboard);
  }

  it('is one stop, at the open tab, and the panel is the next', async () => {
    dashboard = await mountDashboard(
      stage.client,
      html`<comis-security-dashboard tab="tokens"></comis-security-dashboard>`,
    );
    expect(byRole(dashboard, 'tab').map((tab) => tab.tabIndex)).to.deep.equal([-1, -1, 0, -1, -1, -1, -1]);
    tabCalled(dashboard, 'API Tokens').focus();
    await sendKeys({ press: 'Tab' });
    expect(dashboard.shadowRoot!.activeElement).to.equal(openPanel(dashboard));
  });

  it('arrow keys, Home and End open what they reach', async () => {
    dashboard = await mountDashboard(stage.client);
    tabCalled(dashboard, 'Security Events').focus();
    for (const words of order.slice(1)) expect(await press('ArrowRight')).to.equal(words);
    expect(await press('ArrowRight')).to.equal('Security Events');
    expect(await press('ArrowLeft')).to.equal('Provider Health');
    expect(await press('Home')).to.equal('Security Events');
    expect(await press('End')).to.equal('Provider Health');
    expect(dashboard.tab).to.equal('health');
  });

  it('follows the direction of the text', async () => {
    dashboard = await mountDashboard(
      stage.client,
      html`<comis-security-dashboard dir="rtl"></comis-security-dashboard>`,
    );
    tabCalled(dashboard, 'Security Events').focus();
    expect(await press('ArrowLeft')).to.equal('Audit Log');
    expect(await press('ArrowRight')).to.equal('Security Events');
  });

  it('leaves other keys and combinations alone', async () => {
    dashboard = await mountDashboard(stage.client);
    tabCalled(dashboard, 'Security Events').focus();
    expect(await press('ArrowDown')).to.equal('Security Events');
    await sendKeys({ down: 'Control' });
    expect(await press('ArrowRight')).to.equal('Security Events');
    await sendKeys({ up: 'Control' });
  });

  it('tells the host of each tab that a person opened, once', async () => {
    dashboard = await mountDashboard(stage.client);
    tabCalled(dashboard, 'Security Events').focus();
    const events = await expectEvents<CustomEvent<{ tab: string }>>(dashboard, 'comis-tab-changed', 2, async () => {
      await press('ArrowRight');
      await press('Home');
      await press('Home');
    });
    expect(events.map(({ detail }) => detail.tab)).to.deep.equal(['audit', 'events']);
  });
});
