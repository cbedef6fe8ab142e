import { expect, fixture } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/elements/gateway/define.js';
import { RememberDialog } from '../../../src/ui/remember-rule/remember-dialog.js';
import { approvalsOf } from '../../../src/data/approvals/approvals.js';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { aDecision, anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, expectEvents, painted, until } from '../../support/browser.js';

RememberDialog.define();

const request = {
  action: 'file.write',
  agentId: 'planner',
  class: 'destructive',
  risk: 'medium',
  params: { path: '/srv/a', apiKey: 'sk-very-secret' },
} as const;

/** The dialog, open for a request, on a gateway that has decided this before. */
async function remember(change: Partial<ApprovalRequest> = {}, setup: (gateway: SimulatedGateway) => void = () => {}) {
  const gateway = new SimulatedGateway();
  setup(gateway);
  const client = gateway.client({ name: 'maria' });
  const provider = await fixture(
    html`<comis-gateway .client=${client}
      ><button>Open</button><comis-remember-dialog></comis-remember-dialog
    ></comis-gateway>`,
  );
  const element = provider.querySelector<RememberDialog>('comis-remember-dialog')!;
  const opener = provider.querySelector('button')!;
  opener.focus();
  const { request: waiting } = gateway.approvals.request(anApproval({ ...request, ...change, timeoutMs: 0 }));
  element.open(waiting);
  const root = element.shadowRoot!;
  const dialog = await until(() => root.querySelector<HTMLDialogElement>('dialog:modal'), 'the dialog');
  const text = () => (dialog.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const control = (label: string) => {
    const found = [...dialog.querySelectorAll('label')].find((each) =>
      (each.textContent ?? '').replaceAll(/\s+/g, ' ').trim().startsWith(label),
    );
    return found!.control as HTMLInputElement;
  };
  const button = (words: string) =>
    [...dialog.querySelectorAll('button')].find((each) => each.textContent?.trim() === words)!;
  const press = async (target: Element) => {
    target.scrollIntoView({ block: 'center' });
    await painted();
    const { x, y } = target.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + 8), Math.round(y + 8)] });
    await element.updateComplete;
  };
  const choose = async (words: string) => {
    const select = control('For how long') as unknown as HTMLSelectElement;
    select.selectedIndex = [...select.options].findIndex((each) => each.text === words);
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await element.updateComplete;
  };
  const rules = () => gateway.config.security.approvalRules.remembered ?? [];
  return { gateway, client, provider, element, opener, dialog, text, control, button, press, choose, rules, waiting };
}

/** A button that lets something happen counts once it has been in sight for half a second. */
const armed = (button: HTMLElement) => {
  button.scrollIntoView({ block: 'nearest' });
  return until(() => button.ariaDisabled === 'false', 'the button to be armed');
};

