import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  armed,
  deepQueryAll,
  expectAccessible,
  expectEvents,
  pressNow,
  pressWhenArmed,
  until,
} from '../../support/browser.js';
import { asksBeforeLeaving, countCalls, manage } from './support.js';

describe('<comis-token-manager>: creating', () => {
  it('waits for a name and a scope, and says for which', async () => {
    const { user, gateway } = await manage();
    const creates = countCalls(gateway, 'tokens.create');
    const reason = () => user.descriptionOf(user.generate);
    expect(reason()).to.equal('Needs a name and a scope.');
    await user.fill('   ', 'rpc');
    expect(reason()).to.equal('Needs a name.');
    await user.fill('bot');
    await armed(user.generate);
    expect(reason()).to.equal('');
    expect(user.generate.getAttribute('aria-disabled')).to.equal('false');
    user.checkbox('rpc').click();
    await user.element.updateComplete;
    expect(reason()).to.equal('Needs a scope.');
    expect(user.generate.getAttribute('aria-disabled')).to.equal('true');
    await pressNow(user.generate);
    await user.element.updateComplete;
    expect(creates()).to.equal(0);
  });

  it('refuses a name that begins or ends with a space or holds half a character, and loses nothing of it', async () => {
    const { user, gateway } = await manage();
    const creates = countCalls(gateway, 'tokens.create');
    for (const [name, reason] of [
      [' bot', 'begins or ends with a space'],
      ['bot\u00a0', 'begins or ends with a space'],
      ['bo\ud83dt', 'lone surrogate'],
    ] as const) {
      await user.fill(name, 'rpc');
      expect(user.descriptionOf(user.generate)).to.contain(reason);
      expect(user.descriptionOf(user.nameField)).to.contain(reason);
      expect(user.nameField.getAttribute('aria-invalid')).to.equal('true');
      await pressNow(user.generate);
      await user.element.updateComplete;
      expect(user.nameField.value).to.equal(name);
    }
    expect(creates()).to.equal(0);
    await user.fill('bo\u{1f600}t');
    await armed(user.generate);
    expect(user.generate.getAttribute('aria-disabled')).to.equal('false');
    expect(user.nameField.getAttribute('aria-invalid')).to.equal('false');
  });

  it('names the checkboxes by their scopes alone and describes what each allows', async () => {
    const { user } = await manage();
    for (const scope of ['rpc', 'ws', 'admin']) {
      const box = user.checkbox(scope);
      expect([...box.labels!].map((label) => user.textOf(label))).to.deep.equal([scope]);
      expect(user.textOf(user.root.getElementById(box.getAttribute('aria-describedby')!))).to.have.length.above(10);
    }
    const form = user.root.querySelector('form')!;
    expect(user.textOf(user.root.getElementById(form.getAttribute('aria-labelledby')!))).to.equal('Create Token');
  });

  it('warns about admin', async () => {
    const { user, element } = await manage();
    await user.fill('bot', 'admin');
    expect(user.text).to.contain('can approve what agents ask for');
    await expectAccessible(element);
  });

  it('creates one token by Enter, tells the host without the secret, and empties the form', async () => {
    const { user, gateway } = await manage();
    const creates = countCalls(gateway, 'tokens.create');
    const [event] = await expectEvents(user.element, 'comis-token-created', 1, async () => {
      await user.fill('release-bot', 'ws', 'rpc');
      await armed(user.generate);
      user.nameField.focus();
      await sendKeys({ press: 'Enter' });
      await sendKeys({ press: 'Enter' });
      await until(() => user.dialog, 'the dialog');
    });
    expect(creates()).to.equal(1);
    expect(event!.detail).to.deep.include({ name: 'release-bot', scopes: ['rpc', 'ws'] });
    expect(Object.keys(event!.detail as object)).to.have.members(['id', 'name', 'scopes']);
    expect(user.nameField.value).to.equal('');
    expect(user.checkbox('rpc').checked).to.equal(false);
    user.button('Done').click();
    await until(() => user.names.includes('release-bot'));
    expect(user.names.filter((name) => name === 'release-bot')).to.have.length(1);
  });

  it('keeps what was typed when the gateway refuses, and says why at the form', async () => {
    const { user, element } = await manage();
    await expectEvents(user.element, 'comis-token-created', 0, async () => {
      await user.fill('ci-runner', 'rpc');
      await pressWhenArmed(user.generate);
      await until(() => user.root.querySelector('form [role=alert]'), 'the reason');
    });
    expect(user.textOf(user.root.querySelector('form [role=alert]'))).to.contain('already a token named ci-runner');
    expect(user.nameField.value).to.equal('ci-runner');
    expect(user.checkbox('rpc').checked).to.equal(true);
    expect(user.dialog).to.equal(undefined);
    await expectAccessible(element);
  });

  it('does not claim to know what became of a call that was cut off', async () => {
    const { user, gateway, client } = await manage();
    gateway.faults.hold('tokens.create');
    await user.fill('bot', 'rpc');
    await pressWhenArmed(user.generate);
    await user.element.updateComplete;
    client.drop();
    await until(() => user.text.includes('may or may not have been done'));
  });

  it('cannot be sent without a connection', async () => {
    const { user, client } = await manage();
    await user.fill('bot', 'rpc');
    client.drop();
    await user.element.updateComplete;
    expect(user.generate.getAttribute('aria-disabled')).to.equal('true');
    expect(user.textOf(user.root.querySelector('.submit'))).to.contain('Not connected');
  });
});

