/** Lists of tokens and secrets from gateways that do not keep to the documented RPC. */
import { expect } from '@open-wc/testing';
import { decodeResult, type RpcMethod } from '../../src/protocol/index.js';
import type { SimulatedClient } from '../../src/testing/index.js';
import { painted, pressNow, pressWhenArmed, until } from '../support/browser.js';
import { manage as manageSecrets } from './secrets-manager/support.js';
import { manage as manageTokens } from './token-manager/support.js';

/** What a client answers from now on, read as one from the wire is. */
function answers(client: SimulatedClient, method: RpcMethod, answer: () => object): void {
  const call = client.call.bind(client);
  const altered = async (name: RpcMethod, ...rest: [never, never]): Promise<unknown> => {
    const result = await call(name, ...rest);
    if (name !== method) return result;
    const decoded = decodeResult(method, answer());
    if (!decoded.ok) throw new Error(decoded.unreadable.issues.join());
    return decoded.value;
  };
  client.call = altered as typeof client.call;
  client.drop();
  client.restore();
}

const token = (id: string, name = id) => ({ id, name, scopes: ['rpc'], createdAt: 1 });
const secret = (name: string) => ({ name, createdAt: 1, updatedAt: 2 });
const store = { enabled: true, dbPath: '/var/lib/secrets.db' };
const changing = /^(tokens\.(rotate|revoke)|secrets\.(set|delete))$/;

/** Notes what is sent. */
function record(client: SimulatedClient): string[] {
  const sent: string[] = [];
  const call = client.call.bind(client);
  client.call = (method, ...rest) => {
    if (changing.test(method)) sent.push(method);
    return call(method, ...rest);
  };
  return sent;
}

describe('a list of tokens', () => {
  it('real use 41: shows what can be read, and says of each entry that cannot where, what and what was expected', async () => {
    const { user, client } = await manageTokens();
    answers(client, 'tokens.list', () => ({
      tokens: [token('t1', 'fine'), { ...token('t2'), id: null }, { ...token('t3', 'odd'), scopes: 'rpc' }, 7],
    }));
    await until(() => user.names.includes('fine'), 'the list');
    expect(user.names).to.deep.equal(['fine']);
    const rows = [...user.root.querySelectorAll('[part=unreadable] li')].map((each) => user.textOf(each));
    expect(rows).to.have.length(3);
    expect(rows[0]).to.contain('tokens[1]').and.contain('`id` is null').and.contain('name t2');
    expect(rows[1]).to.contain('tokens[2]').and.contain('`scopes` is').and.contain('id t3');
    expect(rows[2]).to.contain('tokens[3]').and.contain('7, an object was expected');
    expect(user.text).to.contain('3 entries could not be read');
    expect(user.button('Revoke', user.row('fine')).ariaDisabled).to.equal('false');
  });

  it('real use 30: shows a scope that is not known as it came, marked', async () => {
    const { user, client } = await manageTokens();
    answers(client, 'tokens.list', () => ({
      tokens: [{ ...token('t1', 'fine'), scopes: ['rpc', 'super\u202euser'] }],
    }));
    await until(() => user.names.includes('fine'), 'the list');
    const text = user.textOf(user.row('fine'));
    expect(text)
      .to.match(/rpc, superU\+202Euser/)
      .and.contain('(unknown to this version)');
  });

  it('real use 2: shows tokens with one id both, marked, and neither can be rotated or revoked', async () => {
    const { user, client } = await manageTokens();
    const sent = record(client);
    answers(client, 'tokens.list', () => ({ tokens: [token('t1', 'one'), token('t1', 'two'), token('t2', 'fine')] }));
    await until(() => user.names[0] === 'one', 'the list');
    expect(user.names).to.deep.equal(['one', 'two', 'fine']);
    for (const name of ['one', 'two']) {
      for (const verb of ['Rotate', 'Revoke']) {
        const button = user.button(verb, user.row(name));
        expect(button.ariaDisabled, `${verb} ${name}`).to.equal('true');
        expect(user.descriptionOf(button)).to.contain('Several tokens have this ID');
        await pressNow(button);
      }
    }
    expect(user.dialog).to.equal(undefined);
    expect(user.button('Revoke', user.row('fine')).ariaDisabled).to.equal('false');
    expect(sent).to.deep.equal([]);
  });

  it('real use 2: does not revoke a token whose id another one has by the time of the press', async () => {
    const { user, client } = await manageTokens();
    const sent = record(client);
    const dialog = await user.press('ci-runner', 'Revoke');
    const id = user.textOf(dialog.querySelector('dd'));
    answers(client, 'tokens.list', () => ({ tokens: [token(id, 'ci-runner'), token(id, 'other')] }));
    await until(() => user.names.includes('other'), 'the second');
    await pressWhenArmed(user.button('Revoke', dialog));
    await until(() => user.textOf(dialog).includes('Several tokens have this ID'), 'the reason');
    expect(sent).to.deep.equal([]);
  });

  it('real use 24: draws the first of 20,000, more when asked, keeps 10,000 and says what was left out', async () => {
    const { user, client } = await manageTokens();
    const tokens = Array.from({ length: 20_000 }, (_, index) => token(`t${String(index)}`));
    answers(client, 'tokens.list', () => ({ tokens }));
    await until(() => user.names[0] === 't0', 'the list', 8000);
    expect(user.rows).to.have.length(200);
    expect(user.text).to.match(/sent 20,000 rows in one answer: 10,000 are kept, 10,000 were left out/);
    const more = user.button('Show the next 200 of 10,000');
    more.click();
    await user.element.updateComplete;
    expect(user.rows).to.have.length(400);
    expect(user.button('Revoke', user.rows[399]).ariaDisabled).to.equal('false');
    const start = performance.now();
    await user.fill('typed');
    expect(performance.now() - start, 'ms for a key').to.be.below(2000);
  }).timeout(30_000);
});

