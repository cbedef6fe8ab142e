import { expect } from '@open-wc/testing';
import { expectAccessible, pressWhenArmed, until } from '../../support/browser.js';
import { aDecision, look, recordCalls } from './support.js';

const denial = { outcome: 'denied', sessionKey: 's-1', action: 'agents.delete', resolvedBy: 'bob' } as const;
const forget = 'Forget the denials of this session';

describe('<comis-approval-history>: a denial that the gateway remembers', () => {
  it('real use 31: says so with its time, and forgets it by one click', async () => {
    const { reader, element, gateway } = await look([
      aDecision(5, { ...denial, rememberedUntil: Date.now() + 90_000 }),
    ]);
    const calls = recordCalls(gateway, 'approvals.forgetDenials');
    const details = await reader.open(0);
    expect(reader.textOf(details)).to.match(
      /remembers this denial for another 1:(2|3)\d\. Until then every request for agents\.delete/,
    );
    await expectAccessible(element);
    await pressWhenArmed(reader.button(forget)!);
    await until(() => reader.textOf(details).includes('has forgotten the denials of this session'), 'the answer');
    expect(calls).to.deep.equal([{ sessionKey: 's-1' }]);
    expect(reader.button(forget)).to.equal(undefined);
    await expectAccessible(element);
  });

  it('real use 31: says why it was not forgotten, and lets it be tried again', async () => {
    const { reader, gateway } = await look([aDecision(5, { ...denial, rememberedUntil: Date.now() + 90_000 })]);
    gateway.faults.fail('approvals.forgetDenials', { code: -32603, message: 'disk on fire' });
    const details = await reader.open(0);
    await pressWhenArmed(reader.button(forget)!);
    await until(() => reader.textOf(details).includes('Not forgotten: disk on fire'), 'the reason');
    expect(reader.button(forget)).to.not.equal(undefined);
  });

  it('real use 31: goes when its time is over', async () => {
    const { reader } = await look([aDecision(5, { ...denial, rememberedUntil: Date.now() + 1500 })]);
    const details = await reader.open(0);
    expect(reader.button(forget)).to.not.equal(undefined);
    await until(() => reader.button(forget) === undefined, 'the end', 5000);
    expect(reader.textOf(details)).to.not.contain('remembers this denial');
  });

  it('real use 31: is offered where one is remembered, to who may, and nowhere else', async () => {
    const later = Date.now() + 90_000;
    const cases = [
      [{ ...denial, outcome: 'approved', rememberedUntil: later }, {}],
      [{ ...denial, rememberedUntil: Date.now() - 1 }, {}],
      [denial, {}],
      [{ ...denial, sessionKey: undefined, rememberedUntil: later }, {}],
      [{ ...denial, rememberedUntil: later }, { scopes: ['rpc'] }],
    ] as const;
    for (const [changes, options] of cases) {
      const { reader } = await look([aDecision(5, changes)], options);
      await reader.open(0);
      expect(reader.button(forget)).to.equal(undefined);
    }
    const { reader, element } = await look([aDecision(5, { ...denial, rememberedUntil: later })]);
    await reader.open(0);
    element.readOnly = true;
    await element.updateComplete;
    expect(reader.button(forget)).to.equal(undefined);
  });
});
