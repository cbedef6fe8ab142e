/** Secrets under innocent keys: hidden by their shape wherever parameters are shown. */
import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/approval-queue/define.js';
import '../../../src/elements/gateway/define.js';
import type { ComisGateway } from '../../../src/elements/gateway/gateway.js';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { anApproval } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

const secret = 'abcdef0123456789';
const command = (url: string, key = secret) => `curl -H "Authorization: Bearer ${key}" ${url}`;

describe('secrets by their shape', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  const why = (card: HTMLElement) => read(card.querySelector('.reading')!);
  const copied = (card: HTMLElement) => {
    const range = document.createRange();
    range.selectNodeContents(card.querySelector('.params')!);
    getSelection()!.removeAllRanges();
    getSelection()!.addRange(range);
    const data = new DataTransfer();
    card.dispatchEvent(
      new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true, composed: true }),
    );
    return data.getData('text/plain') || String(getSelection());
  };
  const isNowhere = (text = secret) => expect(desk.queue.shadowRoot!.innerHTML).to.not.contain(text);

  it('real use 13: are hidden in a preview and in raw JSON, and count as not read until one click shows them', async () => {
    const approvalId = desk.ask({
      action: 'shell.exec',
      risk: 'high',
      params: { command: command('https://x.example') },
    });
    await desk.open();
    const card = await desk.card();
    const params = () => read(card.querySelector('.params')!);
    expect(params())
      .to.contain('Shell command')
      .and.to.contain('hidden-1-of-16-characters')
      .and.to.contain('https://x.example');
    isNowhere();
    await until(() => why(card).includes('1 value is hidden'), 'the reason');
    await expectAccessible(card);
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    await desk.armed(card, 'Deny');
    expect(copied(card)).to.contain('hidden-1-of-16').and.to.not.contain(secret);

    await desk.click(desk.button(card, 'Raw JSON')!);
    expect(params()).to.contain('Bearer hidden, 16 characters').and.to.contain('https://x.example');
    isNowhere();
    expect(copied(card)).to.not.contain(secret);
    expect(desk.isArmed(card, 'Approve')).to.equal(false);
    await desk.click(desk.button(card, 'Raw JSON')!);

    await desk.click(desk.button(card, 'Show 1 hidden value')!);
    expect(params()).to.contain(`Bearer ${secret}`);
    expect(copied(card)).to.contain(secret);
    await desk.press(card, 'Approve');
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval: what is shown is as drawn');
  });

  for (const field of ['description', 'explanation'] as const) {
    it(`real use 13: in the ${field} are hidden and bar Approve until one click shows them, as in parameters`, async () => {
      desk.ask({
        action: 'a.b',
        risk: 'high',
        params: { n: 1 },
        [field]: `calls x.example with Bearer ${secret}`,
      });
      await desk.open();
      const card = await desk.card();
      await until(() => why(card).includes('1 value is hidden'), 'the reason');
      await desk.armed(card, 'Deny');
      expect(desk.isArmed(card, 'Approve')).to.equal(false);
      isNowhere();
      await desk.click(desk.button(card, 'Show 1 hidden value')!);
      await until(() => why(card).includes('in view'), `what is read: ${why(card)}`);
      await desk.armed(card, 'Approve');
    });
  }

  const previews: readonly (readonly [string, Partial<ApprovalRequest>, readonly string[]])[] = [
    [
      'an address',
      { action: 'http.get', params: { url: `https://x.example/a?api_key=${secret}&n=1` } },
      ['x.example', 'n=1'],
    ],
    [
      'a name before a host',
      { action: 'http.get', params: { url: `https://ghp_${secret}${secret}@x.example/a` } },
      ['x.example'],
    ],
    [
      'a header',
      { action: 'http.get', params: { url: 'https://x.example', headers: { 'x-a': `Bearer ${secret}` } } },
      ['x-a'],
    ],
    ['a body', { action: 'http.post', params: { url: 'https://x.example', body: `n=1&password=${secret}` } }, ['n=1']],
    [
      'a message',
      { action: 'message.send', params: { to: 'ada@x.example', text: `use token ${secret}, Ada` } },
      ['ada@', ', Ada'],
    ],
    [
      'a file',
      { action: 'file.write', params: { path: '/a', content: `A=1\nAPI_KEY=${secret}\n` } },
      ['A=1', 'API_KEY='],
    ],
    ['an argument', { action: 'shell.exec', params: { command: ['x', `--token=${secret}`] } }, ['--token=']],
  ];
  for (const [name, request, seen] of previews) {
    it(`real use 13: are hidden in the preview of ${name}, and shown by one click`, async () => {
      desk.ask({ risk: 'medium', ...request });
      await desk.open();
      const card = await desk.card();
      for (const words of seen) expect(read(card.querySelector('.params')!)).to.contain(words);
      expect(card.querySelector('.preview')).to.not.equal(null);
      isNowhere();
      await desk.click(desk.button(card, 'Show 1 hidden value')!);
      expect(read(card.querySelector('.params')!)).to.contain(secret);
    });
  }

  it('real use 13: another secret in an edit is a difference', async () => {
    const [before, after] = ['hunter22', 'hunter33'].map((password) => `a=1\npassword=${password}\n`);
    desk.ask({ action: 'file.edit', params: { path: '/a', old_string: before, new_string: after } });
    await desk.open();
    const card = await desk.card();
    expect(card.querySelector('del')!.textContent).to.contain('password=hidden-1-of-8-characters');
    expect(card.querySelector('ins')!.textContent).to.contain('password=hidden-2-of-8-characters');
    isNowhere('hunter');
  });

  it('real use 13: are hidden in a comparison, where the rest and that the secret differs can be read', async () => {
    const params = (url: string, key: string) => ({ command: command(url, key) });
    const past = { agentId: 'ops-agent', action: 'x.y' };
    desk.gateway.approvals.decidedInThePast({
      ...anApproval({ ...past, params: params('https://a.example', secret) }),
      outcome: 'approved',
      resolvedBy: 'maria',
      resolvedAt: Date.now() - 60_000,
    });
    desk.ask({ ...past, params: params('https://b.example', `z${secret.slice(1)}`) });
    await desk.open();
    const card = await desk.card();
    card.scrollIntoView();
    const box = await until(() => card.querySelector<HTMLElement>('.comparison .changes'), 'the comparison');
    expect(read(box)).to.contain('Bearer [hidden 1, 16 characters]" https://a.example');
    expect(read(box)).to.contain('Bearer [hidden 2, 16 characters]" https://b.example');
    isNowhere('bcdef0123456789');
  });

  it('real use 13: are hidden in the rows of a bulk act and in the table of similar requests', async () => {
    for (const host of ['a', 'b'])
      desk.ask({ action: 'x.y', risk: 'low', params: { text: command(`https://${host}.example`) } });
    await desk.open();
    const root = desk.queue.shadowRoot!;
    await desk.click(
      await until(() => root.querySelector<HTMLInputElement>('.triage input:enabled'), 'the box for all'),
    );
    await desk.press(root.querySelector<HTMLElement>('.triage')!, 'Deny 2');
    const dialog = await until(() => root.querySelector<HTMLElement>('#bulk:modal'), 'the dialog');
    expect(read(dialog)).to.contain('https://a.example').and.to.contain('[hidden 1, 16 characters]');
    await desk.click(desk.button(dialog, 'All parameters')!);
    await until(() => read(dialog).includes('Bearer hidden, 16 characters'), 'the parameters');
    isNowhere();
    await desk.click(desk.button(dialog, 'Cancel')!);
    const similar = await until(() => root.querySelector<HTMLElement>('details.similar'), 'the line');
    await desk.click(similar.querySelector('summary')!);
    const table = await until(() => similar.querySelector<HTMLElement>('table'), 'the table');
    expect(read(table)).to.contain('https://b.example').and.to.contain('[hidden 1, 16 characters]');
    isNowhere();
  });

  it('real use 13: hosts add patterns, which hold below them, add up, and may be set again at each render', async () => {
    desk.ask({ action: 'x.y', params: { text: 'ACME-1234 and ZETA-5678 and other' } });
    const provider = await fixture<ComisGateway>(html`
      <comis-gateway .client=${desk.client} .redact=${[/ACME-\d+/]}>
        <comis-approval-queue .redact=${[/ZETA-\d+/]}></comis-approval-queue>
      </comis-gateway>
    `);
    desk.queue = provider.querySelector('comis-approval-queue')!;
    const card = await desk.card();
    const params = () => read(card.querySelector('.params')!);
    await until(() => params().includes('hidden, 9 characters and hidden, 9 characters and other'), 'both hidden');
    await desk.leave();
    await until(() => desk.isArmed(card, 'Deny'), 'the card to stand still');
    await desk.click(desk.button(card, 'Show 2 hidden values')!);
    expect(params()).to.contain('ACME-1234 and ZETA-5678');
    const box = card.querySelector('.params pre')!;
    desk.queue.redact = [/ZETA-\d+/];
    await desk.queue.updateComplete;
    await new Promise(requestAnimationFrame);
    expect(params(), 'the same patterns hide nothing again').to.contain('ACME-1234');
    expect(card.querySelector('.params pre')).to.equal(box);
    provider.redact = undefined;
    await until(() => params().includes('ACME-1234 and hidden, 9 characters'), 'only what is set on the queue');
  });
});