describe('Remember this', () => {
  it('makes the exact rule, once a duration is chosen', async () => {
    const { dialog, text, button, press, choose, rules, provider, waiting, gateway } = await remember();
    expect(text()).to.contain('file.write').and.contain('Only planner').and.contain('"path": "/srv/a"');
    // Secrets stay hidden until asked for.
    expect(text()).to.not.contain('sk-very-secret');
    expect(button('Remember').ariaDisabled).to.equal('true');
    expect(text()).to.contain('Choose for how long first.');
    await press(button('Remember'));
    expect(rules()).to.deep.equal([]);
    await choose('8 hours');
    expect(text()).to.contain('Ends').and.contain('by the gateway’s clock');
    await armed(button('Remember'));
    const before = Date.now();
    const [event] = await expectEvents(provider, 'comis-rule-created', 1, () => press(button('Remember')));
    await until(() => !dialog.open, 'the end of the dialog');
    const [rule] = rules();
    expect(rule).to.deep.include({
      action: 'file.write',
      agentId: 'planner',
      params: request.params,
      upToRisk: 'medium',
      createdBy: 'maria',
      uses: 0,
    });
    expect(rule!.expiresAt - before).to.be.closeTo(8 * 3_600_000, 5000);
    expect((event!.detail as { rule: { id: string } }).rule.id).to.equal(rule!.id);
    // The request itself still waits.
    expect(gateway.approvals.agentView(waiting.approvalId).state).to.equal('waiting');
    expect(gateway.audit.page({ action: 'rules.create' }).entries[0]?.user).to.equal('maria');
  });

  it('can be edited before it is saved, and says what that covers', async () => {
    const { text, control, button, press, choose, rules, element } = await remember({ risk: 'high' });
    expect(text()).to.not.contain('It covers');
    await press(control('Any parameters'));
    expect(text()).to.contain('It covers any parameters, and at this risk they matter.');
    expect(text()).to.not.contain('/srv/a');
    await press(control('Any agent'));
    expect(text()).to.contain('Too broad: it covers this action of every agent');
    await expectAccessible(element);
    await press(control('Exactly these'));
    expect(text()).to.contain('It covers every agent.');
    control('Comment').focus();
    await sendKeys({ type: 'Tonight only' });
    await choose('1 hour');
    await armed(button('Remember'));
    await press(button('Remember'));
    await until(() => rules().length === 1, 'the rule');
    expect(rules()[0]).to.deep.include({ params: request.params, upToRisk: 'high', comment: 'Tonight only' });
    expect(rules()[0]).to.not.have.property('agentId');
  }).timeout(30_000);

  it('is proven on the last 200, as a draft is', async () => {
    const { text, control, press, dialog } = await remember({}, (gateway) => {
      for (let i = 0; i < 220; i++) {
        gateway.approvals.decidedInThePast(
          aDecision({
            ...request,
            approvalId: `past-${i}`,
            agentId: i % 2 === 0 ? 'planner' : 'researcher',
            params: i < 44 ? request.params : { path: '/other' },
            outcome: i === 22 || i === 24 ? 'denied' : 'approved',
            resolvedBy: 'maria',
            resolvedAt: 1_000_000 + i,
          }),
        );
      }
    });
    await until(
      () => text().includes('Would have decided 12 of the last 200 without a person; you denied 2 of them.'),
      'the proof',
    );
    expect(dialog.querySelectorAll('.proof li')).to.have.length(12);
    await press(control('Any agent'));
    expect(text()).to.contain('Would have decided 24 of the last 200 without a person; you denied 2 of them.');
  });

  it('says what is not needed, and what cannot be', async () => {
    const needless = await remember({}, ({ config }) =>
      config.changeSecurity({ actionConfirmation: { autoApprove: ['file.*'] } }),
    );
    await until(() => needless.text().includes('It is not needed'), 'the finding');
    const covered = await remember(
      {},
      ({ config }) => void config.remembered.create({ action: 'file.write', durationMs: 60_000 }, 'chen'),
    );
    await until(() => covered.text().includes('A remembered rule covers this already'), 'the finding');
    const cut = await remember({ truncated: true });
    await cut.choose('1 hour');
    expect(cut.text()).to.contain('arrived incomplete');
    expect(cut.button('Remember').ariaDisabled).to.equal('true');
    await cut.press(cut.control('Any parameters'));
    await armed(cut.button('Remember'));
  });

  it('makes nothing on Escape, when the host vetoes it, or when the gateway refuses', async () => {
    const { dialog, text, button, press, choose, rules, gateway, provider, opener, element, waiting } =
      await remember();
    await choose('1 hour');
    provider.addEventListener('comis-before-remember', (event) => event.preventDefault(), { once: true });
    await armed(button('Remember'));
    await press(button('Remember'));
    expect(text()).to.contain('This page did not allow it.');
    gateway.faults.fail('rules.create', { message: 'Too many rules.' });
    await armed(button('Remember'));
    await press(button('Remember'));
    await until(() => text().includes('No rule was created: Too many rules.'), 'the reason');
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog.open);
    expect(rules()).to.deep.equal([]);
    expect(document.activeElement).to.equal(opener);
    // It starts over the next time.
    element.open(waiting);
    await until(() => dialog.open);
    expect(text()).to.contain('Choose for how long first.').and.not.contain('Too many rules');
  });

  it('makes nothing of a request that changed after it was shown', async () => {
    const { client, text, button, press, choose, rules, gateway, element, waiting } = await remember();
    const unsubscribe = approvalsOf(client).subscribe(() => {});
    const requests = () => approvalsOf(client).state.data?.requests;
    await until(() => requests()?.length === 1, 'the request');
    await choose('1 hour');
    await armed(button('Remember'));
    gateway.approvals.change(waiting.approvalId, { path: '/etc' });
    await until(() => requests()?.[0]?.params['path'] === '/etc', 'the change');
    await press(button('Remember'));
    await until(() => text().includes('What was shown here has changed since. Read it again.'), 'the reason');
    expect(rules()).to.deep.equal([]);
    // What ended can no longer change: the rule is made from what was shown.
    element.open(requests()![0]!);
    gateway.approvals.withdraw(waiting.approvalId);
    await until(() => requests()?.length === 0, 'the end of the request');
    await choose('1 hour');
    await armed(button('Remember'));
    await press(button('Remember'));
    await until(() => rules().length === 1, 'the rule');
    unsubscribe();
  }).timeout(30_000);

  it('shows what an agent wrote with its tokens', async () => {
    const { dialog } = await remember({ action: 'file\u202e.write', agentId: 'plan\u200bner' });
    const tokens = [...dialog.querySelectorAll('.token')].map((each) => each.textContent);
    expect(tokens).to.include('U+202E').and.include('U+200B');
  });
});
