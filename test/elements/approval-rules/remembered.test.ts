import { expect } from '@open-wc/testing';
import { ManualClock, SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, expectEvents, pressWhenArmed, until } from '../../support/browser.js';
import { countCalls } from '../token-manager/support.js';
import { rules } from './support.js';

const hour = 3_600_000;

/** The form on a gateway with two rules that were made two hours ago, one of them used. */
async function remembering(options: Parameters<typeof rules>[0] = {}, readOnly = false) {
  const clock = new ManualClock(Date.now() - 2 * hour);
  const gateway = new SimulatedGateway({ clock });
  const { remembered } = gateway.config;
  const { id: used } = remembered.create(
    { action: 'file.write', agentId: 'planner', params: { path: '/a' }, upToRisk: 'medium', durationMs: 8 * hour },
    'maria',
  ).rule;
  remembered.create({ action: 'mail.send', durationMs: 3 * hour, comment: 'The newsletter.' }, 'chen');
  clock.advance(2 * hour - 180_000);
  for (let i = 0; i < 3; i++) remembered.use(used);
  clock.advance(180_000);
  const opened = await rules(options, readOnly, undefined, gateway);
  const part = opened.element.shadowRoot!.querySelector('comis-remembered-rules')!;
  const rows = () => [...part.shadowRoot!.querySelectorAll('li')];
  await until(() => rows().length === 2, 'the rules');
  const textOf = (element: Element | undefined) => opened.user.textOf(element);
  const revoke = (row: Element) => row.querySelector('button');
  return { ...opened, clock, used, part, rows, textOf, revoke };
}

describe('<comis-approval-rules>: remembered rules', () => {
  it('show what they cover, their age, uses and end', async () => {
    const { rows, textOf, element } = await remembering();
    const [first, second] = rows().map(textOf);
    expect(first).to.contain('file.write by planner').and.contain('Up to medium risk.');
    expect(first).to.contain('Exactly these parameters').and.contain('"path": "/a"');
    expect(first).to.match(/Made 2\s?h\S* ago by maria\./);
    expect(first).to.match(/Used 3 times, last 3\s?m\S* ago\./);
    expect(first).to.match(/Ends in 6:00:00, at \S+/);
    expect(second).to.contain('mail.send by any agent').and.contain('Any risk. Any parameters.');
    expect(second).to.contain('Not used yet.').and.contain('The newsletter.').and.contain('by chen');
    await expectAccessible(element);
  }).timeout(40_000);

  it('follow uses as they happen, and go at their end by the gateway’s clock', async () => {
    const { rows, textOf, gateway, clock } = await remembering();
    gateway.agent('x').act({ action: 'mail.send', class: 'destructive', risk: 'critical', params: {} });
    await until(() => textOf(rows()[1]).includes('Used once'), 'the use');
    clock.advance(hour);
    await until(() => rows().length === 1, 'the end');
  });

  it('are revoked in one step', async () => {
    const { rows, gateway, element, revoke, textOf, part, used } = await remembering();
    const calls = countCalls(gateway, 'rules.revoke');
    const button = revoke(rows()[0]!)!;
    const [event] = await expectEvents(element, 'comis-rule-revoked', 1, async () => {
      await pressWhenArmed(button);
      await until(() => rows().length === 1, 'the end');
    });
    expect(event!.detail).to.deep.equal({ id: used });
    expect(calls()).to.equal(1);
    expect(gateway.config.security.approvalRules.remembered?.map(({ action }) => action)).to.deep.equal(['mail.send']);
    expect(gateway.audit.page({ action: 'rules.revoke' }).entries[0]?.user).to.equal('operator');
    expect(textOf(part.shadowRoot!.activeElement!)).to.equal('Revoke');
  });

  it('say why one was not revoked', async () => {
    const { rows, gateway, revoke, textOf } = await remembering();
    gateway.faults.fail('rules.revoke', { message: 'The disk is full.' });
    await pressWhenArmed(revoke(rows()[0]!)!);
    await until(() => textOf(rows()[0]).includes('Not revoked: The disk is full.'), 'the reason');
    expect(rows()).to.have.length(2);
  });

  it('cannot be revoked by those who may not', async () => {
    expect((await remembering({ scopes: ['rpc', 'ws'] })).part.shadowRoot!.querySelector('button')).to.equal(null);
    expect((await remembering({}, true)).part.shadowRoot!.querySelector('button')).to.equal(null);
  });

  it('say when they decide nothing, and when there are none', async () => {
    const { gateway, part, textOf, rows, revoke } = await remembering();
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } });
    const text = () => textOf(part.shadowRoot!.querySelector('section')!);
    await until(() => text().includes('they have no effect until it is released'), 'the brake');
    for (const row of rows()) await pressWhenArmed(revoke(row)!);
    await until(() => text().includes('None. “Remember this” on a request’s card creates one.'), 'that there are none');
  });
});
