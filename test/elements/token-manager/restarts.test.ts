/** On a gateway that restarts after each change to its tokens, and takes secrets from its environment. */
import { expect } from '@open-wc/testing';
import { deepQueryAll, expectAccessible, painted, pressNow, pressWhenArmed, until } from '../../support/browser.js';
import { alter, asksBeforeLeaving, manage } from './support.js';

const notes = ['The gateway restarts about two seconds later.', 'Secrets in config.yaml are stripped \u202ethen.'];
const reason = 'The gateway restarts after each change to its tokens.';

describe('<comis-token-manager>: what must be read before the click', () => {
  it('stands in the form before the button, which it describes', async () => {
    const { user, client, element } = await manage();
    client.setCapability('tokens.create', { status: 'offered', notes });
    await element.updateComplete;
    const list = user.root.querySelector('#create-notes')!;
    expect([...list.querySelectorAll('li')].map((each) => user.textOf(each))[0]).to.equal(notes[0]);
    expect(list.textContent).not.to.contain('\u202e');
    expect(list.compareDocumentPosition(user.generate)).to.equal(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(user.descriptionOf(user.generate)).to.contain(notes[0]!);
    await expectAccessible(element);
  });

  for (const [verb, claim] of [
    ['Revoke', 'The gateway is asked to refuse'],
    ['Rotate', 'The gateway is asked to replace'],
  ] as const) {
    it(`real use 47: stands in the dialog of ${verb}, which claims nothing of its own about when`, async () => {
      const { user, client, element } = await manage();
      const before = await user.press('ci-runner', verb);
      expect(user.textOf(before)).to.contain(claim).and.not.contain('at once');
      user.button('Cancel', before).click();
      await until(() => !user.dialog);
      client.setCapability(verb === 'Revoke' ? 'tokens.revoke' : 'tokens.rotate', { status: 'offered', notes });
      await element.updateComplete;
      const dialog = await user.press('ci-runner', verb);
      expect(user.textOf(dialog)).to.contain(notes[0]!).and.not.contain('at once');
      expect(user.descriptionOf(user.button(verb, dialog))).to.contain(notes[0]!);
      await expectAccessible(element);
    });
  }

  it('warns that any token may be the own one where the gateway does not say which is', async () => {
    const { user, gateway, client, element } = await manage();
    alter(gateway, 'tokens.list', ({ tokens }) => ({ tokens: tokens.map(({ current: _, ...token }) => token) }));
    client.restore();
    await until(() => !user.text.includes('in use by this session'));
    await element.updateComplete;
    expect(user.textOf(await user.press('ci-runner', 'Revoke'))).to.contain('does not say which token is in use');
  });

  it('says that tokens do not expire where they do not', async () => {
    const { user, gateway, client } = await manage();
    expect(user.text).not.to.contain('do not expire');
    alter(gateway, 'tokens.list', (list) => ({ ...list, expiry: false }));
    client.restore();
    await until(() => user.textOf(user.root.querySelector('form')).includes('do not expire'));
  });

  it('says what each scope allows where that is not what is documented', async () => {
    const { user, gateway, client } = await manage();
    alter(gateway, 'tokens.list', (list) => ({ ...list, scopesAllow: { ws: 'Allows nothing more\u202e here.' } }));
    client.restore();
    const [rpc, ws] = ['rpc', 'ws'].map((scope) => user.root.querySelector(`#scope-${scope}`)!);
    await until(() => user.descriptionOf(ws!).startsWith('Allows nothing more'));
    expect(user.descriptionOf(ws!)).not.to.contain('live stream').and.not.contain('\u202e');
    expect(user.descriptionOf(rpc!)).to.contain('Call methods');
  });

  it('keeps Rotate off for a token that cannot be, and says why in its row', async () => {
    const { user, gateway, client, element } = await manage();
    const why = 'No variable can be named after this id.';
    alter(gateway, 'tokens.list', (list) => ({
      ...list,
      tokens: list.tokens.map((token) => (token.name === 'exporter' ? { ...token, cannotRotate: why } : token)),
    }));
    client.restore();
    await until(() => user.text.includes(why));
    const rotate = user.button('Rotate', user.row('exporter'));
    expect(rotate.getAttribute('aria-disabled')).to.equal('true');
    expect(user.descriptionOf(rotate)).to.equal(why);
    rotate.click();
    await element.updateComplete;
    expect(user.dialog).to.equal(undefined);
    expect(user.button('Revoke', user.row('exporter')).getAttribute('aria-disabled')).to.equal('false');
    expect(user.button('Rotate', user.row('ci-runner')).getAttribute('aria-disabled')).to.equal('false');
    await expectAccessible(element);
  });

  it('keeps its buttons off while the gateway is away, and says why', async () => {
    const { user, client, element } = await manage();
    client.drop('restarting');
    await element.updateComplete;
    for (const verb of ['Rotate', 'Revoke']) {
      const button = user.button(verb, user.row('ci-runner'));
      expect(button.getAttribute('aria-disabled')).to.equal('true');
      expect(user.descriptionOf(button)).to.contain('Not connected');
      button.click();
      await element.updateComplete;
      expect(user.dialog).to.equal(undefined);
    }
    client.restore();
    await element.updateComplete;
    expect(user.button('Revoke', user.row('ci-runner')).getAttribute('aria-disabled')).to.equal('false');
    expect(user.button('Revoke', user.row('ci-runner')).hasAttribute('aria-describedby')).to.equal(false);
  });

  it('cannot be confirmed while the gateway is away, and says why', async () => {
    const { user, client, element } = await manage();
    const dialog = await user.press('ci-runner', 'Revoke');
    client.drop('restarting');
    await element.updateComplete;
    const button = user.button('Revoke', dialog);
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(user.descriptionOf(button)).to.contain('Not connected');
    await pressNow(button);
    await element.updateComplete;
    expect(user.text).not.to.contain('may or may not');
    client.restore();
    await element.updateComplete;
    await pressWhenArmed(button);
    await until(() => !user.names.includes('ci-runner'));
  });
});

describe('<comis-token-manager>: a change that waits', () => {
  it('says so in its dialog and its row, as which of how many, and goes on by itself', async () => {
    const { user, gateway, client, element } = await manage();
    const release = gateway.faults.hold('tokens.revoke');
    for (const name of ['exporter', 'ci-runner']) {
      const dialog = await user.press(name, 'Revoke');
      await pressWhenArmed(user.button('Revoke', dialog));
      await element.updateComplete;
      if (name === 'exporter') user.button('Close', dialog).click();
      await element.updateComplete;
    }
    const since = Date.now();
    client.held = [{ method: 'tokens.revoke', reason, since, until: since + 60_000 }];
    await element.updateComplete;
    expect(asksBeforeLeaving(), 'the change would be lost').to.equal(true);
    const words = /Waiting, 1 of 1, until [\d:]+ at the latest: The gateway restarts after each change/;
    expect(user.textOf(user.dialog!.querySelector('[role=status]'))).to.match(words);
    await expectAccessible(element);
    user.button('Close', user.dialog).click();
    await until(() => !user.dialog);
    expect(user.textOf(user.row('ci-runner'))).to.match(words);
    // This one is in progress.
    expect(user.textOf(user.row('exporter'))).not.to.contain('Waiting');
    expect(user.textOf(user.root.querySelector('.status'))).to.contain(`1 call waits: ${reason}`);
    expect(user.button('Rotate', user.row('ci-runner')).getAttribute('aria-disabled')).to.equal('true');
    await expectAccessible(element);
    client.held = [];
    release();
    await until(() => user.names.join() === 'operator');
    expect(user.text).not.to.contain('Waiting');
    expect(asksBeforeLeaving()).to.equal(false);
  });

  it('says so at the form, and keeps what is typed meanwhile', async () => {
    const { user, gateway, client, element } = await manage();
    const release = gateway.faults.hold('tokens.create');
    await user.fill('first', 'rpc');
    await pressWhenArmed(user.generate);
    await element.updateComplete;
    client.held = [
      { method: 'tokens.rotate', reason, since: 1 },
      { method: 'tokens.create', reason, since: 2 },
    ];
    await element.updateComplete;
    expect(user.textOf(user.root.querySelector('form > [role=status]'))).to.equal(`Waiting, 2 of 2: ${reason}`);
    await user.fill('second');
    client.held = [];
    release();
    await until(() => user.dialogName === 'New token');
    expect(user.textOf(user.dialog)).to.contain('first');
    expect(user.nameField.value).to.equal('second');
    expect(user.checkbox('rpc').checked).to.equal(true);
  });
});

describe('<comis-token-manager>: out of sight when a change that waited is made', () => {
  it('leaves the page to work with, and shows the secret when it is looked at again', async () => {
    const { user, gateway, element } = await manage();
    const release = gateway.faults.hold('tokens.create');
    const elsewhere = document.createElement('button');
    element.parentElement!.after(elsewhere);
    await user.fill('bot', 'rpc');
    await pressWhenArmed(user.generate);
    await element.updateComplete;
    element.parentElement!.hidden = true;
    release();
    await until(() => user.secret !== '', 'the answer');
    await painted();
    elsewhere.focus();
    expect(document.activeElement).to.equal(elsewhere);
    element.parentElement!.hidden = false;
    await until(() => user.dialogName === 'New token', 'the dialog');
    element.parentElement!.hidden = true;
    await until(() => !user.dialog, 'the dialog to let go of the page');
    expect(user.secret).not.to.equal('');
    element.parentElement!.hidden = false;
    await until(() => user.dialogName === 'New token', 'the dialog again');
    elsewhere.remove();
  });
});

describe('<comis-token-manager>: a secret that has to be put into the environment', () => {
  async function issue() {
    const setup = await manage();
    alter(setup.gateway, 'tokens.create', (result) => ({
      ...result,
      environmentVariable: 'GATEWAY_TOKEN_BOT',
      notes: ['The gateway restarts now.'],
    }));
    alter(setup.gateway, 'tokens.rotate', (result) => ({ ...result, environmentVariable: 'GATEWAY_TOKEN_NEW' }));
    return setup;
  }

  it('is shown as the exact line, too, and said not to work before', async () => {
    const { user, element } = await issue();
    const secret = await user.create('bot', 'rpc');
    const line = user.dialog!.querySelector('#line')!;
    expect(line.textContent).to.equal(`GATEWAY_TOKEN_BOT=${secret}`);
    expect(user.textOf(user.dialog)).to.contain('does not work yet').and.contain('restarted with it');
    expect(user.textOf(user.dialog)).to.contain('The gateway restarts now.');
    expect(user.focused).to.equal('Copy line');
    await expectAccessible(element);
  });

  it('copies the line or the secret, says which, and selects the right one where it may not', async () => {
    const { user } = await issue();
    const secret = await user.create('bot', 'rpc');
    const written: string[] = [];
    const status = () => user.textOf(user.dialog!.querySelector('[role=status]'));
    const clipboard = { writeText: (text: string) => Promise.resolve(void written.push(text)) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    try {
      user.button('Copy line').click();
      await until(() => status() === 'Copied the line');
      user.button('Copy secret').click();
      await until(() => status() === 'Copied the secret');
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      Object.defineProperty(document, 'execCommand', { configurable: true, value: () => false });
      user.button('Copy line').click();
      await until(() => status().includes('Ctrl+C'));
      expect(user.root.activeElement?.id).to.equal('line');
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
      Reflect.deleteProperty(document, 'execCommand');
    }
    expect(written).to.deep.equal([`GATEWAY_TOKEN_BOT=${secret}`, secret]);
  });

  it('goes with Done, the line as well', async () => {
    const { user, element } = await issue();
    const secret = await user.create('bot', 'rpc');
    user.button('Done').click();
    await until(() => !user.dialog);
    const texts = [element, ...deepQueryAll(element, '*')].map((each) =>
      [...each.childNodes, ...[...each.attributes]].map((node) => node.nodeValue).join(),
    );
    expect(texts.some((text) => text.includes(secret))).to.equal(false);
  });

  it('is shown after rotating with the old id and the new one', async () => {
    const { user, ci } = await issue();
    const dialog = await user.press('ci-runner', 'Rotate');
    await pressWhenArmed(user.button('Rotate', dialog));
    await until(() => user.dialogName === 'New token');
    const shown = user.textOf(user.dialog);
    expect(shown).to.contain(`Old ID ${ci.id}`).and.contain('New ID').and.contain(`GATEWAY_TOKEN_NEW=${user.secret}`);
  });
});
