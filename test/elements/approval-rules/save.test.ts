import { expect } from '@open-wc/testing';
import { rpcErrorCodes } from '../../../src/protocol/index.js';
import { expectEvents, pressWhenArmed, until } from '../../support/browser.js';
import { countCalls } from '../token-manager/support.js';
import { rules } from './support.js';

const destructive = 'Require for destructive actions';
const sensitive = 'Require for sensitive actions';
const messaging = 'Enable cross-agent messaging';

describe('<comis-approval-rules>: saving', () => {
  it('sends everything once, tells the host, and shows what was read back', async () => {
    const { user, gateway, element } = await rules();
    const patches = countCalls(gateway, 'config.patch');
    await user.toggle(destructive);
    await user.add('Allowed agents', 'planner');
    const [event] = await expectEvents(element, 'comis-rules-saved', 1, async () => {
      await pressWhenArmed(user.button('Save', user.bar), 2);
    });
    expect(patches()).to.equal(1);
    expect(event!.detail).to.deep.equal({
      changes: [
        { key: 'actionConfirmation.requireForDestructive', before: true, after: false },
        { key: 'agentToAgent.allowAgents', before: [], after: ['planner'] },
      ],
    });
    expect(gateway.config.security.agentToAgent.allowAgents).to.deep.equal(['planner']);
    expect(user.textOf(user.bar)).to.contain('Saved and read back').and.not.contain('elsewhere');
    expect(user.control(destructive).checked).to.equal(false);
    expect(element.dirty).to.equal(false);
    // Its own change, reported by an event, must not be shown as somebody else's.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(user.textOf(user.bar)).not.to.contain('elsewhere');
  });

  it('changes nothing on the controls while it is pending', async () => {
    const { user, gateway } = await rules();
    const release = gateway.faults.hold('config.patch');
    await user.toggle(destructive);
    await pressWhenArmed(user.button('Save', user.bar));
    await user.element.updateComplete;
    expect(user.textOf(user.bar)).to.contain('Saving…');
    expect(user.control(sensitive).disabled).to.equal(true);
    release();
    await until(() => user.textOf(user.bar).includes('Saved'));
    expect(user.control(sensitive).disabled).to.equal(false);
  });

  it('puts what the gateway refuses back, with the reason, and keeps the rest of the draft', async () => {
    const { user, gateway, element } = await rules();
    gateway.faults.fail('config.patch', {
      code: rpcErrorCodes.immutable,
      message: 'Set by the host.',
      data: { path: 'security.actionConfirmation.requireForDestructive' },
    });
    await user.toggle(destructive);
    await user.toggle(messaging);
    await expectEvents(element, 'comis-rules-saved', 0, () => user.save());
    expect(user.textOf(user.bar.querySelector('[role=alert]'))).to.contain('Set by the host.');
    expect(user.control(destructive).checked).to.equal(true);
    expect(user.description(user.control(destructive))).to.contain('Refused by the gateway');
    expect(user.control(messaging).checked).to.equal(false);
    user.button('Put back into the draft').click();
    await element.updateComplete;
    expect(user.control(destructive).checked).to.equal(false);
    await user.save();
    expect(gateway.config.security.actionConfirmation.requireForDestructive).to.equal(false);
    expect(gateway.config.security.agentToAgent.enabled).to.equal(false);
  });

  it('puts all of it back when the gateway does not say which change it refuses', async () => {
    const { user, gateway } = await rules();
    gateway.faults.fail('config.patch', { message: 'The disk is full.' });
    await user.toggle(destructive);
    await user.toggle(messaging);
    await user.save();
    expect(user.textOf(user.bar)).to.contain('The disk is full.').and.contain('No unsaved changes');
    expect(user.control(destructive).checked).to.equal(true);
    expect(user.control(messaging).checked).to.equal(true);
  });

  it('keeps the draft when no answer came', async () => {
    const { user, gateway, client } = await rules();
    gateway.faults.hold('config.patch');
    await user.toggle(destructive);
    await pressWhenArmed(user.button('Save', user.bar));
    await user.element.updateComplete;
    client.drop();
    await until(() => user.textOf(user.bar).includes('may or may not have been saved'));
    expect(user.control(destructive).checked).to.equal(false);
    expect(user.description(user.button('Save', user.bar))).to.contain('Not connected');
  });

  it('lets the host veto it', async () => {
    const { user, gateway, element } = await rules();
    const patches = countCalls(gateway, 'config.patch');
    element.addEventListener('comis-before-save', (event) => event.preventDefault(), { once: true });
    await user.toggle(destructive);
    await user.save();
    expect(user.textOf(user.bar)).to.contain('did not allow it');
    expect(patches()).to.equal(0);
    expect(user.changes).to.have.length(1);
  });
});

describe('<comis-approval-rules>: changes made elsewhere', () => {
  it('are shown, and taken where nobody touches', async () => {
    const { user, gateway, element } = await rules();
    await user.toggle(destructive);
    gateway.config.changeSecurity({ approvalRules: { timeoutMs: 5000 } }, 'night-shift');
    await until(() => user.control('Timeout (seconds)').value === '5');
    expect(user.textOf(user.bar)).to.contain('Changed elsewhere by night-shift');
    expect(user.changes).to.have.length(1);
    await user.save();
    expect(gateway.config.security.approvalRules.timeoutMs).to.equal(5000);
    expect(gateway.config.security.actionConfirmation.requireForDestructive).to.equal(false);
    expect(element.dirty).to.equal(false);
  });

  it('are never overwritten: a conflict shows both and asks', async () => {
    const { user, gateway } = await rules();
    await user.choose('auto-medium');
    gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-low' } }, 'night-shift');
    await until(() => user.textOf(user.bar).includes('choose which version to keep'));
    const conflict = user.group('Default Mode');
    expect(user.textOf(conflict)).to.contain('On the gateway: Auto-approve low risk');
    expect(user.textOf(conflict)).to.contain('In your draft: Auto-approve low and medium risk');
    expect(user.button('Save', user.bar).getAttribute('aria-disabled')).to.equal('true');
    user.button('Keep mine', conflict).click();
    await user.element.updateComplete;
    await user.save();
    expect(gateway.config.security.approvalRules.defaultMode).to.equal('auto-medium');
  });

  it('are taken when the person chooses so', async () => {
    const { user, gateway } = await rules();
    await user.choose('auto-medium');
    gateway.config.changeSecurity({ approvalRules: { defaultMode: 'auto-low' } });
    await until(() => user.textOf(user.bar).includes('choose which version to keep'));
    user.button('Take the gateway’s').click();
    await user.element.updateComplete;
    expect(user.mode.value).to.equal('auto-low');
    expect(user.changes).to.deep.equal([]);
  });

  it('stop a save that did not know of them, and the draft then stands on them', async () => {
    const { user, gateway, client } = await rules();
    client.dropStream();
    gateway.config.changeSecurity({ agentToAgent: { enabled: false } }, 'night-shift');
    await user.toggle(destructive);
    await user.save();
    expect(user.textOf(user.bar)).to.contain('Nothing was saved').and.contain('Changed elsewhere');
    expect(gateway.config.security.actionConfirmation.requireForDestructive).to.equal(true);
    expect(user.control('Enable cross-agent messaging').checked).to.equal(false);
    await user.save();
    expect(gateway.config.security.actionConfirmation.requireForDestructive).to.equal(false);
    expect(gateway.config.security.agentToAgent.enabled).to.equal(false);
  });
});
