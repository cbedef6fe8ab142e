/** A page that is left and returned to by Back shows no secret. */
import { expect } from '@open-wc/testing';
import { pressWhenArmed, until } from '../support/browser.js';
import { manage as manageSecrets } from './secrets-manager/support.js';
import { manage as manageTokens } from './token-manager/support.js';

const leave = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
const comeBack = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

describe('real use 34: Back', () => {
  it('shows no new token again, but that one was made, with Revoke', async () => {
    const { user, element } = await manageTokens();
    const secret = await user.create('bot', 'rpc');
    expect(secret).to.match(/^comis_/);
    leave();
    await element.updateComplete;
    expect(user.dialog).to.equal(undefined);
    expect(user.root.innerHTML).to.not.contain(secret);
    comeBack();
    await until(() => user.text.includes('A token was created and its secret is gone'), 'the notice');
    const notice = user.root.querySelector('.lost')!;
    user.button('Revoke', notice).click();
    const dialog = await until(() => user.dialog, 'the dialog');
    await pressWhenArmed(user.button('Revoke', dialog));
    await until(() => !user.names.includes('bot'), 'the end of the token');
    expect(user.text).to.not.contain('its secret is gone');
  });

  it('leaves a typed secret in no field, and takes back one that waits for the host', async () => {
    const { user, element, client } = await manageSecrets();
    await user.fill('NEW_KEY', 'sk-live-typed');
    leave();
    expect(user.field('Value').value).to.equal('');
    comeBack();
    let signal: AbortSignal | undefined;
    let allow = () => {};
    element.addEventListener('comis-before-set', (event) => {
      signal = event.signal;
      event.waitUntil(new Promise<void>((resolve) => (allow = resolve)));
    });
    const sent: string[] = [];
    const call = client.call.bind(client);
    client.call = (method, ...rest) => {
      sent.push(method);
      return call(method, ...rest);
    };
    await user.fill('NEW_KEY', 'sk-live-typed');
    await pressWhenArmed(user.send);
    await until(() => signal, 'the question');
    leave();
    await until(() => signal?.aborted, 'the end of it');
    allow();
    await element.updateComplete;
    expect(sent).to.not.include('secrets.set');
  });
});
