import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { aDecision, type SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { countCalls } from '../token-manager/support.js';
import { rules, type User } from './support.js';

/** The last 200 decisions: 12 of low risk, of which maria denied two, and two hundred that are older. */
function history(gateway: SimulatedGateway): void {
  for (let i = 0; i < 400; i++) {
    const low = i >= 200 && i < 212;
    gateway.approvals.decidedInThePast(
      aDecision({
        approvalId: `past-${i}`,
        action: low ? 'file.write' : 'db.drop',
        class: 'destructive',
        risk: low ? 'low' : 'high',
        outcome: i === 201 || i === 202 ? 'denied' : 'approved',
        resolvedBy: 'maria',
        resolvedAt: 1_000_000 + i,
      }),
    );
  }
}

describe('<comis-approval-rules>: the proof of a draft', () => {
  const proof = (user: User) => user.textOf(user.bar.querySelector('#draft-proof'));

  it('says what it would have decided of the last 200 without a person, and what of it you denied', async () => {
    const { user, gateway, element } = await rules({}, false, history);
    const reads = countCalls(gateway, 'approvals.history');
    expect(user.bar.querySelector('#draft-proof')).to.equal(null);
    await user.choose('auto-low');
    await until(() => proof(user).includes('Would have decided'), 'the proof');
    expect(proof(user)).to.equal(
      'Would have decided 12 of the last 200 without a person; you denied 2 of them. The rules in force: none.',
    );
    const list = user.bar.querySelector<HTMLDetailsElement>('.proof details')!;
    list.querySelector('summary')!.focus();
    await sendKeys({ press: 'Enter' });
    expect(list.open).to.equal(true);
    const rows = [...list.querySelectorAll('li')].map((row) => user.textOf(row));
    expect(rows).to.have.length(12);
    expect(rows[0])
      .to.contain('file.write')
      .and.contain('denied by maria')
      .and.contain('would be approved by Default Mode');
    expect(rows[2]).to.contain('approved by maria');
    await expectAccessible(element);
    await user.choose('auto-all');
    await until(() => proof(user).includes('200 of the last 200'), 'the other proof');
    expect(reads()).to.equal(1);
  }).timeout(60_000);

  it('follows the draft, list entries too, and goes with it', async () => {
    const { user } = await rules({}, false, history);
    await user.add('Auto-approve list', 'file.write');
    await until(() =>
      proof(user).startsWith('Would have decided 12 of the last 200 without a person; you denied 2 of them.'),
    );
    user.button('Discard').click();
    await user.element.updateComplete;
    expect(user.bar.querySelector('#draft-proof')).to.equal(null);
    await user.toggle('Enable cross-agent messaging');
    await until(() => proof(user).startsWith('Would have decided none of the last 200 without a person.'));
  });

  it('says when there is nothing to try it on, and why', async () => {
    const { user } = await rules();
    await user.choose('auto-low');
    await until(() => proof(user) === 'No past decisions to test against.');
    const failing = await rules({}, false, (gateway) =>
      gateway.faults.fail('approvals.history', { message: 'Gone.' }, 99),
    );
    await failing.user.choose('auto-low');
    await until(() => proof(failing.user) === 'The backtest could not be run: Gone.');
  });
});
