/** Whatever ends asking is saved only with a typed phrase, and said wherever somebody decides. */
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/dashboard/define.js';
import { tabs } from '../../../src/dashboard/tabs.js';
import { SimulatedGateway, type SimulatedClient } from '../../../src/testing/index.js';
import { deepQueryAll, expectAccessible, painted, pressWhenArmed, until } from '../../support/browser.js';
import { rules, type User } from './support.js';

const destructive = 'Require for destructive actions';
const sensitive = 'Require for sensitive actions';

/** Presses Save, checks that nothing is saved without the phrase, types it, and saves. */
async function saveWithPhrase(user: User, phrase: string, sent: () => number): Promise<void> {
  const before = sent();
  await pressWhenArmed(user.button('Save', user.bar));
  const dialog = await until(() => user.dialog, 'the dialog');
  const button = user.button('Save', dialog);
  expect(button.ariaDisabled).to.equal('true');
  button.click();
  const field = user.control(`Type “${phrase}” to save`);
  await user.type(field, 'yes');
  button.click();
  await painted();
  expect(sent()).to.equal(before);
  await user.type(field, phrase);
  await pressWhenArmed(button);
  await until(() => !user.dialog, 'the end of the dialog');
  expect(sent()).to.equal(before + 1);
}

async function open() {
  const opened = await rules({}, false, ({ config }) => config.changeSecurity({ approvalRules: { enabled: true } }));
  let saves = 0;
  const call = opened.client.call.bind(opened.client);
  opened.client.call = (method, ...rest) => {
    if (method === 'config.patch') saves += 1;
    return call(method, ...rest);
  };
  return { ...opened, saves: () => saves };
}

describe('real use 10: an end of asking', () => {
  it('is saved with a typed phrase: everything approved', async () => {
    const { user, saves, element } = await open();
    await user.choose('auto-all');
    await pressWhenArmed(user.button('Save', user.bar));
    await until(() => user.dialog, 'the dialog');
    await expectAccessible(element);
    user.button('Cancel', user.dialog).click();
    await until(() => !user.dialog, 'the end of the dialog');
    expect(saves()).to.equal(0);
    await saveWithPhrase(user, 'approve everything', saves);
  }).timeout(40_000);

  it('is saved with a typed phrase: approvals off', async () => {
    const { user, saves } = await open();
    await user.toggle('Enable approvals');
    await saveWithPhrase(user, 'nobody asks', saves);
  });

  it('is saved with a typed phrase: both switches off at once', async () => {
    const { user, saves } = await open();
    await user.toggle(destructive);
    await user.toggle(sensitive);
    await saveWithPhrase(user, 'nobody asks', saves);
  });

  for (const [first, second] of [
    [destructive, sensitive],
    [sensitive, destructive],
  ] as const) {
    it(`is saved with a typed phrase: ${second}, after the other one`, async () => {
      const { user, saves } = await open();
      await user.toggle(first);
      await user.save();
      expect(saves(), 'the first asks nothing').to.equal(1);
      await user.toggle(second);
      await saveWithPhrase(user, 'nobody asks', saves);
    });
  }

  it('is saved with a typed phrase: approvals on again where everything is approved', async () => {
    const { user, saves, gateway } = await open();
    gateway.config.changeSecurity({ approvalRules: { enabled: false, defaultMode: 'auto-all' } });
    await until(() => user.mode.value === 'auto-all', 'the change');
    await user.toggle('Enable approvals');
    await saveWithPhrase(user, 'approve everything', saves);
  });
});

/** A dashboard, and the banners that are drawn in it. */
async function dashboardOf(client: SimulatedClient) {
  const page = await fixture(html`<comis-gateway .client=${client}></comis-gateway>`);
  const dashboard = document.createElement('comis-security-dashboard');
  page.append(dashboard);
  Object.assign(dashboard, { client });
  return {
    open: (id: string) => dashboard.setAttribute('tab', id),
    banners: () =>
      deepQueryAll(page, '.policy.loud').filter((each) => each.checkVisibility() && each.tagName === 'SECTION'),
  };
}

describe('real use 10: a banner while the policy does not ask', () => {
  for (const [what, change] of [
    ['everything is approved', { approvalRules: { defaultMode: 'auto-all' } }],
    ['approvals are off', { approvalRules: { enabled: false } }],
    ['both switches are off', { actionConfirmation: { requireForDestructive: false, requireForSensitive: false } }],
    ['the brake is on', { approvalRules: { brake: { engaged: true } } }],
  ] as const) {
    it(`stands once in every tab: ${what}`, async () => {
      const gateway = new SimulatedGateway();
      const { open, banners } = await dashboardOf(gateway.client());
      for (const { id } of tabs) {
        open(id);
        await painted();
        expect(banners(), `quiet in ${id}`).to.have.length(0);
      }
      gateway.config.changeSecurity(change);
      for (const { id } of tabs) {
        open(id);
        await until(() => banners().length === 1, `the banner in ${id}`);
      }
      gateway.close();
    });
  }

  it('stands once in every tab: a newer gateway has a mode that is not known, and may ask about nothing', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    const call = client.call.bind(client) as (method: string, ...rest: unknown[]) => Promise<unknown>;
    client.call = (async (method: string, ...rest: unknown[]) => {
      const answer = await call(method, ...rest);
      return method === 'config.read'
        ? (JSON.parse(JSON.stringify(answer).replace('"defaultMode":"manual"', '"defaultMode":"auto-most"')) as unknown)
        : answer;
    }) as typeof client.call;
    const { open, banners } = await dashboardOf(client);
    for (const { id } of tabs) {
      open(id);
      const isSaid = (each: HTMLElement) => each.textContent.includes('auto-most, unknown to this version');
      await until(() => banners().length === 1 && banners().every(isSaid), `the banner in ${id}`);
    }
    gateway.close();
  });
});
