/** Lists that people sort: by key, said aloud, and the act meant for a row stays with it. */
import { expect, fixture } from '@open-wc/testing';
import { resetMouse, sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../src/elements/provider-health/define.js';
import type { ComisElement } from '../../src/ui/base/comis-element.js';
import { SimulatedGateway } from '../../src/testing/index.js';
import { expectAccessible, painted, pressWhenArmed, until } from '../support/browser.js';
import { manage as manageSecrets } from './secrets-manager/support.js';
import { manage as manageTokens } from './token-manager/support.js';

const textOf = (element: Element | null | undefined) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** The buttons that sort, by what they say. */
function sortButton(element: ComisElement, label: string): HTMLElement {
  const found = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.sort')].find((each) => textOf(each) === label);
  if (!found) throw new Error(`There is no button to sort by ${label}`);
  return found;
}

async function pressKey(element: ComisElement, label: string): Promise<void> {
  sortButton(element, label).focus();
  await sendKeys({ press: 'Enter' });
  await element.updateComplete;
}

const said = (element: ComisElement) =>
  [...element.shadowRoot!.querySelectorAll('[role=status]')].map(textOf).filter((each) => /^Sorted|order/.test(each));

describe('sorting', () => {
  it('sorts tokens by key, says so, and revokes the one whose row was meant', async () => {
    const { user, element } = await manageTokens();
    expect(user.names).to.deep.equal(['operator', 'ci-runner', 'exporter']);
    await pressKey(element, 'Name');
    expect(user.names).to.deep.equal(['ci-runner', 'exporter', 'operator']);
    const head = sortButton(element, 'Name').closest('th')!;
    expect([head.ariaSort, head.role]).to.deep.equal(['ascending', 'columnheader']);
    expect(said(element)).to.deep.equal(['Sorted by Name, ascending.']);
    expect(element.shadowRoot!.activeElement).to.equal(sortButton(element, 'Name'));
    await expectAccessible(element);

    const dialog = await user.press('exporter', 'Revoke');
    expect(textOf(dialog)).to.contain('exporter');
    await pressWhenArmed(user.button('Revoke', dialog));
    await until(() => user.names.join() === 'ci-runner,operator', 'the row to go');
    await until(
      () => user.root.activeElement?.closest('tr') === user.row('operator'),
      'the neighbour to get the focus',
    );
  });

  it('sorts secrets, keeps an unused one last, and has no buttons for columns without an order', async () => {
    const { user, element } = await manageSecrets();
    await pressKey(element, 'Name');
    await pressKey(element, 'Name');
    expect(user.names).to.deep.equal(['SMTP_PASSWORD', 'OPENAI_API_KEY']);
    await pressKey(element, 'Last used');
    expect(user.names).to.deep.equal(['OPENAI_API_KEY', 'SMTP_PASSWORD']);
    await pressKey(element, 'Last used');
    expect(user.names).to.deep.equal(['OPENAI_API_KEY', 'SMTP_PASSWORD']);
    const heads = [...user.root.querySelectorAll('thead th')];
    expect(heads.filter((each) => each.querySelector('button')).map(textOf)).not.to.contain('Actions');
    await expectAccessible(element);
  });

  it('keeps its buttons in sight at 320 px, where the other heads are not', async () => {
    const { element } = await manageSecrets();
    element.parentElement!.style.width = '320px';
    await painted();
    const host = element.getBoundingClientRect();
    for (const label of ['Name', 'Created', 'Updated', 'Last used']) {
      const box = sortButton(element, label).getBoundingClientRect();
      expect(box.width, label).to.be.above(20);
      expect(box.height, label).to.be.at.least(24);
      expect(box.right, label).to.be.at.most(host.right);
    }
    expect(element.scrollWidth).to.be.at.most(320);
    await expectAccessible(element);
  });

  it('sorts providers by what needs somebody, their errors and latency', async () => {
    await resetMouse();
    const gateway = new SimulatedGateway();
    for (const name of ['calm', 'tripped', 'busy']) gateway.providers.add(name);
    for (let count = 0; count < 3; count++) gateway.providers.call('calm', { outcome: 'ok', latencyMs: 900 });
    for (let count = 0; count < 5; count++) {
      gateway.providers.call('tripped', { outcome: 'error', latencyMs: 100, error: 'HTTP 503.' });
    }
    gateway.providers.call('busy', { outcome: 'error', latencyMs: 300, error: 'HTTP 503.' });
    const element = await fixture<ComisElement>(
      html`<comis-provider-health .client=${gateway.client()}></comis-provider-health>`,
    );
    const names = () => [...element.shadowRoot!.querySelectorAll('article h2')].map(textOf);
    await until(() => names().length === 3, 'the providers');
    expect(names()).to.deep.equal(['busy', 'calm', 'tripped']);
    await pressKey(element, 'Breaker');
    expect(names()[0]).to.equal('tripped');
    await pressKey(element, 'Errors');
    expect(names()).to.deep.equal(['calm', 'busy', 'tripped']);
    await pressKey(element, 'Errors');
    expect(names()).to.deep.equal(['tripped', 'busy', 'calm']);
    expect(said(element)).to.deep.equal(['Sorted by Errors, descending.']);
    expect(sortButton(element, 'Errors').ariaPressed).to.equal('true');
    await pressKey(element, 'Latency');
    expect(names()).to.deep.equal(['tripped', 'busy', 'calm']);
    await expectAccessible(element);
  });
});
