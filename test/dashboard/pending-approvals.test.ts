import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { ComisSecurityDashboard } from '../../src/dashboard/security-dashboard.js';
import { anApproval } from '../../src/testing/index.js';
import { deepQueryAll, expectAccessible, expectEvents, findByText, until } from '../support/browser.js';
import { mountDashboard, openPanel, selected, tabCalled, textOf, useSimulation } from './support.js';

describe('the tab "Pending Approvals"', () => {
  const stage = useSimulation();
  const open = () =>
    mountDashboard(stage.client, html`<comis-security-dashboard tab="pending"></comis-security-dashboard>`);
  const line = (dashboard: Element) => deepQueryAll(openPanel(dashboard), '[aria-label="Rules in force"]')[0]!;
  const says = (dashboard: Element, words: string) =>
    until(() => textOf(line(dashboard)).includes(words), `the line "${words}"`);
  const loud = (dashboard: Element) => line(dashboard).matches('.loud');
  /** The policy changes as by somebody else. */
  function change(security: Parameters<typeof stage.gateway.config.changeSecurity>[0]): void {
    stage.gateway.config.changeSecurity(security);
    const { revision } = stage.gateway.config.read('security');
    stage.gateway.publish('config:patched', { section: 'security', revision, by: 'bob' });
  }

  it('shows the queue, and the history below it', async () => {
    const dashboard = await open();
    const panel = openPanel(dashboard);
    const queue = await until(() => deepQueryAll(panel, '[aria-label="Pending approvals"]')[0], 'the queue');
    const heading = await until(() => findByText(panel, 'h2', 'History'), 'the heading');
    const history = await until(() => findByText(panel, 'p', 'No decisions yet.'), 'the history');
    expect(heading.getBoundingClientRect().top).to.be.above(queue.getBoundingClientRect().top);
    expect(history.getBoundingClientRect().top).to.be.above(heading.getBoundingClientRect().top);
  });

  it('says which mode and timeout are in force, and follows when they change', async () => {
    const dashboard = await open();
    await says(dashboard, 'Default Mode: manual');
    expect(textOf(line(dashboard))).to.contain('Timeout: 600 seconds');
    expect(loud(dashboard)).to.equal(false);
    change({ approvalRules: { defaultMode: 'auto-low', timeoutMs: 0 } });
    await says(dashboard, 'low risk is approved automatically');
    expect(textOf(line(dashboard))).to.contain('Timeout: none');
    expect(loud(dashboard)).to.equal(false);
    await expectAccessible(dashboard);
  });

  it('is loud when nobody is asked: everything approved, or nothing that asks', async () => {
    const dashboard = await open();
    change({ approvalRules: { defaultMode: 'auto-all' } });
    await says(dashboard, 'Everything is approved automatically');
    expect(loud(dashboard)).to.equal(true);
    await expectAccessible(dashboard);
    change({
      approvalRules: { defaultMode: 'manual' },
      actionConfirmation: { requireForDestructive: false, requireForSensitive: false },
    });
    await says(dashboard, 'no action asks for approval');
    expect(loud(dashboard)).to.equal(true);
  });

  it('leads to the Approval Rules', async () => {
    const dashboard = await open();
    await says(dashboard, 'Default Mode: manual');
    const button = findByText(openPanel(dashboard), 'button', 'Approval Rules')!;
    const [event] = await expectEvents<CustomEvent<{ tab: string }>>(dashboard, 'comis-tab-changed', 1, () => {
      button.focus();
      button.click();
    });
    expect(event!.detail).to.deep.equal({ tab: 'rules' });
    expect(selected(dashboard)).to.deep.equal(['Approval Rules']);
    expect(dashboard.shadowRoot!.activeElement).to.equal(tabCalled(dashboard, 'Approval Rules'));
  });

  it('says why it does not know the rules', async () => {
    stage.gateway.faults.fail('config.read', { message: 'Disk full.' }, 9);
    const dashboard = await open();
    await says(dashboard, 'could not be loaded: Disk full.');
    expect(loud(dashboard)).to.equal(false);
  });

  it('keeps what was typed and what was filtered while another tab is open', async () => {
    stage.gateway.approvals.request(anApproval({ timeoutMs: 0 }));
    const dashboard: ComisSecurityDashboard = await open();
    const find = <E extends HTMLElement>(selector: string) =>
      until(() => deepQueryAll(openPanel(dashboard), selector)[0] as E | undefined, selector);
    (await find<HTMLTextAreaElement>('textarea')).value = 'looking at it';
    const agent = await find<HTMLInputElement>('input');
    agent.value = 'ops-agent';
    agent.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    tabCalled(dashboard, 'Provider Health').click();
    await dashboard.updateComplete;
    tabCalled(dashboard, 'Pending Approvals').click();
    await dashboard.updateComplete;
    expect((await find<HTMLTextAreaElement>('textarea')).value).to.equal('looking at it');
    expect((await find<HTMLInputElement>('input')).value).to.equal('ops-agent');
  });
});