describe('a list of secrets', () => {
  it('real use 41: shows what can be read, and says of each entry that cannot where, what and what was expected', async () => {
    const { user, client } = await manageSecrets();
    answers(client, 'secrets.list', () => ({
      ...store,
      secrets: [secret('FINE'), { ...secret('X'), name: null }, { ...secret('ODD'), updatedAt: 'now' }, null],
    }));
    await until(() => user.names.includes('FINE'), 'the list');
    expect(user.names).to.deep.equal(['FINE']);
    const rows = [...user.root.querySelectorAll('[part=unreadable] li')].map((each) => user.textOf(each));
    expect(rows).to.have.length(3);
    expect(rows[0]).to.contain('secrets[1]').and.contain('`name` is null');
    expect(rows[1]).to.contain('secrets[2]').and.contain('`updatedAt`').and.contain('name ODD');
    expect(rows[2]).to.contain('secrets[3]').and.contain('null');
    expect(user.text).to.contain('3 entries could not be read');
  });

  it('real use 2: shows secrets with one name both, marked, and neither can be replaced or deleted', async () => {
    const { user, client } = await manageSecrets();
    const sent = record(client);
    answers(client, 'secrets.list', () => ({ ...store, secrets: [secret('A'), secret('A'), secret('FINE')] }));
    await until(() => user.names.length === 3, 'the list');
    expect(user.names).to.deep.equal(['A', 'A', 'FINE']);
    for (const row of user.rows.slice(0, 2)) {
      for (const verb of ['Replace', 'Delete']) {
        const button = user.button(verb, row);
        expect(button.ariaDisabled).to.equal('true');
        expect(user.descriptionOf(button)).to.contain('Several secrets have this name');
        await pressNow(button);
      }
    }
    expect(user.dialog).to.equal(undefined);
    await user.fill('A', 'sk-new');
    expect(user.descriptionOf(user.send)).to.contain('Several secrets have this name');
    await pressNow(user.send);
    await painted();
    expect(sent).to.deep.equal([]);
    expect(user.button('Delete', user.row('FINE')).ariaDisabled).to.equal('false');
  });

  it('real use 24: draws the first of 20,000, more when asked, keeps 10,000 and says what was left out', async () => {
    const { user, client } = await manageSecrets();
    const secrets = Array.from({ length: 20_000 }, (_, index) => secret(`S${String(index)}`));
    answers(client, 'secrets.list', () => ({ ...store, secrets }));
    await until(() => user.names[0] === 'S0', 'the list', 8000);
    expect(user.rows).to.have.length(200);
    expect(user.text).to.match(/sent 20,000 rows in one answer: 10,000 are kept, 10,000 were left out/);
    user.button('Show the next 200 of 10,000').click();
    await user.element.updateComplete;
    expect(user.rows).to.have.length(400);
  }).timeout(30_000);
});
