import { expect } from '@open-wc/testing';
import { cleanValue, factsOf } from '../../../src/elements/secrets-manager/pasted-value.js';
import { deepQueryAll, expectAccessible, pressWhenArmed, until } from '../../support/browser.js';
import { manage, recordCalls } from './support.js';

const key = 'sk-live-3f9a77c1b2';

describe('real use 37: a pasted key', () => {
  for (const [what, pasted, said] of [
    ['look-alike dashes', 'sk\u2013live\u20113f9a77c1b2', 'contains dashes that are not hyphens'],
    ['a minus sign and a full-width one', 'sk\u2212live\uff0d3f9a77c1b2', 'contains dashes'],
    ['straight quotes', `"${key}"`, 'is in quotation marks'],
    ['single quotes', `'${key}'`, 'is in quotation marks'],
    ['curly quotes', `\u201c${key}\u201d`, 'is in quotation marks'],
    ['export NAME=', `export OPENAI_API_KEY=${key}`, 'begins with the name of a variable'],
    ['NAME=', `OPENAI_API_KEY=${key}\n`, 'begins with the name of a variable'],
    ['PowerShell', `$env:OPENAI_API_KEY = "${key}"`, 'begins with the name of a variable'],
    ['all of a line of a shell', ` export API_KEY='Bearer sk\u2013live-3f9a77c1b2';\n`, 'begins with a space'],
    ['Bearer', `Bearer ${key}`, 'begins with “Bearer”'],
    ['a header', `Authorization: Bearer ${key}`, 'begins with “Bearer”'],
    ['invisible characters', `\ufeffsk-live-\u200b3f9a77c1b2`, 'invisible characters'],
  ] as const) {
    it(`real use 37: ${what}: told before saving, and one click takes the clean value`, async () => {
      const { user, gateway, element } = await manage();
      const calls = recordCalls(gateway, 'secrets.set');
      await user.fill('NEW_KEY', pasted);
      expect(user.textOf(user.form.querySelector('.warning'))).to.contain(said);
      user
        .button(/^\s|\s$/.test(pasted) && pasted.trim() === key ? 'Remove' : 'Take the clean value (18', user.form)
        .click();
      await element.updateComplete;
      expect(user.form.querySelector('.warning')).to.equal(null);
      expect(element.shadowRoot!.activeElement?.id).to.equal('value');
      await pressWhenArmed(user.send);
      await until(() => calls.length === 1);
      expect(calls).to.deep.equal([{ name: 'NEW_KEY', value: key }]);
    });
  }

  for (const masked of [
    '\u2022'.repeat(12),
    '************',
    'sk-\u25cf\u25cf\u25cf\u25cf\u25cfb2',
    'sk-ab...c1b2',
    'sk-ab\u2026c1b2',
  ]) {
    it(`real use 37: ${masked}: a masked one is told, and nothing is passed off as its clean value`, async () => {
      const { user } = await manage();
      await user.fill('NEW_KEY', masked);
      expect(user.textOf(user.form.querySelector('.warning'))).to.contain('looks like a masked');
      expect(user.form.querySelector('.warning button')).to.equal(null);
    });
  }

  it('real use 37: leaves keys, passwords and certificates alone', () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQ+/'.repeat(8)}==\n-----END PRIVATE KEY-----`;
    const connection = 'postgres://ada:p=w@db:5432/x?sslmode=require';
    for (const value of [
      key,
      pem,
      connection,
      'QUJDREVGRw==',
      'correct horse',
      '{"a":"b"}',
      'AKIA=x',
      'x*y**z',
      '"a" "b"',
    ]) {
      expect(factsOf(value).findings, value).to.deep.equal([]);
      expect(cleanValue(value)).to.equal(value);
    }
  });

  it('real use 37: says so without a copy of the value anywhere', async () => {
    const { user, element } = await manage();
    await user.fill('NEW_KEY', `export A_KEY="${key}"`);
    expect(element.shadowRoot!.innerHTML).not.to.contain(key);
    expect(user.text).not.to.contain(key);
    expect(
      deepQueryAll(element, 'input')
        .map((each) => (each as HTMLInputElement).value)
        .join(),
    ).not.to.contain(key);
    await expectAccessible(element);
  });
});
