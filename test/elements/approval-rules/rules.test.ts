import { expect } from '@open-wc/testing';
import { expectAccessible, expectEvents, pressWhenArmed, until } from '../../support/browser.js';
import { rules } from './support.js';

/** A form of this size, matrix and all, in two schemes, on a busy machine: ms. */
const forAxe = 40_000;
const destructive = 'Require for destructive actions';

describe('<comis-approval-rules>: the form', () => {
  it('has the sections, controls and lists, each with its explanation', async () => {
    const { user, element } = await rules();
    for (const group of ['Action Confirmation', 'Agent-to-Agent Policy', 'Permissions', 'Approval Mode']) {
      expect(user.textOf(user.group(group).querySelector('h2'))).to.equal(group);
    }
    for (const name of [
      destructive,
      'Require for sensitive actions',
      'Enable cross-agent messaging',
      'Enable Node.js permission model',
    ]) {
      expect(user.control(name).getAttribute('role')).to.equal('switch');
      expect(user.description(user.control(name))).to.have.length.above(30);
    }
    for (const name of ['Auto-approve list', 'Allowed agents', 'Allowed filesystem paths', 'Allowed network hosts']) {
      expect(user.description(user.group(name))).to.have.length.above(30);
      expect(user.button('Add', user.group(name)).disabled).to.equal(false);
    }
    expect(user.mode.value).to.equal('manual');
    expect(user.control('Timeout (seconds)').value).to.equal('600');
    expect(user.group('Permissions').querySelector('comis-permission-matrix')).to.not.equal(null);
    await expectAccessible(element);
  }).timeout(forAxe);

  it('shows a draft as differences, and takes each back', async () => {
    const { user, gateway, element } = await rules();
    await user.toggle(destructive);
    await user.add('Auto-approve list', 'files.read');
    user.button('Remove memory.*', user.group('Auto-approve list')).click();
    await element.updateComplete;
    expect(user.changes).to.deep.equal([
      `${destructive}: from On →to Off Undo ${destructive}`,
      'Auto-approve list: 1 → 1 entry − removed memory.* + added files.read Undo Auto-approve list',
    ]);
    expect(user.textOf(user.bar)).to.contain('2 changes not saved');
    expect(element.dirty).to.equal(true);
    expect(gateway.config.security.actionConfirmation.requireForDestructive).to.equal(true);
    await expectAccessible(element);
    user.button(`Undo ${destructive}`).click();
    await element.updateComplete;
    expect(user.control(destructive).checked).to.equal(true);
    user.button('Discard').click();
    await element.updateComplete;
    expect(user.textOf(user.bar)).to.contain('No unsaved changes');
    expect(element.dirty).to.equal(false);
  }).timeout(forAxe);

  it('keeps the focus when an entry goes', async () => {
    const { user, element } = await rules();
    const list = user.group('Allowed filesystem paths');
    user.button('Remove /srv/work', list).click();
    await element.updateComplete;
    expect(user.textOf(user.root.activeElement)).to.equal('Remove /tmp');
    user.button('Remove /tmp', list).click();
    await element.updateComplete;
    expect(user.root.activeElement).to.equal(list.querySelector('input'));
    expect(user.textOf(list)).to.contain('Empty: no path.');
  });

  it('refuses a blank and a double entry, and does not save past what is typed', async () => {
    const { user, element } = await rules();
    await user.add('Allowed agents', ' ');
    const group = user.group('Allowed agents');
    expect(user.textOf(group)).to.contain('Type an entry first.');
    element.lang = 'de';
    await until(() => user.textOf(group).includes('Geben Sie zuerst einen Eintrag ein.'));
    element.lang = 'en';
    await until(() => user.textOf(group).includes('Type an entry first.'));
    await user.add('Auto-approve list', 'memory.*');
    expect(user.textOf(user.group('Auto-approve list'))).to.contain('already has this entry');
    expect(user.button('Save', user.bar).getAttribute('aria-disabled')).to.equal('true');
    expect(user.description(user.button('Save', user.bar))).to.contain('Auto-approve list');
    expect(element.dirty).to.equal(true);
  });

  it('waits with a timeout that is none, and keeps what is typed', async () => {
    const { user } = await rules();
    const input = user.control('Timeout (seconds)');
    await user.type(input, '-3');
    expect(user.description(input)).to.contain('0 or more');
    expect(user.button('Save', user.bar).getAttribute('aria-disabled')).to.equal('true');
    await user.type(input, '1.50');
    expect(input.value).to.equal('1.50');
    expect(user.changes).to.deep.equal(['Timeout (seconds): from 600 s →to 1.5 s Undo Timeout (seconds)']);
    await user.type(input, '0');
    expect(user.changes[0]).to.contain('0 (no timeout)');
  });

  it('says why nothing can be changed', async () => {
    const { user } = await rules({ scopes: ['rpc', 'ws'] });
    expect(user.control(destructive).disabled).to.equal(true);
    expect(user.description(user.control(destructive))).to.contain('lacks the scope admin');
    expect(user.root.querySelector('.save-bar')).to.equal(null);
    const { user: other } = await rules({}, true);
    expect(other.description(other.control(destructive))).to.contain('Read-only');
  });

  it('asks before the page is left with a draft, and only then', async () => {
    const { user } = await rules();
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).to.equal(false);
    await user.toggle(destructive);
    expect(leave()).to.equal(true);
    user.element.remove();
    expect(leave()).to.equal(false);
  });
});

describe('<comis-approval-rules>: everything', () => {
  it('asks in a dialog whose button repeats the verb', async () => {
    const { user, gateway, element } = await rules();
    await user.choose('auto-all');
    await pressWhenArmed(user.button('Save', user.bar));
    const dialog = await until(() => user.dialog, 'the dialog');
    expect(user.textOf(dialog)).to.contain('without a person');
    expect(user.textOf(user.root.activeElement)).to.equal('Cancel');
    await expectAccessible(element);
    user.button('Cancel', dialog).click();
    await until(() => !user.dialog);
    expect(gateway.config.security.approvalRules.defaultMode).to.equal('manual');
    await pressWhenArmed(user.button('Save', user.bar));
    await until(() => user.dialog);
    await user.type(user.control('Type “approve everything” to save'), 'approve everything');
    await expectEvents(element, 'comis-rules-saved', 1, async () => {
      await pressWhenArmed(user.button('Save', user.dialog));
      await until(() => !user.dialog);
    });
    expect(gateway.config.security.approvalRules.defaultMode).to.equal('auto-all');
    await until(() => user.notice.includes('no request waits for a person'), 'the notice');
  }).timeout(forAxe);
});