describe('<comis-token-manager>: the new secret', () => {
  it('is shown in a modal dialog that says what to do, with Copy in focus', async () => {
    const { user, element } = await manage();
    const secret = await user.create('bot', 'rpc');
    expect(secret).to.have.length.above(42);
    expect(user.textOf(user.dialog)).to.contain('Copy the secret now').and.contain('cannot be shown again');
    expect(user.textOf(user.dialog)).to.contain('create a new token').and.contain('bot');
    expect(user.focused).to.equal('Copy');
    await expectAccessible(element);
  });

  it('keeps the page from being left until it was copied', async () => {
    const { user, element } = await manage();
    expect(asksBeforeLeaving()).to.equal(false);
    await user.create('bot', 'rpc');
    expect(asksBeforeLeaving()).to.equal(true);
    user.dialog!.querySelector('.secret')!.dispatchEvent(new Event('copy'));
    await element.updateComplete;
    expect(asksBeforeLeaving()).to.equal(false);
  });

  it('says Copied only when it is', async () => {
    const { user } = await manage();
    const secret = await user.create('bot', 'rpc');
    const written: string[] = [];
    const writeText = (text: string) => Promise.resolve(void written.push(text));
    await instead(navigator, 'clipboard', { writeText }, async () => {
      user.button('Copy').click();
      await until(() => user.textOf(user.dialog!.querySelector('[role=status]')) === 'Copied');
    });
    expect(written).to.deep.equal([secret]);
  });

  it('selects the secret and says how to copy it where the page may not', async () => {
    const { user } = await manage();
    await user.create('bot', 'rpc');
    await instead(
      document,
      'execCommand',
      () => false,
      () =>
        instead(navigator, 'clipboard', undefined, async () => {
          user.button('Copy').click();
          await until(() => user.textOf(user.dialog!.querySelector('[role=status]')).includes('Ctrl+C'));
        }),
    );
    expect(user.root.activeElement?.classList.contains('secret')).to.equal(true);
    expect(user.textOf(user.dialog!.querySelector('[role=status]'))).not.to.contain('Copied');
  });

  it('is not lost by Escape before it is copied, however often', async () => {
    const { user } = await manage();
    const secret = await user.create('bot', 'rpc');
    for (let times = 0; times < 3; times++) await sendKeys({ press: 'Escape' });
    // It must not close, which a dialog does in the turn of the key.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(user.secret).to.equal(secret);
    expect(user.textOf(user.dialog)).to.contain('Not copied yet');
    user.dialog!.close();
    await until(() => user.dialog, 'the dialog to open again');
  });

  it('goes with Done, and the focus returns to the form', async () => {
    const { user, element } = await manage();
    const secret = await user.create('bot', 'rpc');
    user.button('Done').click();
    await until(() => !user.dialog);
    expect(everything(element).includes(secret), 'the secret is somewhere').to.equal(false);
    expect(user.focused).to.equal('Generate');
  });

  it('goes when the element leaves the page, and not when it is moved', async () => {
    const { user, element } = await manage();
    const secret = await user.create('bot', 'rpc');
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(element);
    await until(() => user.dialog, 'the dialog to be modal again');
    expect(user.secret).to.equal(secret);
    elsewhere.remove();
    await new Promise((resolve) => setTimeout(resolve));
    expect(everything(element).includes(secret), 'the secret is somewhere').to.equal(false);
    document.body.append(elsewhere);
    await element.updateComplete;
    expect(user.dialog).to.equal(undefined);
    elsewhere.remove();
  });

  it('is never shown when the answer comes after the element has left', async () => {
    const { user, gateway, element } = await manage();
    const release = gateway.faults.hold('tokens.create');
    await user.fill('bot', 'rpc');
    await pressWhenArmed(user.generate);
    await element.updateComplete;
    const parent = element.parentNode!;
    element.remove();
    release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    parent.append(element);
    await element.updateComplete;
    expect(user.dialog).to.equal(undefined);
    expect(/comis_[\w-]{20}/.test(everything(element)), 'a secret is somewhere').to.equal(false);
  });

  it('waits for the one before it', async () => {
    const { user, gateway, ci } = await manage();
    const release = gateway.faults.hold('tokens.create');
    await user.fill('bot', 'rpc');
    await pressWhenArmed(user.generate);
    const dialog = await user.press('ci-runner', 'Rotate');
    await pressWhenArmed(user.button('Rotate', dialog));
    await until(() => user.dialogName === 'New token');
    const first = user.secret;
    release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(user.secret).to.equal(first);
    user.button('Done').click();
    await until(() => user.secret !== first && user.secret !== '', 'the second secret');
    expect(user.textOf(user.dialog)).to.contain('bot');
    expect(gateway.tokens.authenticate(user.secret)?.name).to.equal('bot');
    expect(gateway.tokens.authenticate(first)?.name).to.equal(ci.name);
  });
});

/** Runs with something of the browser's replaced, such as the clipboard that a plain http page does not have. */
async function instead(owner: object, name: string, value: unknown, act: () => Promise<void>): Promise<void> {
  Object.defineProperty(owner, name, { configurable: true, value });
  try {
    await act();
  } finally {
    Reflect.deleteProperty(owner, name);
  }
}

/** All texts, values and attributes of the page and of an element that may have left it. */
function everything(element: Element): string {
  const all = [...deepQueryAll(document, '*'), element, ...deepQueryAll(element, '*')];
  return all
    .map((each) => {
      const attributes = [...each.attributes].map(({ value }) => value).join(' ');
      const value = each instanceof HTMLInputElement ? each.value : '';
      const own = [...each.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent);
      return `${attributes} ${value} ${own.join(' ')}`;
    })
    .join('\n');
}
