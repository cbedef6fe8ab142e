/** What is typed for several requests or for one of them goes out with the decision that it was typed for, or is kept. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ApprovalCard } from '../../../src/elements/approval-queue/card/approval-card.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

const root = () => desk.queue.shadowRoot!;
const bar = () => root().querySelector<HTMLElement>('.triage')!;
const dialog = () => root().querySelector<HTMLDialogElement>('#bulk')!;
const rows = () => [...dialog().querySelectorAll<HTMLElement>('tbody tr')].map(read);
const box = (of: HTMLElement) => of.querySelector('textarea')!;
const low = (action: string) => desk.ask({ action, risk: 'low', params: { n: 1 } });
const commentOf = (id: string) => desk.gateway.approvals.agentView(id)?.comment;
const failOnce = () => desk.gateway.faults.fail('approvals.respond', { message: 'Disk full.' });

async function select(...actions: string[]): Promise<void> {
  for (const action of actions) {
    const card = await desk.card(action);
    await desk.click(card.querySelector('.select')!);
    await until(() => card.querySelector<HTMLInputElement>('.select')!.checked, 'the selection');
  }
}

async function begin(name: string): Promise<void> {
  await desk.press(bar(), name);
  await until(() => dialog().matches(':modal'), 'the dialog');
  await until(() => root().activeElement === box(dialog()), 'the focus in the comment');
}

async function write(card: HTMLElement, words: string): Promise<void> {
  box(card).focus();
  await sendKeys({ type: words });
  await painted();
}

describe('the comment for all', () => {
  it('is kept on the card of what failed, and goes out when that is tried again', async () => {
    const [failed, done] = ['a.one', 'b.two'].map(low);
    failOnce();
    await desk.open();
    await select('a.one', 'b.two');
    await begin('Deny 2');
    await sendKeys({ type: 'bulk reason 42' });
    await desk.press(dialog(), 'Deny 2');
    await until(() => read(dialog()).includes('1 denied, 1 failed and still selected'), 'the summary');
    await desk.press(dialog(), 'Close');
    const card = await desk.card('a.one');
    expect(box(card).value).to.equal('bulk reason 42');
    expect(commentOf(done!)).to.equal('bulk reason 42');
    await desk.press(card, 'Retry');
    await until(() => desk.stateOf(failed!) === 'denied', 'the denial');
    expect(commentOf(failed!)).to.equal('bulk reason 42');
  });

  it('stays when the dialog is closed before it is sent, until the selection is another one', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    await select('a.one');
    await begin('Deny 1');
    await sendKeys({ type: 'long reason' });
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog().open, 'the dialog to close');
    await begin('Deny 1');
    expect(box(dialog()).value).to.equal('long reason');
    await desk.press(dialog(), 'Cancel');
    await until(() => !dialog().open, 'the dialog to close');
    await select('b.two');
    await begin('Deny 2');
    expect(box(dialog()).value).to.equal('');
    await desk.press(dialog(), 'Deny 2');
    await until(() => ids.every((id) => desk.stateOf(id) === 'denied'), 'the denials');
    expect(ids.map(commentOf)).to.deep.equal([undefined, undefined]);
  });

  it('stays for what was stopped, and not for what comes after an act that went through', async () => {
    const ids = ['a.one', 'b.two'].map(low);
    await desk.open();
    desk.queue.addEventListener('comis-before-decide', (event) => event.waitUntil(new Promise(() => {})), {
      once: true,
    });
    await select('a.one', 'b.two');
    await begin('Deny 2');
    await sendKeys({ type: 'same for both' });
    await desk.press(dialog(), 'Deny 2');
    await until(() => rows()[0]!.includes('Waiting for the page'), 'the words');
    await desk.press(dialog(), 'Stop');
    await until(() => read(dialog()).includes('0 denied, 2 not sent'), 'the summary');
    await desk.press(dialog(), 'Close');
    await until(() => !dialog().open, 'the dialog to close');
    await begin('Deny 2');
    expect(box(dialog()).value).to.equal('same for both');
    await desk.press(dialog(), 'Deny 2');
    await until(() => ids.every((id) => desk.stateOf(id) === 'denied'), 'the denials');
    expect(ids.map(commentOf)).to.deep.equal(['same for both', 'same for both']);
  });
});

describe('the comment of a card that is decided with others', () => {
  it('goes out instead of the comment for all, and is shown before that', async () => {
    const [own, other] = ['a.one', 'b.two'].map(low);
    await desk.open();
    await write(await desk.card('a.one'), 'my own words');
    await select('a.one', 'b.two');
    await begin('Approve 2');
    expect(rows()[0]).to.contain('Own comment: my own words');
    expect(rows()[1]).to.not.contain('Own comment');
    expect(read(dialog())).to.contain('Comment for all others');
    await expectAccessible(dialog());
    box(dialog()).focus();
    await sendKeys({ type: 'for the rest' });
    await desk.press(dialog(), 'Approve 2');
    await until(() => desk.stateOf(other!) === 'approved', 'the approvals');
    expect([own!, other!].map(commentOf)).to.deep.equal(['my own words', 'for the rest']);
  });

  it('is not overwritten when it fails', async () => {
    low('a.one');
    failOnce();
    await desk.open();
    const card = await desk.card('a.one');
    await write(card, 'my own words');
    await select('a.one');
    await begin('Deny 1');
    await sendKeys({ type: 'for the rest' });
    await desk.press(dialog(), 'Deny 1');
    await until(() => read(dialog()).includes('1 failed'), 'the summary');
    expect(box(card).value).to.equal('my own words');
  });

  it('is kept on a card that nobody has come near yet', async () => {
    for (let index = 0; index < 300; index++) low(`far.${index}`);
    await desk.open();
    desk.queue.addEventListener('comis-before-decide', (event) => event.preventDefault());
    const last = desk.cards.at(-1) as ApprovalCard;
    expect(last.querySelector('textarea'), 'what the last card shows').to.equal(null);
    last.toggle?.(last, false);
    await begin('Deny 1');
    await sendKeys({ type: 'too far' });
    await desk.press(dialog(), 'Deny 1');
    await until(() => read(dialog()).includes('0 denied, 1 failed'), 'the summary');
    await desk.press(dialog(), 'Close');
    last.scrollIntoView();
    await until(() => last.querySelector('textarea')?.value === 'too far', 'the comment', 10_000);
  }).timeout(30_000);
});
