/** On a gateway that does not list its secrets: what is declared, and what was asked for. */
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/secrets-manager/define.js';
import type { ComisSecretsManager } from '../../../src/elements/secrets-manager/secrets-manager.js';
import type { ResultOf } from '../../../src/protocol/index.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, painted } from '../../support/browser.js';
import { User } from './support.js';

const since = new Date().setHours(0, 1, 0, 0);

async function show(changes: Partial<ResultOf<'secrets.list'>> = {}) {
  const gateway = new SimulatedGateway();
  const answer: ResultOf<'secrets.list'> = {
    enabled: false,
    dbPath: 'secrets.db',
    secrets: [
      { name: 'MISSING', usageCount: 0, description: 'Not found once.' },
      { name: 'OPENAI_API_KEY', usageCount: 3, lastUsedAt: since },
    ],
    derived: { from: 'the configuration and the uses of secrets', since },
    notes: ['Nothing in the gateway reads what is declared.'],
    ...changes,
  };
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, method, params) =>
    method === 'secrets.list' ? Promise.resolve(answer) : call(caller, method, params);
  const element = await fixture<ComisSecretsManager>(
    html`<comis-secrets-manager .client=${gateway.client()}></comis-secrets-manager>`,
  );
  await painted();
  return { element, user: new User(element) };
}

describe('<comis-secrets-manager>: secrets of which only the requests are known', () => {
  it('are not passed off as the list of all', async () => {
    const { user, element } = await show();
    expect(user.textOf(user.root.querySelector('caption'))).to.match(/^Requested since .*00:01$/);
    expect(user.root.querySelector('table')?.getAttribute('aria-labelledby')).to.equal('caption');
    expect(user.textOf(user.root.querySelector('.status'))).to.contain('2 names requested');
    expect(user.names).to.deep.equal(['MISSING', 'OPENAI_API_KEY']);
    expect(user.textOf(user.row('MISSING')))
      .to.contain('not seen')
      .and.not.contain('not yet');
    expect(user.textOf(user.row('OPENAI_API_KEY'))).to.contain('3 uses');
    const heads = [...user.root.querySelectorAll('thead th')].map((each) => user.textOf(each));
    expect(heads).to.deep.equal(['Name', 'Last used', 'Actions']);
    await expectAccessible(element);
  });

  it('stand below what is declared, which is not passed off as what is', async () => {
    const { user } = await show();
    expect(user.textOf(user.root.querySelector('.store'))).to.equal(
      'Secret store, as declared disabled Database path, as declared secrets.db',
    );
    expect(user.root.querySelector('.store .disabled')).to.equal(null);
    expect(user.text).to.contain('Nothing in the gateway reads what is declared.');
    expect(user.text).to.contain('Derived from the configuration and the uses of secrets');
    expect(user.text).not.to.contain('turned off in the configuration');
  });

  it('are none until one is asked for, which does not mean that there are none', async () => {
    const { user, element } = await show({ secrets: [] });
    expect(user.text).to.match(/No secret requested since .*00:01\./);
    expect(user.text).to.contain('does not list its secrets').and.not.contain('No secret is stored');
    await expectAccessible(element);
  });
});
