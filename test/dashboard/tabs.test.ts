import { expect } from '@open-wc/testing';
import { tabAfterKey, tabOf, tabs } from '../../src/dashboard/tabs.js';

describe('tabs of the dashboard', () => {
  it('stand in the order and with the words of the Security view', () => {
    expect(tabs.map(({ id, label }) => `${id}: ${label}`)).to.deep.equal([
      'events: Security Events',
      'audit: Audit Log',
      'tokens: API Tokens',
      'secrets: Secrets',
      'rules: Approval Rules',
      'pending: Pending Approvals',
      'health: Provider Health',
    ]);
  });

  it('an id leads to its tab, and any other to the first', () => {
    expect(tabOf('pending').id).to.equal('pending');
    for (const unknown of ['', 'nonsense', 'toString', null]) expect(tabOf(unknown).id).to.equal('events');
  });

  it('arrow keys go round in the direction of the text, Home and End to the ends', () => {
    const reached = (key: string, from: number, rightToLeft = false) => tabAfterKey(key, from, 3, rightToLeft);
    expect(reached('ArrowRight', 0)).to.equal(1);
    expect(reached('ArrowRight', 2)).to.equal(0);
    expect(reached('ArrowLeft', 0)).to.equal(2);
    expect(reached('ArrowLeft', 0, true)).to.equal(1);
    expect(reached('ArrowRight', 0, true)).to.equal(2);
    expect(reached('Home', 2, true)).to.equal(0);
    expect(reached('End', 0, true)).to.equal(2);
  });

  it('other keys mean nothing', () => {
    for (const key of ['ArrowDown', 'Enter', 'Tab', 'a']) expect(tabAfterKey(key, 0, 3, false)).to.equal(undefined);
  });
});
