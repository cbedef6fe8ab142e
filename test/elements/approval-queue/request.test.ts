/** What a card says of its request. */
import { expect } from '@open-wc/testing';
import { copyOf } from '../../support/clipboard.js';
import { expectAccessible } from '../../support/browser.js';
import { Desk, read } from './desk.js';

describe('a card', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  it('shows what must be read before the buttons, never folded', async () => {
    const notes = ['also decides any other `agents.delete` in this session for 30 s', 'restored after a restart'];
    desk.ask({ notes });
    await desk.open();
    const card = await desk.card();
    for (const note of notes) expect(read(card)).to.contain(note);
    const box = card.querySelector('.must-read')!;
    expect(box.closest('details')).to.equal(null);
    const buttons = card.querySelector('.verdict')!;
    expect(box.compareDocumentPosition(buttons) & Node.DOCUMENT_POSITION_FOLLOWING).to.not.equal(0);
    await expectAccessible(card);
  });

  it('says what a risk was derived from, beside it', async () => {
    desk.ask({ risk: 'high', riskFrom: "the action's class" });
    await desk.open();
    expect(read((await desk.card()).querySelector('.headline')!)).to.match(/^high, derived from the action's class/);
  });

  it('is not approved with a number that is not the one that was written, or may not be', async () => {
    const cases: [string, string, string, string][] = [
      ['too.large', '1e400', '∞, a number that cannot be read', 'it is too large'],
      ['of.many', '9007199254740993', '9007199254740992, perhaps rounded', 'may have been rounded'],
    ];
    const ids = cases.map(([action, written]) =>
      desk.ask({ action, risk: 'low', params: { list: [{ id: `number:${written}` }] } }),
    );
    desk.takeNumbersAsWritten();
    await desk.open();
    for (const [index, [action, , drawn, why]] of cases.entries()) {
      const card = await desk.card(action);
      await desk.armed(card, 'Deny');
      expect(read(card)).to.contain(drawn).and.to.contain(why);
      expect(desk.isArmed(card, 'Approve')).to.equal(false);
      await desk.click(desk.button(card, 'Approve')!);
      expect(desk.stateOf(ids[index]!)).to.equal('waiting');
    }
  });

  it('says who asks when no agent is named, and what it knows of trust as a fact', async () => {
    desk.ask({ agentId: undefined, user: 'u-1042', trustLevel: 'admin', action: 'agents.delete' });
    await desk.open();
    const card = await desk.card('agents.delete');
    expect(card.ariaLabel).to.equal('Requested by u-1042: agents.delete');
    expect(read(card.querySelector('.headline')!)).to.contain('Requested by u-1042');
    const origin = read(card.querySelector('.origin')!);
    expect(origin).to.contain('Trust level admin').and.to.contain('Agent not reported by the gateway');
    const trust = [...card.querySelectorAll('dd')].find((each) => each.textContent === 'admin')!;
    expect(trust.querySelector('.risk')).to.equal(null);
    expect(getComputedStyle(trust).color).to.equal(getComputedStyle(card).color);
  });

  it('hides what looks like a secret until somebody asks for it', async () => {
    desk.ask({ action: 'mcp.connect', toolName: 'mcp_manage', params: { name: 'gh', env: { GITHUB_TOKEN: 'ghp_0123456789abcdefghij' } } }); // prettier-ignore
    await desk.open();
    const card = await desk.card();
    expect(card.innerHTML).to.not.contain('ghp_');
    expect(read(card)).to.contain('hidden, 24 characters');
    expect(copyOf(card.querySelector('pre')!))
      .to.contain('hidden, 24 characters')
      .and.to.not.contain('ghp_');
    await desk.click(desk.button(card, 'Show 1 hidden value')!);
    expect(read(card)).to.contain('ghp_0123456789abcdefghij');
    expect(copyOf(card.querySelector('pre')!)).to.contain('ghp_0123456789abcdefghij');
    await desk.click(desk.button(card, 'Hide 1 value')!);
    expect(card.innerHTML).to.not.contain('ghp_');
  });

  it('warns once of what is not what it seems outside of the boxes', async () => {
    desk.ask({ agentId: 'a\u202eb', action: 'x.\u200by', params: { 'k\u2066': 1 } });
    await desk.open();
    const warnings = [...(await desk.card()).querySelectorAll<HTMLElement>('.suspicion')].map(read);
    expect(warnings).to.deep.equal([
      'This request contains characters that are not what they seem: 2',
      'This text contains characters that are not what they seem: 1',
    ]);
  });
});
