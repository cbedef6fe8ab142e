import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  armed,
  deepQueryAll,
  expectAccessible,
  expectEvents,
  painted,
  pressWhenArmed,
  until,
} from '../../support/browser.js';
import { manage, recordCalls, type User, value } from './support.js';

/** All that the element's part of the page holds. */
function heldBy(user: User): string {
  const fields = deepQueryAll(user.element, 'input, textarea').map((each) => (each as HTMLInputElement).value);
  return user.root.innerHTML + fields.join() + user.text;
}

describe('<comis-secrets-manager>: setting', () => {
  it('needs a name and a value, and says which is missing', async () => {
    const { user } = await manage();
    expect(user.textOf(user.root.querySelector('#set-title'))).to.equal('Set secret');
    const reason = () => user.textOf(user.root.querySelector('#set-reason'));
    expect(reason()).to.equal('Needs a name and a value.');
    await user.type('Name', ' X ');
    expect(reason()).to.equal('Needs a value.');
    await user.type('Value', 'v');
    expect(reason()).to.equal('');
    await armed(user.send);
    expect(user.send.getAttribute('aria-disabled')).to.equal('false');
    await user.type('Name', '  ');
    expect(reason()).to.equal('Needs a name.');
    await user.type('Name', 'KEY_\ud83d');
    expect(reason()).to.contain('lone surrogate');
    expect(user.send.getAttribute('aria-disabled')).to.equal('true');
  });

  it('masks the value, keeps password managers off it and lets no copy of it out', async () => {
    const { user, element } = await manage();
    const field = user.field('Value');
    expect(getComputedStyle(field).getPropertyValue('-webkit-text-security')).to.equal('disc');
    for (const name of ['data-1p-ignore', 'data-lpignore', 'data-bwignore'])
      expect(field.hasAttribute(name)).to.equal(true);
    expect(field.getAttribute('autocomplete')).to.equal('off');
    expect(field.getAttribute('spellcheck')).to.equal('false');
    await user.type('Value', value);
    for (const type of ['copy', 'cut', 'dragstart']) {
      expect(field.dispatchEvent(new Event(type, { bubbles: true, cancelable: true, composed: true }))).to.equal(false);
    }
    await expectAccessible(element);
  });

  it('sets once, tells the host the name alone, and leaves nothing of the value', async () => {
    const { user, gateway } = await manage();
    const calls = recordCalls(gateway, 'secrets.set');
    const [event] = await expectEvents(user.element, 'comis-secret-set', 1, async () => {
      await user.fill('NEW_KEY', value);
      await pressWhenArmed(user.send, 2);
      await user.element.updateComplete;
      expect(user.field('Value').value).to.equal('');
      await until(() => user.names.includes('NEW_KEY'));
    });
    expect(calls).to.deep.equal([{ name: 'NEW_KEY', value }]);
    expect(event!.detail).to.deep.equal({ name: 'NEW_KEY' });
    expect(user.outcome).to.equal('Stored NEW_KEY (18 characters).');
    expect(user.field('Name').value).to.equal('');
    expect(heldBy(user)).not.to.contain(value);
  });

  it('words the result in another language when that changes', async () => {
    const { user } = await manage();
    await user.fill('NEW_KEY', value);
    await pressWhenArmed(user.send);
    await until(() => user.outcome === 'Stored NEW_KEY (18 characters).');
    user.element.lang = 'de';
    await until(() => user.outcome === 'NEW_KEY gespeichert (18 Zeichen).');
    user.element.lang = 'en';
    await until(() => user.outcome === 'Stored NEW_KEY (18 characters).');
  });

  it('sets by Enter, and takes lines that were pasted', async () => {
    const { user, gateway } = await manage();
    const calls = recordCalls(gateway, 'secrets.set');
    await user.fill('TLS_KEY', '-----BEGIN-----\nabc\n-----END-----');
    await armed(user.send);
    user.field('Value').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => user.names.includes('TLS_KEY'));
    expect(calls).to.deep.equal([{ name: 'TLS_KEY', value: '-----BEGIN-----\nabc\n-----END-----' }]);
  });

  it('says how long the value is and warns of what was pasted with it', async () => {
    const { user, element } = await manage();
    await user.type('Value', 'abc\n');
    expect(user.textOf(user.root.querySelector('#value-facts'))).to.equal('4 characters');
    expect(user.textOf(user.form)).to.contain('The value ends with a line break.');
    await user.type('Value', ' abc ');
    expect(user.textOf(user.form)).to.contain('begins with a space or a line break and ends with a space');
    await expectAccessible(element);
    user.button('Remove spaces').click();
    await user.element.updateComplete;
    expect(user.field('Value').value).to.equal('abc');
    expect(user.form.querySelector('.warning')).to.equal(null);
    await user.type('Value', 'a\u200bb');
    expect(user.textOf(user.form)).to.contain('contains invisible characters');
  });

  it('cuts nothing that is too long, and does not send it', async () => {
    const { user } = await manage();
    await user.fill('BIG', 'x'.repeat(65_537));
    expect(user.textOf(user.root.querySelector('#set-reason'))).to.equal(
      'Too long: 65,537 of at most 65,536 characters.',
    );
    expect(user.send.getAttribute('aria-disabled')).to.equal('true');
  });

  it('shows why the gateway refused, keeps the name and wipes the value', async () => {
    const { user, gateway, element } = await manage();
    gateway.faults.fail('secrets.set', { message: 'The disk is full.' });
    await expectEvents(user.element, 'comis-secret-set', 0, async () => {
      await user.fill('NEW_KEY', value);
      await pressWhenArmed(user.send);
      await until(() => user.alert);
    });
    expect(user.alert).to.contain('The disk is full.').and.contain('The value was wiped');
    expect(user.field('Name').value).to.equal('NEW_KEY');
    expect(user.field('Value').value).to.equal('');
    expect(heldBy(user)).not.to.contain(value);
    expect(user.names).not.to.include('NEW_KEY');
    await expectAccessible(element);
  });

  it('does not claim to know what became of a call that was cut off', async () => {
    const { user, gateway, client } = await manage();
    gateway.faults.hold('secrets.set');
    await user.fill('NEW_KEY', value);
    await pressWhenArmed(user.send);
    await user.element.updateComplete;
    client.drop();
    await until(() => user.alert.includes('may or may not have been done'));
  });

  it('wipes the value when it leaves the page, not when it is moved', async () => {
    const { user, element } = await manage();
    await user.fill('NEW_KEY', value);
    const other = document.createElement('div');
    element.parentElement!.append(other);
    other.append(element);
    await painted();
    expect(user.field('Value').value).to.equal(value);
    element.remove();
    await painted();
    expect(user.field('Value').value).to.equal('');
  });
});

