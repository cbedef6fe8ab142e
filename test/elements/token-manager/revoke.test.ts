import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible, expectEvents, armed, pressWhenArmed, until } from '../../support/browser.js';
import { countCalls, manage } from './support.js';

describe('<comis-token-manager>: revoking', () => {
  it('asks in a dialog that names the token, with Cancel in focus', async () => {
    const { user, ci, element } = await manage();
    const button = user.button('Revoke', user.row('ci-runner'));
    expect(user.textOf(button)).to.equal('Revoke ci-runner');
    await user.press('ci-runner', 'Revoke');
    expect(user.dialogName).to.equal('Revoke token ci-runner?');
    expect(user.textOf(user.dialog)).to.contain(ci.id).and.contain('rpc, ws');
    expect(user.textOf(user.dialog)).not.to.contain('signed out');
    expect(user.focused).to.equal('Cancel');
    await expectAccessible(element);
  });

  it('revokes once however often it is clicked, tells the host, and moves the focus to the next row', async () => {
    const { user, gateway, ci } = await manage();
    const revokes = countCalls(gateway, 'tokens.revoke');
    let asked = 0;
    user.element.addEventListener('comis-before-revoke', () => (asked += 1));
    const [event] = await expectEvents(user.element, 'comis-token-revoked', 1, async () => {
      const dialog = await user.press('ci-runner', 'Revoke');
      const release = gateway.faults.hold('tokens.revoke');
      await pressWhenArmed(user.button('Revoke', dialog), 2);
      release();
      await until(() => !user.dialog);
    });
    expect(asked).to.equal(1);
    expect(revokes()).to.equal(1);
    expect(event!.detail).to.deep.equal({ id: ci.id, name: 'ci-runner' });
    expect(user.names).to.deep.equal(['operator', 'exporter']);
    expect(user.root.activeElement?.closest('tr')).to.equal(user.row('exporter'));
    // The event that tells of it must not count it again.
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(user.textOf(user.root.querySelector('summary'))).to.equal('Revoked and expired (1)');
  });

  it('changes nothing by Cancel or Escape, and gives the focus back', async () => {
    const { user, gateway } = await manage();
    const revokes = countCalls(gateway, 'tokens.revoke');
    const dialog = await user.press('ci-runner', 'Revoke');
    user.button('Cancel', dialog).click();
    await until(() => !user.dialog);
    expect(user.focused).to.equal('Revoke ci-runner');
    await user.press('ci-runner', 'Revoke');
    await sendKeys({ press: 'Escape' });
    await until(() => !user.dialog);
    expect(user.focused).to.equal('Revoke ci-runner');
    expect(revokes()).to.equal(0);
    expect(user.names).to.include('ci-runner');
  });

  it('lets the host veto it', async () => {
    const { user, gateway } = await manage();
    const revokes = countCalls(gateway, 'tokens.revoke');
    user.element.addEventListener('comis-before-revoke', (event) => event.preventDefault(), { once: true });
    const dialog = await user.press('ci-runner', 'Revoke');
    await pressWhenArmed(user.button('Revoke', dialog));
    await until(() => user.textOf(dialog).includes('did not allow it'));
    expect(revokes()).to.equal(0);
    await pressWhenArmed(user.button('Revoke', dialog));
    await until(() => !user.names.includes('ci-runner'));
  });

  it('shows why the gateway refused, and nothing has changed', async () => {
    const { user, gateway, element } = await manage();
    gateway.faults.fail('tokens.revoke', { message: 'The disk is full.' });
    await expectEvents(user.element, 'comis-token-revoked', 0, async () => {
      const dialog = await user.press('ci-runner', 'Revoke');
      await pressWhenArmed(user.button('Revoke', dialog));
      await until(() => user.textOf(dialog.querySelector('[role=alert]')).includes('The disk is full.'));
    });
    expect(user.names).to.include('ci-runner');
    await expectAccessible(element);
    await pressWhenArmed(user.button('Revoke', user.dialog));
    await until(() => !user.names.includes('ci-runner'));
  });

  it('shows the reason in the row when the dialog was left meanwhile', async () => {
    const { user, gateway } = await manage();
    const release = gateway.faults.hold('tokens.revoke');
    gateway.faults.fail('tokens.revoke', { message: 'The disk is full.' });
    const dialog = await user.press('ci-runner', 'Revoke');
    await armed(user.button('Revoke', dialog));
    const offered = getComputedStyle(user.button('Revoke', dialog)).backgroundColor;
    await pressWhenArmed(user.button('Revoke', dialog));
    await user.element.updateComplete;
    expect(user.textOf(dialog)).to.contain('Revoking…');
    const busy = getComputedStyle(user.button('Revoking…', dialog));
    expect(busy.backgroundColor).not.to.equal(offered);
    user.button('Close', dialog).click();
    await until(() => !user.dialog);
    expect(user.button('Revoking… ci-runner', user.row('ci-runner')).getAttribute('aria-disabled')).to.equal('true');
    release();
    await until(() => user.textOf(user.row('ci-runner')).includes('The disk is full.'));
  });

  it('warns when the token is in use by this session, and then shows that it is signed out', async () => {
    const { user } = await manage();
    const dialog = await user.press('operator', 'Revoke');
    expect(user.textOf(dialog)).to.contain('you will be signed out');
    await expectEvents(user.element, 'comis-token-revoked', 1, () => pressWhenArmed(user.button('Revoke', dialog)));
    await until(() => user.text.includes('no longer accepts the token'));
    expect(user.dialog).to.equal(undefined);
  });
});

