/** What the dashboard's tests share: a dashboard on a simulated gateway, and its tabs as a person sees them. */
import { fixture } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import '../../src/dashboard/define.js';
import '../../src/elements/gateway/define.js';
import type { ComisSecurityDashboard } from '../../src/dashboard/security-dashboard.js';
import { SimulatedGateway, type SimulatedClient } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

/** A gateway and a client for each test of a suite, closed after it. */
export function useSimulation() {
  const stage = {} as { gateway: SimulatedGateway; client: SimulatedClient };
  beforeEach(() => {
    stage.gateway = new SimulatedGateway();
    stage.client = stage.gateway.client();
  });
  afterEach(() => {
    stage.client.close();
    stage.gateway.close();
  });
  return stage;
}

/** Mounts a dashboard inside a provider. */
export async function mountDashboard(
  client: SimulatedClient,
  template: TemplateResult = html`<comis-security-dashboard></comis-security-dashboard>`,
): Promise<ComisSecurityDashboard> {
  const provider = await fixture(html`<comis-gateway .client=${client}>${template}</comis-gateway>`);
  const dashboard = provider.querySelector('comis-security-dashboard')!;
  await dashboard.updateComplete;
  return dashboard;
}

/** The elements of a role in the dashboard itself, not in its widgets. */
export function byRole(dashboard: Element, role: string): HTMLElement[] {
  return [...dashboard.shadowRoot!.querySelectorAll<HTMLElement>(`[role="${role}"]`)];
}

/** The tab whose words begin so. */
export function tabCalled(dashboard: Element, words: string): HTMLElement {
  const tab = byRole(dashboard, 'tab').find((each) => textOf(each).startsWith(words));
  if (!tab) throw new Error(`There is no tab "${words}"`);
  return tab;
}

/** The panel that is shown. */
export function openPanel(dashboard: Element): HTMLElement {
  const shown = byRole(dashboard, 'tabpanel').filter((panel) => panel.checkVisibility());
  if (shown.length !== 1) throw new Error(`${shown.length} panels are shown`);
  return shown[0]!;
}

/** The words of the tab that is selected. */
export function selected(dashboard: Element): string[] {
  return byRole(dashboard, 'tab')
    .filter((tab) => tab.ariaSelected === 'true')
    .map(textOf);
}

/** Waits until a tab reads exactly so. */
export async function untilTabReads(dashboard: Element, words: string): Promise<void> {
  await until(() => byRole(dashboard, 'tab').some((tab) => textOf(tab) === words), `a tab "${words}"`);
}

/** Text as it is read: white space folded. */
export function textOf(element: Element): string {
  return (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
