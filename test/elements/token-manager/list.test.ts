import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { expectAccessible, painted, pressNow, until } from '../../support/browser.js';
import { alter, countCalls, manage, User } from './support.js';
import type { ComisTokenManager } from '../../../src/elements/token-manager/token-manager.js';

describe('<comis-token-manager>: the tokens', () => {
  it('lists each token with its name, id, scopes and when it was created', async () => {
    const { user, ci, element } = await manage();
    expect(user.names).to.deep.equal(['operator', 'ci-runner', 'exporter']);
    const row = user.row('ci-runner');
    expect(user.textOf(row)).to.contain(ci.id).and.contain('rpc, ws').and.contain(ci.prefix);
    expect(row.querySelector('time')?.dateTime).to.equal(new Date(ci.createdAt).toISOString());
    await expectAccessible(element);
  });

  it('marks the token of this session, and no other', async () => {
    const { user } = await manage();
    expect(user.textOf(user.row('operator'))).to.contain('in use by this session');
    expect(user.textOf(user.row('ci-runner'))).not.to.contain('in use by this session');
  });

  it('says when a token was last used and when it expires only where the gateway does', async () => {
    const { user, gateway, client } = await manage();
    const heads = () =>
      [...user.root.querySelectorAll('table[aria-label="API tokens"] thead th')].map((h) => user.textOf(h));
    expect(heads()).not.to.include('Expires');
    gateway.tokens.create({ name: 'short', scopes: ['rpc'], expiresAt: Date.now() + 60_000 });
    client.restore();
    await until(() => user.names.includes('short'));
    expect(heads()).to.include('Expires');
    expect(user.textOf(user.row('exporter'))).to.contain('never');
  });

  it('shows a token that is created elsewhere, once', async () => {
    const { user, gateway } = await manage();
    const other = gateway.client({ name: 'colleague' });
    await other.call('tokens.create', { name: 'release-bot', scopes: ['rpc'] });
    await until(() => user.names.includes('release-bot'));
    expect(user.names.filter((name) => name === 'release-bot')).to.have.length(1);
  });

  it('real use 27: counts tokens made elsewhere while somebody reads, and shows them when asked', async () => {
    const { user, gateway } = await manage();
    const other = gateway.client({ name: 'colleague' });
    const revoke = user.button('Revoke', user.row('exporter'));
    revoke.focus();
    await other.call('tokens.create', { name: 'aaa-bot', scopes: ['rpc'] });
    // Its own token is new, too.
    await until(() => user.text.includes('2 new'));
    expect(user.names).not.to.include('aaa-bot');
    await other.call('tokens.create', { name: 'bbb-bot', scopes: ['rpc'] });
    await until(() => user.text.includes('3 new'));
    user.button('3 new').click();
    await until(() => user.names.includes('aaa-bot') && user.names.includes('bbb-bot'));
    expect(user.root.querySelector('.arrived')).to.equal(null);
  });

  it('real use 27: an empty list of tokens fills itself, although somebody reads', async () => {
    const { user, gateway } = await manage();
    user.root.querySelector<HTMLElement>('#name')!.focus();
    const call = gateway.call.bind(gateway);
    gateway.call = (caller, method, params) =>
      method === 'tokens.list' ? Promise.resolve({ tokens: [] }) : call(caller, method, params);
    gateway.publish('tokens:changed', { id: 'any', change: 'revoked' });
    await until(() => user.rows.length === 0);
    gateway.call = call;
    gateway.tokens.create({ name: 'first-bot', scopes: ['rpc'] });
    gateway.publish('tokens:changed', { id: 'any', change: 'created' });
    await until(() => user.names.includes('first-bot'));
  });

  it('reads once for a hundred changes that come together', async () => {
    const { user, gateway } = await manage();
    const lists = countCalls(gateway, 'tokens.list');
    for (let index = 0; index < 100; index++) {
      gateway.tokens.create({ name: `bot-${String(index)}`, scopes: ['rpc'] });
      gateway.publish('tokens:changed', { id: 'any', change: 'created' });
    }
    await until(() => user.rows.length === 103);
    expect(lists()).to.equal(1);
  });

  it('keeps revoked and expired tokens below, closed, with when it happened', async () => {
    const { user, gateway, client, ci, element } = await manage();
    gateway.tokens.revoke(ci.id);
    const expiresAt = Date.now() + 40;
    gateway.tokens.create({ name: 'brief', scopes: ['rpc'], expiresAt });
    await until(() => Date.now() > expiresAt, 'the end of the token');
    client.restore();
    const details = await until(() => user.root.querySelector('details'), 'the section');
    await until(() => user.textOf(details.querySelector('summary')) === 'Revoked and expired (2)');
    expect(details.open).to.equal(false);
    expect(user.names).to.deep.equal(['operator', 'exporter']);
    details.open = true;
    const texts = [...details.querySelectorAll('tbody tr')].map((row) => user.textOf(row));
    expect(texts.find((text) => text.startsWith('ci-runner'))).to.contain('Revoked');
    expect(texts.find((text) => text.startsWith('brief'))).to.contain('Expired');
    expect(details.querySelectorAll('button:not(.sort)')).to.have.length(0);
    await expectAccessible(element);
  });

  it('moves a token that expires while it is shown', async () => {
    const { user, gateway, client } = await manage();
    gateway.tokens.create({ name: 'brief', scopes: ['rpc'], expiresAt: Date.now() + 400 });
    client.restore();
    await until(() => user.names.includes('brief'));
    await until(() => !user.names.includes('brief'), 'the row to go', 3000);
    expect(user.textOf(user.root.querySelector('summary'))).to.equal('Revoked and expired (1)');
  });

  it('draws hostile names as text, and what cannot be seen as labels', async () => {
    const { user, gateway, client, element } = await manage();
    gateway.tokens.create({ name: '<img src=x onerror=alert(1)>', scopes: ['rpc'] });
    gateway.tokens.create({ name: 'a\u202eb', scopes: ['rpc'] });
    client.restore();
    await until(() => user.rows.length === 5);
    expect(user.root.querySelector('img')).to.equal(null);
    expect(user.text).to.contain('<img src=x onerror=alert(1)>').and.contain('U+202E').and.not.contain('\u202e');
    await expectAccessible(element);
  });

  it('stays a table when it is narrow', async () => {
    const { gateway, client } = await manage();
    const frame = document.createElement('div');
    frame.style.width = '320px';
    gateway.tokens.create({ name: `long-${'x'.repeat(200)}`, scopes: ['rpc', 'ws', 'admin'] });
    const element = await fixture<ComisTokenManager>(
      html`<comis-token-manager .client=${client}></comis-token-manager>`,
      {
        parentNode: frame,
      },
    );
    await painted();
    const row = new User(element).rows[0]!;
    expect(getComputedStyle(row).display).to.equal('block');
    expect(row.getAttribute('role')).to.equal('row');
    expect([...row.querySelectorAll('td')].every((cell) => cell.getAttribute('role') === 'cell')).to.equal(true);
    expect(element.scrollWidth).to.be.at.most(320);
    await expectAccessible(element);
  });

  it('offers nothing when it is read-only, and says so', async () => {
    const { user, element } = await manage({}, true);
    expect(user.root.querySelectorAll('button:not(.sort), form')).to.have.length(0);
    expect(user.text).to.contain('Read-only here.');
    await expectAccessible(element);
  });

  it('says which scope is missing', async () => {
    const { user, element } = await manage({ scopes: ['rpc', 'ws'] });
    await until(() => user.text.includes('tokens.list needs a token with the scope admin'));
    expect(user.root.querySelectorAll('button, form, table')).to.have.length(0);
    await expectAccessible(element);
  });

  it('turns off what the gateway does not offer, says why and what to do instead, and calls nothing', async () => {
    const { user, gateway, client, element } = await manage();
    const calls = [countCalls(gateway, 'tokens.rotate'), countCalls(gateway, 'tokens.create')];
    await user.fill('bot', 'rpc');
    client.setCapability('tokens.rotate', { status: 'not-offered', reason: 'Revoke it and create another one.' });
    client.setCapability('tokens.create', { status: 'not-offered', reason: 'Add it to gateway.tokens in the file.' });
    await element.updateComplete;
    const rotate = user.button('Rotate', user.row('ci-runner'));
    expect(rotate.getAttribute('aria-disabled')).to.equal('true');
    expect(user.descriptionOf(rotate)).to.equal(
      'This gateway does not offer tokens.rotate. Revoke it and create another one.',
    );
    expect(user.button('Revoke', user.row('ci-runner')).getAttribute('aria-disabled')).to.equal('false');
    rotate.click();
    expect(user.generate.getAttribute('aria-disabled')).to.equal('true');
    expect(user.descriptionOf(user.generate)).to.contain('Add it to gateway.tokens in the file.');
    expect(user.nameField.disabled).to.equal(true);
    expect(user.checkbox('rpc').matches(':disabled')).to.equal(true);
    await pressNow(user.generate);
    await element.updateComplete;
    expect(user.dialog).to.equal(undefined);
    expect(calls.map((count) => count())).to.deep.equal([0, 0]);
    await expectAccessible(element);
  });

  it('shows what the answer says of itself, and an age that is not known as not known', async () => {
    const { user, gateway, client } = await manage();
    alter(gateway, 'tokens.list', ({ tokens }) => ({
      tokens: tokens.map(({ createdAt: _createdAt, ...token }) => token),
      notes: ['The gateway forgets when a token was created each time it starts.'],
    }));
    client.restore();
    await until(() => user.text.includes('The gateway forgets when a token was created'));
    const cell = user.row('ci-runner').querySelector('[data-label="Created"]');
    expect(user.textOf(cell)).to.equal('not known');
    expect(cell?.querySelector('time')).to.equal(null);
  });

  it('names rows by their ids where the gateway gives no names', async () => {
    const { user, gateway, client, ci, element } = await manage();
    alter(gateway, 'tokens.list', ({ tokens }) => ({ tokens: tokens.map(({ name: _name, ...token }) => token) }));
    client.restore();
    await until(() => user.names.includes(ci.id));
    const heads = [...user.root.querySelectorAll('thead th')].map((head) => user.textOf(head));
    expect(heads[0]).to.equal('ID');
    expect(heads).not.to.include('Name');
    expect(user.textOf(user.button('Revoke', user.row(ci.id)))).to.equal(`Revoke ${ci.id}`);
    await expectAccessible(element);
  });

  it('goes stale with the connection and is true again without a reload', async () => {
    const { user, gateway, client } = await manage();
    client.drop();
    await until(() => user.text.includes('Stale since'));
    expect(user.names).to.have.length(3);
    gateway.tokens.create({ name: 'meanwhile', scopes: ['rpc'] });
    client.restore();
    await until(() => user.names.includes('meanwhile'));
    expect(user.text).not.to.contain('Stale since');
  });

  it('shares one call and one subscription between two of its kind', async () => {
    const { gateway, client } = await manage({ connected: false });
    const lists = countCalls(gateway, 'tokens.list');
    const second = await fixture<ComisTokenManager>(
      html`<comis-token-manager .client=${client}></comis-token-manager>`,
    );
    client.restore();
    await until(() => new User(second).rows.length === 3);
    expect(lists()).to.equal(1);
  });
});
