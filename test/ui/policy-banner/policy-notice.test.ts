import { expect, fixture } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import '../../../src/dashboard/define.js';
import '../../../src/elements/approval-history/define.js';
import '../../../src/elements/approval-queue/define.js';
import '../../../src/elements/approval-rules/define.js';
import '../../../src/elements/approvals/define.js';
import '../../../src/elements/gateway/define.js';
import { rpcErrorCodes } from '../../../src/protocol/index.js';
import { anApproval, SimulatedGateway, type SimulatedClient } from '../../../src/testing/index.js';
import { deepQueryAll, expectAccessible, expectEvents, findByText, painted, until } from '../../support/browser.js';
import { countCalls } from '../../elements/token-manager/support.js';

const widgets: Readonly<Record<string, TemplateResult>> = {
  queue: html`<comis-approval-queue></comis-approval-queue>`,
  rules: html`<comis-approval-rules></comis-approval-rules>`,
  'approvals page': html`<comis-approvals></comis-approvals>`,
  'pending tab': html`<comis-security-dashboard tab="pending"></comis-security-dashboard>`,
  history: html`<comis-approval-history></comis-approval-history>`,
};
const withBrake = Object.keys(widgets).filter((name) => name !== 'history');

describe('the rules in force and the emergency brake', () => {
  let gateway: SimulatedGateway;
  let client: SimulatedClient;
  beforeEach(() => {
    gateway = new SimulatedGateway();
    client = gateway.client({ name: 'maria' });
  });
  afterEach(async () => {
    client.close();
    gateway.close();
    await resetMouse();
    await setViewport({ width: 800, height: 600 });
  });

  const mount = (template: TemplateResult) =>
    fixture<HTMLElement>(html`<comis-gateway .client=${client}>${template}</comis-gateway>`);
  const textOf = (element: Element) => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  /** What is said on the screen, by whom it may be. */
  const said = (root: Element) =>
    deepQueryAll(root, '[aria-label="Rules in force"]').filter((each) => each.checkVisibility());
  const says = async (root: Element, words: string) => {
    const found = await until(() => said(root).find((each) => textOf(each).includes(words)), `the words "${words}"`);
    expect(said(root)).to.have.length(1);
    return found;
  };
  const isLoud = (strip: Element) => strip.classList.contains('loud');
  const press = async (button: Element) => {
    button.scrollIntoView({ block: 'center' });
    await painted();
    const { x, y, width, height } = button.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
  };
  const button = (root: Element, text: string) =>
    until(() => {
      const found = findByText(root, 'button', text);
      return found?.checkVisibility() ? found : undefined;
    }, `the button ${text}`);
  /** The button, once it works. */
  const armed = async (root: Element, text: string) => {
    const found = await button(root, text);
    await until(() => found.ariaDisabled !== 'true', `the button ${text} to work`);
    return found;
  };
  const dialog = (root: Element) => deepQueryAll(root, 'dialog').find((each) => each.matches(':modal'));
  const braked = () => gateway.config.security.approvalRules.brake?.engaged;

  for (const [name, template] of Object.entries(widgets)) {
    it(`stands as a banner in the ${name} when approvals are off or everything is approved`, async () => {
      const root = await mount(template);
      const loud = {
        'Everything is approved automatically': { approvalRules: { defaultMode: 'auto-all' } },
        'Approvals are off': { approvalRules: { enabled: false } },
        'no action asks for approval, whatever the Default Mode': {
          approvalRules: { enabled: true },
          actionConfirmation: { requireForDestructive: false, requireForSensitive: false },
        },
      } as const;
      for (const [words, change] of Object.entries(loud)) {
        gateway.config.changeSecurity(change);
        expect(isLoud(await says(root, words)), words).to.equal(true);
      }
      gateway.config.changeSecurity({
        approvalRules: { defaultMode: 'manual' },
        actionConfirmation: { requireForDestructive: true },
      });
      if (name === 'history') await until(() => said(root).length === 0, 'silence');
      else expect(isLoud(await says(root, 'Every request waits for a person'))).to.equal(false);
    });
  }

  it('goes by what the gateway enforces, not by what it merely holds', async () => {
    gateway.config.describe([
      { key: 'approvalRules.defaultMode', enforced: false },
      { key: 'actionConfirmation.requireForDestructive', enforced: false },
      { key: 'approvalRules.enabled', enforced: true, by: 'the tools' },
      { key: 'approvalRules.timeoutMs', held: '0, which denies at once', enforced: true },
    ]);
    gateway.config.changeSecurity({
      approvalRules: { defaultMode: 'auto-all', enabled: true, timeoutMs: 0 },
      actionConfirmation: { requireForDestructive: false, requireForSensitive: false },
    });
    const root = await mount(widgets['queue']!);
    const strip = await says(root, 'Approvals are on. Enforced by the tools.');
    expect(isLoud(strip)).to.equal(false);
    expect(textOf(strip)).to.contain('Timeout: 0, which denies at once').and.not.contain('until somebody decides');
  });

  for (const name of withBrake) {
    it(`makes everything ask in one step, from the ${name}`, async () => {
      gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-all' } });
      const action = { agentId: 'a', action: 'memory.write', class: 'mutate', risk: 'low', params: {} } as const;
      expect(gateway.agent(action.agentId).act(action).decision).to.equal('proceeds');
      const patches = countCalls(gateway, 'config.patch');
      const root = await mount(widgets[name]!);
      const engage = await button(root, 'Emergency brake');
      const [event] = await expectEvents(root, 'comis-brake-changed', 1, () => press(engage));
      expect(event!.detail).to.deep.equal({ engaged: true });
      expect(patches()).to.equal(1);
      const strip = await says(root, 'The emergency brake is on, engaged by maria, since');
      expect(isLoud(strip)).to.equal(true);
      expect(gateway.agent(action.agentId).act(action)).to.deep.include({
        decision: 'waits',
        rule: 'approvalRules.brake',
      });
      const [entry] = gateway.audit.page({ action: 'config.patch' }).entries;
      expect(entry).to.include({ user: 'maria', classification: 'security' });
      expect(JSON.stringify(entry!.details)).to.contain('approvalRules.brake');
    });
  }

  it('is on in every widget at once, whoever engaged it', async () => {
    const root = await mount(html`${Object.values(widgets)}`);
    await until(() => said(root).length === 4, 'the four that always speak');
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true, reason: 'Agents run wild.' } } }, 'chen');
    await until(() => said(root).filter(isLoud).length === 5, 'five banners');
    for (const strip of said(root)) {
      expect(textOf(strip)).to.contain('engaged by chen').and.contain('Agents run wild.');
    }
  });

  it('is released only in a dialog that repeats the verb and shows what becomes automatic again', async () => {
    gateway.config.changeSecurity({
      actionConfirmation: { autoApprove: ['memory.*'] },
      approvalRules: { defaultMode: 'auto-low' },
    });
    gateway.config.remembered.create({ action: 'file.write', agentId: 'planner', durationMs: 3_600_000 }, 'maria');
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } }, 'chen');
    const root = await mount(widgets['queue']!);
    await press(await button(root, 'Release the brake'));
    const asking = await until(() => dialog(root), 'the dialog');
    const text = textOf(asking);
    expect(text).to.contain('engaged by chen').and.contain('These become automatic again');
    for (const line of ['memory.*', 'Requests of low risk.', 'neither destructive nor sensitive', 'file.write']) {
      expect(text).to.contain(line);
    }
    expect(textOf((asking.getRootNode() as ShadowRoot).activeElement!)).to.equal('Cancel');
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog(root));
    expect(braked()).to.equal(true);
    await press(await button(root, 'Release the brake'));
    const again = await until(() => dialog(root));
    await expectAccessible(root.querySelector('comis-approval-queue')!);
    await expectEvents(root, 'comis-brake-changed', 1, async () => press(await armed(again, 'Release')));
    await until(() => !dialog(root));
    expect(braked()).to.equal(false);
    expect(isLoud(await says(root, 'low risk is approved automatically'))).to.equal(false);
  }).timeout(30_000);

  it('is still on when the rules have changed since they were shown, and shows what they are now', async () => {
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } });
    const root = await mount(widgets['queue']!);
    await press(await button(root, 'Release the brake'));
    const asking = await until(() => dialog(root));
    client.dropStream();
    gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-all' } });
    await press(await armed(asking, 'Release'));
    await until(() => textOf(asking).includes('have changed since they were shown'));
    expect(braked()).to.equal(true);
    expect(textOf(asking)).to.contain('New: Every request, whatever its risk.');
    const release = await button(asking, 'Release');
    await until(() => release.ariaDisabled === 'false', 'the button');
    await press(release);
    await until(() => braked() === false, 'the release');
  });

  it('shows what changed while its dialog is open, and is not released by a press that cannot have followed it', async () => {
    gateway.config.changeSecurity({
      approvalRules: { brake: { engaged: true }, defaultMode: 'auto-low' },
      actionConfirmation: { autoApprove: ['memory.*'] },
    });
    const root = await mount(widgets['queue']!);
    await press(await button(root, 'Release the brake'));
    const asking = await until(() => dialog(root));
    const release = await button(asking, 'Release');
    expect(textOf(asking)).to.not.contain('have changed');
    const armed = () => until(() => release.ariaDisabled === 'false', 'the button to work');
    /** Whether the button is off in the moment in which words come up. */
    const offWith = (words: string) =>
      new Promise<string | null>((resolve) => {
        const watch = new MutationObserver(() => {
          if (!textOf(asking).includes(words)) return;
          watch.disconnect();
          resolve(release.ariaDisabled);
        });
        watch.observe(asking, { subtree: true, childList: true, characterData: true });
      });
    const changed = offWith('New: Every request, whatever its risk.');
    gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-all' } });
    expect(await changed).to.equal('true');
    expect(textOf(asking)).to.contain('The rules have changed since this was opened.');
    expect(textOf(asking)).to.contain('No longer: Requests of low risk.').and.not.contain('New: Actions');
    await armed();
    release.focus();
    const changedAgain = offWith('shell.*');
    gateway.config.changeSecurity({ actionConfirmation: { autoApprove: ['memory.*', 'shell.*'] } });
    expect(await changedAgain).to.equal('true');
    release.click();
    await painted();
    expect(braked()).to.equal(true);
    await expectAccessible(root.querySelector('comis-approval-queue')!);
    await armed();
    await sendKeys({ press: 'Enter' });
    await until(() => braked() === false, 'the release');
  }).timeout(20_000);

  it('is not released by who asked about another engagement: that one was released, and the brake engaged again', async () => {
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } }, 'chen');
    const root = await mount(widgets['queue']!);
    await press(await button(root, 'Release the brake'));
    const asking = await until(() => dialog(root));
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: false } } }, 'chen');
    await until(() => textOf(asking).includes('The brake was released meanwhile, by chen.'), 'the release');
    expect(findByText(asking, 'button', 'Release')).to.equal(undefined);
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } }, 'lee');
    await until(() => textOf(asking).includes('engaged again meanwhile, by lee'), 'the new engagement');
    expect(findByText(asking, 'button', 'Release')).to.equal(undefined);
    await press(await button(asking, 'Close'));
    await until(() => !dialog(root));
    expect(braked()).to.equal(true);
  });

  it('lets the host veto its release', async () => {
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } });
    const root = await mount(widgets['queue']!);
    root.addEventListener('comis-before-release', (event) => event.preventDefault());
    await press(await button(root, 'Release the brake'));
    const asking = await until(() => dialog(root));
    await press(await armed(asking, 'Release'));
    await until(() => textOf(asking).includes('did not allow it'));
    expect(braked()).to.equal(true);
  });

  it('can be engaged although the rules cannot be read, and says when it is not engaged', async () => {
    gateway.faults.fail('config.read', { message: 'Disk unreadable.' }, 99);
    gateway.faults.fail('config.patch', { message: 'No.' });
    const root = await mount(widgets['queue']!);
    await says(root, 'could not be loaded: Disk unreadable.');
    await press(await button(root, 'Emergency brake'));
    await says(root, 'The brake is not engaged: No.');
    await press(await button(root, 'Emergency brake'));
    await until(() => braked() === true, 'the brake');
  });

  it('says where it cannot be had, and looks so', async () => {
    const off = async (words: string) => {
      const root = await mount(widgets['queue']!);
      const strip = await says(root, words);
      const engage = await button(root, 'Emergency brake');
      expect(engage.ariaDisabled).to.equal('true');
      await press(engage);
      expect(braked()).to.equal(false);
      return strip;
    };
    client.setCapability('config.patch', { status: 'not-offered', reason: 'Edit the file and restart.' });
    await off('No emergency brake here: Edit the file and restart.');
    client = gateway.client({ scopes: ['rpc', 'ws'] });
    await off('needs a token with the scope admin');
    client = gateway.client();
    gateway.config.describe([{ key: 'approvalRules.brake', enforced: true, immutable: 'Only from its console.' }]);
    await off('No emergency brake here: Only from its console.');
  });

  it('offers nothing where everything is read-only', async () => {
    const root = await mount(html`<comis-approval-queue read-only></comis-approval-queue>`);
    const strip = await says(root, 'Every request waits');
    expect(strip.querySelector('button')).to.equal(null);
  });

  it('is refused with its reason where the gateway turns it down', async () => {
    gateway.faults.fail('config.patch', { code: rpcErrorCodes.immutable, message: 'Set by the host.' });
    const root = await mount(widgets['queue']!);
    await press(await button(root, 'Emergency brake'));
    await says(root, 'The brake is not engaged: Set by the host.');
    expect(braked()).to.equal(false);
  });

  for (const width of [800, 320]) {
    it(`moves no card under the pointer when it is engaged elsewhere, ${width} px wide`, async () => {
      await setViewport({ width, height: 600 });
      gateway.approvals.request(anApproval({ action: 'file.delete', timeoutMs: 0 }));
      const root = await mount(widgets['queue']!);
      const card = await until(() => deepQueryAll(root, '[role=listitem]')[0], 'the card');
      await says(root, 'Every request waits');
      await painted();
      const { x, y, top } = card.getBoundingClientRect();
      await sendMouse({ type: 'move', position: [Math.round(x + 20), Math.round(y + 12)] });
      gateway.config.changeSecurity(
        { approvalRules: { brake: { engaged: true, reason: 'A reason that takes a line or two. '.repeat(6) } } },
        'somebody-with-a-rather-long-name',
      );
      const strip = await says(root, 'The emergency brake is on');
      await painted();
      expect(Math.abs(card.getBoundingClientRect().top - top)).to.be.at.most(1);
      // Once nobody points at it any more, all of it is shown.
      await sendMouse({ type: 'move', position: [width - 2, 598] });
      await until(() => {
        const host = (strip.getRootNode() as ShadowRoot).host;
        return host.scrollHeight <= host.clientHeight;
      }, 'all of the banner');
    });
  }
});
