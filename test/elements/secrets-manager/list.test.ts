import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memoryStorage } from '../../../src/testing/index.js';
import { armed, expectAccessible, expectEvents, pressNow, pressWhenArmed, until } from '../../support/browser.js';
import { manage, recordCalls, value } from './support.js';

describe('<comis-secrets-manager>: the store', () => {
  it('is said to be enabled, with its path, and lists names, times and uses, never a value', async () => {
    const { user, element } = await manage();
    const store = user.textOf(user.root.querySelector('.store'));
    expect(store).to.contain('Enabled').and.contain('/var/lib/comis/secrets.db');
    const heads = [...user.root.querySelectorAll('thead th')].map((each) => user.textOf(each));
    expect(heads).to.deep.equal(['Name', 'Created', 'Updated', 'Last used', 'Actions']);
    expect(user.names).to.deep.equal(['OPENAI_API_KEY', 'SMTP_PASSWORD']);
    expect(user.textOf(user.row('OPENAI_API_KEY')))
      .to.contain('12 uses')
      .and.contain('for openai');
    expect(user.row('OPENAI_API_KEY').querySelectorAll('time')).to.have.length(3);
    expect(user.textOf(user.row('SMTP_PASSWORD'))).to.contain('not yet');
    expect(user.text.toLowerCase()).not.to.match(/reveal|show value/);
    await expectAccessible(element);
  });

  it('shows where the key is kept when the gateway says so', async () => {
    const notes = ['Kept in memory only.'];
    const { user } = await manage({ gateway: { secretStorage: memoryStorage({ notes }) } });
    expect(user.text).to.contain('Kept in memory only.');
  });

  it('is said to be disabled, and why nothing can be set', async () => {
    const { user, element } = await manage({ gateway: { secretStorage: memoryStorage({ enabled: false }) } });
    expect(user.text).to.contain('Disabled').and.contain('security.secrets.enabled').and.contain('secrets.db');
    expect(user.root.querySelectorAll('form, table')).to.have.length(0);
    await expectAccessible(element);
  });

  it('follows what others do', async () => {
    const { user, gateway } = await manage();
    gateway.secrets.set({ name: 'THEIRS', value }, 'maria');
    await until(() => user.names.includes('THEIRS'));
    gateway.secrets.delete('THEIRS', 'maria');
    await until(() => !user.names.includes('THEIRS'));
  });

  it('offers nothing when it is read-only, or without the scope', async () => {
    const { user } = await manage({ readOnly: true });
    expect(user.root.querySelectorAll('button:not(.sort), form')).to.have.length(0);
    expect(user.text).to.contain('Read-only here.');
    const { user: other } = await manage({ client: { scopes: ['rpc', 'ws'] } });
    await until(() => other.text.includes('secrets.list needs a token with the scope admin'));
  });

  it('turns off what the gateway does not offer, says why and what to do instead, and calls nothing', async () => {
    const { user, gateway, client, element } = await manage();
    const calls = [recordCalls(gateway, 'secrets.set'), recordCalls(gateway, 'secrets.delete')];
    const set = { status: 'not-offered', reason: 'Run comis secrets set on its machine.' } as const;
    const remove = { status: 'not-offered', reason: 'Run comis secrets delete on its machine.' } as const;
    client.setCapability('secrets.set', set);
    client.setCapability('secrets.delete', remove);
    await element.updateComplete;
    for (const [text, reason] of [
      ['Delete', remove.reason],
      ['Replace', set.reason],
    ] as const) {
      const button = user.button(text, user.row('SMTP_PASSWORD'));
      expect(button.getAttribute('aria-disabled')).to.equal('true');
      expect(user.descriptionOf(button)).to.contain(reason);
      button.click();
    }
    expect(user.field('Name').disabled && user.field('Value').disabled).to.equal(true);
    expect(user.send.getAttribute('aria-disabled')).to.equal('true');
    expect(user.descriptionOf(user.send)).to.equal(`This gateway does not offer secrets.set. ${set.reason}`);
    await pressNow(user.send);
    await element.updateComplete;
    expect(user.dialog).to.equal(undefined);
    expect(calls.flat()).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('says before the click what a gateway wants known of it', async () => {
    const { user, client, element } = await manage();
    client.setCapability('secrets.set', { status: 'offered', notes: ['The gateway restarts then.'] });
    client.setCapability('secrets.delete', { status: 'offered', notes: ['Its agents are stopped then.'] });
    await element.updateComplete;
    expect(user.descriptionOf(user.send)).to.contain('The gateway restarts then.');
    const dialog = await user.askToDelete('SMTP_PASSWORD');
    expect(user.descriptionOf(user.button('Delete', dialog))).to.contain('Its agents are stopped then.');
    await user.type('Type the name to delete it', 'SMTP_PASSWORD');
    client.drop('restarting');
    await element.updateComplete;
    expect(user.descriptionOf(user.button('Delete', dialog))).to.contain('Not connected');
    expect(user.button('Delete', dialog).getAttribute('aria-disabled')).to.equal('true');
  });

  it('goes stale with the connection and is true again without a reload', async () => {
    const { user, gateway, client } = await manage();
    client.drop();
    await until(() => user.text.includes('Stale since'));
    expect(user.names).to.have.length(2);
    gateway.secrets.set({ name: 'MEANWHILE', value }, 'maria');
    client.restore();
    await until(() => user.names.includes('MEANWHILE'));
  });
});

describe('<comis-secrets-manager>: deleting', () => {
  it('is armed by typing the name, and says what may break', async () => {
    const { user, gateway, element } = await manage();
    const calls = recordCalls(gateway, 'secrets.delete');
    const dialog = await user.askToDelete('OPENAI_API_KEY');
    expect(user.textOf(dialog.querySelector('h2'))).to.equal('Delete secret OPENAI_API_KEY?');
    expect(user.textOf(dialog)).to.contain('calls to openai will fail').and.contain('12 uses');
    expect(user.focused).to.equal(user.field('Type the name to delete it'));
    await expectAccessible(element);
    const button = user.button('Delete', dialog);
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    await pressNow(button);
    await user.type('Type the name to delete it', 'OPENAI_API_KE');
    await pressNow(button);
    expect(calls).to.have.length(0);
    await user.type('Type the name to delete it', 'OPENAI_API_KEY');
    await armed(button);
    expect(button.getAttribute('aria-disabled')).to.equal('false');
    const [event] = await expectEvents(user.element, 'comis-secret-deleted', 1, async () => {
      const release = gateway.faults.hold('secrets.delete');
      await pressWhenArmed(button, 2);
      release();
    });
    await until(() => !user.dialog);
    expect(event!.detail).to.deep.equal({ name: 'OPENAI_API_KEY' });
    expect(calls).to.deep.equal([{ name: 'OPENAI_API_KEY' }]);
    expect(user.names).to.deep.equal(['SMTP_PASSWORD']);
    expect(user.focused?.closest('tr')).to.equal(user.row('SMTP_PASSWORD'));
  });

  it('says that a secret was not seen used', async () => {
    const { user } = await manage();
    expect(user.textOf(await user.askToDelete('SMTP_PASSWORD'))).to.contain('has not seen it used yet');
  });

  it('changes nothing by Cancel, Escape or Enter, and gives the focus back', async () => {
    const { user, gateway } = await manage();
    const calls = recordCalls(gateway, 'secrets.delete');
    const dialog = await user.askToDelete('SMTP_PASSWORD');
    await user.type('Type the name to delete it', 'SMTP_PASSWORD');
    await armed(user.button('Delete', dialog));
    user.field('Type the name to delete it').focus();
    await sendKeys({ press: 'Enter' });
    user.button('Cancel', dialog).click();
    await until(() => !user.dialog);
    expect(user.textOf(user.focused)).to.equal('Delete SMTP_PASSWORD');
    await user.askToDelete('SMTP_PASSWORD');
    await sendKeys({ press: 'Escape' });
    await until(() => !user.dialog);
    expect(calls).to.have.length(0);
  });

  it('lets the host veto it, and shows why the gateway refused', async () => {
    const { user, gateway } = await manage();
    user.element.addEventListener('comis-before-delete', (event) => event.preventDefault(), { once: true });
    gateway.faults.fail('secrets.delete', { message: 'The disk is full.' });
    const dialog = await user.askToDelete('SMTP_PASSWORD');
    await user.type('Type the name to delete it', 'SMTP_PASSWORD');
    await pressWhenArmed(user.button('Delete', dialog));
    await until(() => user.textOf(dialog).includes('did not allow it'));
    await pressWhenArmed(user.button('Delete', dialog));
    await until(() => user.textOf(dialog).includes('The disk is full.'));
    expect(user.names).to.include('SMTP_PASSWORD');
    await pressWhenArmed(user.button('Delete', dialog));
    await until(() => !user.names.includes('SMTP_PASSWORD'));
  });

  it('says when it is gone already', async () => {
    const { user, gateway } = await manage();
    const dialog = await user.askToDelete('SMTP_PASSWORD');
    gateway.secrets.delete('SMTP_PASSWORD', 'maria');
    await until(() => user.textOf(dialog).includes('It was already deleted'));
  });

  it('takes a name that holds what cannot be seen, as it was copied', async () => {
    const { user, gateway } = await manage();
    const name = 'PROD\u202eYEK';
    gateway.secrets.set({ name, value }, 'somebody');
    await until(() => user.rows.length === 3);
    expect(user.text).not.to.contain('\u202e');
    const button = user.button(
      'Delete',
      user.rows.find((row) => user.textOf(row).startsWith('PRODU+202EYEK')),
    );
    button.click();
    const dialog = await until(() => user.dialog);
    expect(user.textOf(dialog)).to.contain('copy it from above');
    await user.type('Type the name to delete it', name);
    await pressWhenArmed(user.button('Delete', dialog));
    await until(() => user.rows.length === 2);
  });
});
