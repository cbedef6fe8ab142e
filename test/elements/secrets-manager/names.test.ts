import { expect, fixture } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/elements/token-manager/define.js';
import type { ComisTokenManager } from '../../../src/elements/token-manager/token-manager.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { deepQueryAll, painted, pressWhenArmed, until } from '../../support/browser.js';
import { User as TokenUser } from '../token-manager/support.js';
import { manage, recordCalls, value } from './support.js';

const hidden = 'API\u200bKEY';

/** How far something sticks out of an element, in px, and what. */
function overflowOf(element: HTMLElement): string[] {
  const out = deepQueryAll(element, '*').filter((each) => {
    const { right, left } = (each.closest('dialog') ?? element).getBoundingClientRect();
    const box = each.getBoundingClientRect();
    // What only a screen reader reads is clipped.
    if (each.closest('.visually-hidden, thead, pre, bdi.long') || box.width <= 1) return false;
    return box.right > right + 0.5 || box.left < left - 0.5;
  });
  return out.map((each) => `${each.localName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`);
}

describe('real use 32: names of secrets and tokens', () => {
  after(() => setViewport({ width: 800, height: 600 }));

  it('real use 32: a secret whose name looks like another one has the mark that hosts have', async () => {
    const { user, gateway } = await manage();
    // All of it Cyrillic, as a host of it would be: no word of mixed letters.
    gateway.secrets.set({ name: '\u0410\u0412\u0421', value }, 'maria');
    gateway.secrets.set({ name: 'OPENA1_API_KEY', value }, 'maria');
    gateway.secrets.set({ name: '\u0441\u0435\u0440\u0432\u0435\u0440', value }, 'maria');
    await until(() => user.rows.length === 5);
    const marks = (name: string) => user.rows.find((row) => row.textContent.includes(name))!.querySelectorAll('.token');
    expect(marks('\u0410\u0412\u0421')[0]!.textContent).to.contain('U+0410');
    expect(marks('\u0441\u0435\u0440\u0432\u0435\u0440')).to.have.length(0);
    expect(user.textOf(user.row('OPENA1_API_KEY'))).to.contain('Looks like OPENAI_API_KEY');
    expect(user.textOf(user.row('OPENAI_API_KEY'))).to.contain('Looks like OPENA1_API_KEY');
    expect(user.textOf(user.row('SMTP_PASSWORD'))).not.to.contain('Looks like');
  });

  it('real use 32: a token whose name looks like another one has the mark, and a name that is typed', async () => {
    const gateway = new SimulatedGateway();
    gateway.tokens.create({ name: '\u0410\u0412\u0421', scopes: ['rpc'] });
    gateway.tokens.create({ name: 'deploy', scopes: ['rpc'] });
    gateway.tokens.create({ name: 'dep1oy', scopes: ['rpc'] });
    const element = await fixture<ComisTokenManager>(
      html`<comis-token-manager .client=${gateway.client()}></comis-token-manager>`,
    );
    const user = new TokenUser(element);
    await until(() => user.rows.length === 4);
    expect(user.row('\u0410\u0412\u0421').querySelector('.token')!.textContent).to.contain('U+0410');
    expect(user.textOf(user.row('dep1oy'))).to.contain('Looks like deploy');
    await user.fill('\u0430\u0441\u0435');
    const notes = () => user.textOf(user.root.querySelector('#name-notes'));
    expect(notes()).to.contain('not what it seems').and.contain('U+0430');
    await user.fill('depIoy');
    expect(notes()).to.equal('Looks like deploy and 1 other name');
    await user.fill('exporter-2');
    expect(notes()).to.equal('');
  });

  it('real use 32: Replace shows a name with invisible characters as elsewhere, and sends it as it is', async () => {
    const { user, gateway } = await manage();
    const calls = recordCalls(gateway, 'secrets.set');
    gateway.secrets.set({ name: hidden, value: 'old' }, 'maria');
    await until(() => user.rows.length === 3);
    user
      .button(
        'Replace',
        user.rows.find((row) => row.querySelector('.token')),
      )
      .click();
    await user.element.updateComplete;
    const fields = [...user.root.querySelectorAll<HTMLInputElement>('input, textarea')];
    expect(fields.map((field) => field.value).join()).not.to.contain('\u200b');
    expect(user.textOf(user.root.querySelector('form .shown-name'))).to.equal('APIU+200BKEY');
    await user.type('Value', value);
    await pressWhenArmed(user.button('Replace', user.form));
    await until(() => calls.length === 1);
    expect(calls).to.deep.equal([{ name: hidden, value }]);
  });

  it('real use 32: another name can be set instead, and one that is typed or pasted is shown beside its field', async () => {
    const { user, gateway } = await manage();
    gateway.secrets.set({ name: hidden, value: 'old' }, 'maria');
    await until(() => user.rows.length === 3);
    user
      .button(
        'Replace',
        user.rows.find((row) => row.querySelector('.token')),
      )
      .click();
    await user.element.updateComplete;
    user.button('Set another name', user.form).click();
    await until(() => user.root.activeElement?.id === 'name');
    expect(user.field('Name').value).to.equal('');
    await user.type('Name', 'SMTP\u2060_PASSWORD');
    const notes = user.textOf(user.root.querySelector('#name-notes'));
    expect(notes).to.contain('SMTPU+2060_PASSWORD').and.contain('Looks like SMTP_PASSWORD');
  });

  for (const width of [320, 280]) {
    it(`real use 32: nothing of the secrets is wider than ${width} px`, async () => {
      await setViewport({ width, height: 600 });
      const { user, gateway } = await manage();
      const aged = {
        value,
        createdAt: Date.UTC(2023, 8, 28),
        updatedAt: Date.UTC(2024, 11, 28, 12),
        usageCount: 123_456,
      };
      gateway.secrets.setInThePast({ ...aged, name: 'OLD_KEY', lastUsedAt: Date.UTC(2024, 11, 28, 12) });
      gateway.secrets.set({ name: `${'LONG_NAME_'.repeat(12)}\u200b`, value }, 'maria');
      gateway.secrets.set({ name: 'W'.repeat(80), value }, 'maria');
      await until(() => user.rows.length === 5);
      user
        .button(
          'Replace',
          user.rows.find((row) => row.querySelector('.token')),
        )
        .click();
      await painted();
      expect(overflowOf(user.element)).to.deep.equal([]);
      user.button('Set another name', user.form).click();
      await user.element.updateComplete;
      await user.type('Name', 'SMTP_PASSWORD');
      await user.type('Value', ' \u200b'.repeat(40));
      await painted();
      expect(overflowOf(user.element)).to.deep.equal([]);
      user
        .button(
          'Delete',
          user.rows.find((row) => row.querySelector('.token')),
        )
        .click();
      await painted();
      expect(overflowOf(user.element)).to.deep.equal([]);
      expect(document.documentElement.scrollWidth).to.be.at.most(width);
    });

    it(`real use 32: nothing of the tokens is wider than ${width} px`, async () => {
      await setViewport({ width, height: 600 });
      const gateway = new SimulatedGateway();
      gateway.tokens.create({ name: 'W'.repeat(80), scopes: ['rpc', 'ws', 'admin'] });
      const { id } = gateway.tokens.create({ name: `${'a-long-name-'.repeat(12)}\u200b`, scopes: ['rpc'] }).token;
      gateway.tokens.revoke(id);
      const element = await fixture<ComisTokenManager>(
        html`<comis-token-manager .client=${gateway.client()}></comis-token-manager>`,
      );
      const user = new TokenUser(element);
      await until(() => user.rows.length === 2);
      user.root.querySelector('details')!.open = true;
      await user.fill('W'.repeat(100), 'admin');
      await painted();
      expect(overflowOf(element)).to.deep.equal([]);
      user
        .button(
          'Revoke',
          user.rows.find((row) => row.textContent.includes('WWW')),
        )
        .click();
      await painted();
      expect(overflowOf(element)).to.deep.equal([]);
      user.button('Cancel', user.dialog).click();
      await until(() => user.dialog === undefined, 'the dialog to close');
      await pressWhenArmed(user.generate);
      await until(
        () => user.dialogName === 'New token',
        `the new token: ${user.textOf(user.root.querySelector('form'))}`,
      );
      await painted();
      expect(overflowOf(element)).to.deep.equal([]);
      expect(document.documentElement.scrollWidth).to.be.at.most(width);
    });
  }
});