describe('<comis-token-manager>: rotating', () => {
  it('asks, tells the host, shows the new secret and the new row', async () => {
    const { user, gateway, ci } = await manage();
    const [event] = await expectEvents(user.element, 'comis-token-rotated', 1, async () => {
      const dialog = await user.press('ci-runner', 'Rotate');
      expect(user.dialogName).to.equal('Rotate token ci-runner?');
      expect(user.textOf(dialog)).to.contain('the old one stops working');
      await pressWhenArmed(user.button('Rotate', dialog));
      await until(() => user.dialogName === 'New token');
    });
    const { oldId, newId } = event!.detail as { oldId: string; newId: string };
    expect(oldId).to.equal(ci.id);
    expect(gateway.tokens.authenticate(user.secret)?.id).to.equal(newId);
    expect(JSON.stringify(event!.detail)).not.to.contain(user.secret);
    await until(() => user.names.filter((name) => name === 'ci-runner').length === 1);
    await until(() => user.textOf(user.row('ci-runner')).includes(newId));
    user.button('Done').click();
    await until(() => !user.dialog);
    expect(user.root.activeElement?.closest('tr')).to.not.equal(null);
  });

  it('lets the host veto it', async () => {
    const { user, gateway } = await manage();
    const rotates = countCalls(gateway, 'tokens.rotate');
    user.element.addEventListener('comis-before-rotate', (event) => event.preventDefault());
    const dialog = await user.press('ci-runner', 'Rotate');
    await pressWhenArmed(user.button('Rotate', dialog));
    await until(() => user.textOf(dialog).includes('did not allow it'));
    expect(rotates()).to.equal(0);
  });

  it('shows why the gateway refused', async () => {
    const { user, gateway } = await manage();
    const dialog = await user.press('ci-runner', 'Rotate');
    gateway.faults.fail('tokens.rotate', { message: 'Not today.' });
    await pressWhenArmed(user.button('Rotate', dialog));
    await until(() => user.textOf(dialog).includes('Not today.'));
    expect(user.names).to.include('ci-runner');
  });

  it('shows the new secret even when this session’s own token was rotated', async () => {
    const { user } = await manage();
    const dialog = await user.press('operator', 'Rotate');
    expect(user.textOf(dialog)).to.contain('need the new secret to sign in again');
    await pressWhenArmed(user.button('Rotate', dialog));
    await until(() => user.dialogName === 'New token');
    await until(() => user.text.includes('no longer accepts the token'));
    expect(user.secret).to.have.length.above(42);
  });
});
