import { expect } from '@open-wc/testing';
import { historyFile } from '../../src/elements/approval-history/history-file.js';
import { withPatterns } from '../../src/ui/text-safety/redact-patterns.js';
import { aSecurityEvent } from '../../src/testing/index.js';
import { deepQueryAll, until } from '../support/browser.js';
import { aDecision, look } from '../elements/approval-history/support.js';
import { read } from '../elements/audit-log/support.js';
import { Desk } from '../elements/security-events/support.js';

const secret = 'abcdef0123456789';
const text = `called https://x.example with Bearer ${secret}`;

/** What an act puts on the clipboard. */
async function copied(act: () => void): Promise<string> {
  let written: string | undefined;
  const clipboard = { writeText: (each: string) => ((written = each), Promise.resolve()) };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  try {
    act();
    return await until(() => written, 'the copy');
  } finally {
    Reflect.deleteProperty(navigator, 'clipboard');
  }
}

const isHidden = (root: ShadowRoot) => expect(root.innerHTML).to.not.contain(secret);

describe('secrets in records', () => {
  it('real use 13: are hidden in the details of a decision, in its copy until shown, and in files', async () => {
    const decision = aDecision(60, { params: { text }, explanation: text, more: text });
    const { reader } = await look([decision]);
    const details = await reader.open(0);
    expect(reader.detail(details, 'Parameters as decided')).to.contain('Bearer hidden, 16 characters');
    expect(reader.textOf(details).split('hidden, 16 characters')).to.have.length(4);
    isHidden(reader.root);
    expect(await copied(() => reader.button('Copy JSON')!.click()))
      .to.contain('Bearer [hidden, 16 characters]')
      .and.to.not.contain(secret);
    const box = [...details.querySelectorAll('.json')].find((each) => each.textContent.includes('"text"'))!;
    box.querySelector('button')!.click();
    await until(() => box.textContent.includes(secret), 'what was asked for');
    expect(
      (await copied(() => reader.button('Copy JSON')!.click())).split(secret),
      'just what is shown',
    ).to.have.length(2);
    for (const format of ['json', 'csv'] as const) {
      const save = () => historyFile(format, { decisions: [decision] }, { filter: {}, exportedAt: 0 });
      const file = await withPatterns([/x\.example/], save).text();
      expect(file).to.contain('[hidden, 16 characters]').and.to.contain('[hidden, 9 characters]');
      expect(file.slice(file.indexOf('params'))).to.not.contain(secret);
    }
  });

  it('real use 13: are hidden in the details of an audit entry and in its copy', async () => {
    const { gateway, element, user } = await read(0);
    element.redact = [/x\.example/];
    gateway.audit.record({
      action: 'x.y',
      classification: 'mutate',
      outcome: 'success',
      comment: text,
      details: { text },
    });
    const take = () => user.findButton('1 new')?.click();
    await until(() => user.rows.length > 0 || (take(), false), 'the entry');
    const details = await user.open('x.y');
    expect(user.textOf(details).split('Bearer hidden, 16 characters')).to.have.length(3);
    expect(user.textOf(details)).to.contain('https://hidden, 9 characters');
    isHidden(user.root);
    expect(await copied(() => user.button('Copy JSON', details).click()))
      .to.contain('Bearer [hidden, 16 characters]')
      .and.to.not.contain(secret)
      .and.to.not.contain('x.example');
  });

  it('real use 13: are hidden in the row of an event, in its details and in its copy', async () => {
    const desk = new Desk();
    const log = await desk.log();
    log.element.redact = [/x\.example/];
    desk.gateway.securityLog.emit(aSecurityEvent({ action: 'x.y', message: text, more: { text } }));
    await log.sees(/Bearer \[hidden, 16 characters\]/);
    deepQueryAll(log.element, '.rows button')[0]?.click();
    await log.sees(/"text": "called[^]*hidden, 16 characters/i);
    isHidden(log.element.shadowRoot!);
    const copy = await copied(() => log.button('Copy JSON').click());
    expect(copy).to.contain('[hidden, 16 characters]').and.to.not.contain('x.example');
    desk.close();
  });
});