describe('<comis-secrets-manager>: replacing', () => {
  it('is another action: it says what it replaces, how old and how used', async () => {
    const { user, element } = await manage();
    user.button('Replace', user.row('OPENAI_API_KEY')).click();
    await user.element.updateComplete;
    expect(user.field('Name').value).to.equal('OPENAI_API_KEY');
    expect(user.focused).to.equal(user.field('Value'));
    expect(user.textOf(user.send)).to.equal('Replace');
    const replaced = user.textOf(user.root.querySelector('#replaced'));
    expect(replaced).to.contain('OPENAI_API_KEY').and.contain('30d ago').and.contain('12 uses').and.contain('3m ago');
    await expectAccessible(element);
    await user.type('Name', 'OPENAI_API_KEY_2');
    expect(user.textOf(user.send)).to.equal('Set');
    expect(user.root.querySelector('#replaced')).to.equal(null);
  });

  it('replaces by its button, not by Enter, and tells the host', async () => {
    const { user, gateway } = await manage();
    const calls = recordCalls(gateway, 'secrets.set');
    await user.fill('SMTP_PASSWORD', value);
    await armed(user.send);
    user.field('Value').focus();
    await sendKeys({ press: 'Enter' });
    user.field('Name').focus();
    await sendKeys({ press: 'Enter' });
    expect(calls).to.deep.equal([]);
    await expectEvents(user.element, 'comis-secret-set', 0, () =>
      expectEvents(user.element, 'comis-secret-replaced', 1, () => pressWhenArmed(user.send)),
    );
    expect(calls).to.deep.equal([{ name: 'SMTP_PASSWORD', value }]);
    expect(user.outcome).to.equal('Replaced the value of SMTP_PASSWORD (now 18 characters).');
    expect(heldBy(user)).not.to.contain(value);
  });

  it('lets the host veto it', async () => {
    const { user, gateway } = await manage();
    const calls = recordCalls(gateway, 'secrets.set');
    user.element.addEventListener('comis-before-replace', (event) => event.preventDefault());
    await user.fill('SMTP_PASSWORD', value);
    await pressWhenArmed(user.send);
    await until(() => user.alert.includes('did not allow it'));
    expect(calls).to.deep.equal([]);
    expect(user.field('Value').value).to.equal('');
  });

  it('says so when another had set the name meanwhile', async () => {
    const { user, gateway } = await manage();
    gateway.faults.hold('secrets.list');
    gateway.secrets.set({ name: 'NEW_KEY', value: 'theirs' }, 'maria');
    await user.fill('NEW_KEY', value);
    await expectEvents(user.element, 'comis-secret-replaced', 1, () => pressWhenArmed(user.send));
    expect(user.outcome).to.contain('had been stored meanwhile');
  });
});
