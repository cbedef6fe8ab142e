/** What a person copies of tables: with the mouse and Ctrl+C, as it arrives where it is pasted. */
import { expect, fixture } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/elements/provider-health/define.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { painted, pressWhenArmed, until } from '../../support/browser.js';
import { aDecision, look } from '../../elements/approval-history/support.js';
import { read } from '../../elements/audit-log/support.js';
import { Desk } from '../../elements/security-events/support.js';
import { manage as manageSecrets, value } from '../../elements/secrets-manager/support.js';
import { manage as manageTokens } from '../../elements/token-manager/support.js';

const modifier = navigator.platform.startsWith('Mac') ? 'Meta' : 'Control';

async function pressCopy(): Promise<void> {
  await sendKeys({ down: modifier });
  await sendKeys({ press: 'c' });
  await sendKeys({ up: modifier });
}

/** Presses the keys that copy. @returns what is on the clipboard then, or what the browser itself would put there. */
async function copied(): Promise<string> {
  let text: string | undefined;
  const listen = ({ clipboardData, defaultPrevented }: ClipboardEvent) => {
    text = defaultPrevented ? (clipboardData?.getData('text/plain') ?? '') : String(getSelection());
  };
  document.addEventListener('copy', listen);
  await pressCopy();
  await until(() => text !== undefined, 'the copy event');
  document.removeEventListener('copy', listen);
  return text!;
}

/** Drags the mouse from the start of one element to the end of another. */
async function drag(from: Element, to: Element): Promise<void> {
  from.scrollIntoView({ block: 'center' });
  await painted();
  const start = from.getBoundingClientRect();
  const end = to.getBoundingClientRect();
  const at = (x: number, y: number): [number, number] => [Math.round(x), Math.round(y)];
  await sendMouse({ type: 'move', position: at(start.left + 1, start.top + start.height / 2) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: at(end.right - 2, end.top + end.height / 2) });
  await sendMouse({ type: 'up' });
}

/** Selects from the start of one element to the end of another. */
function select(from: Node, to: Node): void {
  const range = document.createRange();
  range.selectNodeContents(to);
  getSelection()!.setBaseAndExtent(from, 0, range.endContainer, range.endOffset);
}

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const linesOf = (text: string) => text.split('\n').map((line) => line.split('\t'));

describe('real use 36: copying', () => {
  before(() => setViewport({ width: 1300, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));
  afterEach(async () => {
    getSelection()?.removeAllRanges();
    await resetMouse();
  });

  it('real use 36: rows of the audit log that the mouse selected are tab-separated lines, with times in ISO', async () => {
    const { user } = await read(3);
    const rows = [...user.root.querySelectorAll('tbody tr')];
    await drag(rows[0]!.querySelector('time')!, rows[1]!.querySelector('.col-outcome')!);
    const lines = linesOf(await copied());
    expect(lines.map((line) => line.slice(1))).to.deep.equal([
      ['even-agent', 'maria', 'act.0', 'mutate', 'denied'],
      ['odd-agent', 'maria', 'act.1', 'read', 'success'],
    ]);
    for (const [time] of lines) expect(time).to.match(iso);
  });

  it('real use 36: so are those of events, as far as they are shown, history, tokens and secrets', async () => {
    const desk = new Desk();
    const log = await desk.log();
    desk.emit(2, { agentId: 'deploy-bot', risk: 'high', user: 'jonas' });
    await log.topIs('n.1');
    select(log.rows[0]!, log.rows[1]!);
    let lines = linesOf(await copied());
    expect(lines.map((line) => line.slice(1))).to.deep.equal([
      ['deploy-bot', 'n.1', 'high', 'jonas'],
      ['deploy-bot', 'n.0', 'high', 'jonas'],
    ]);
    for (const [time] of lines) expect(time).to.match(iso);
    desk.close();

    const { reader } = await look([aDecision(1, { agentId: 'a-1', action: 'file.delete' }), aDecision(2)]);
    select(reader.table!.querySelector('thead')!, reader.rows[1]!);
    lines = linesOf(await copied());
    expect(lines).to.have.length(3);
    expect(lines[0]!.slice(0, 2)).to.deep.equal(['Agent', 'Action']);
    expect(lines[1]!.slice(0, 2)).to.deep.equal(['a-1', 'file.delete']);
    expect(lines[1]![5]).to.match(iso);

    const { user: tokens } = await manageTokens();
    select(tokens.rows[0]!, tokens.rows[2]!);
    lines = linesOf(await copied());
    expect(lines.map(([name]) => name!.split(' ')[0])).to.deep.equal(['operator', 'ci-runner', 'exporter']);
    expect(lines[1]!.some((cell) => iso.test(cell))).to.equal(true);
    expect(lines.flat().join()).not.to.contain('Revoke');

    const { user: secrets } = await manageSecrets();
    select(secrets.rows[0]!, secrets.rows[1]!);
    lines = linesOf(await copied());
    expect(lines.map(([name]) => name!.split(' ')[0])).to.deep.equal(['OPENAI_API_KEY', 'SMTP_PASSWORD']);
    expect(lines[0]![1]).to.match(iso);
  });

  it('real use 36: copies all of what a cell of an event has no room for, with secrets hidden as in the row', async () => {
    const desk = new Desk();
    const log = await desk.log();
    const action = `files.${'x'.repeat(600)}`;
    desk.emit(2, { action, outcome: 'denied', message: 'Sent ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789 away' });
    await until(() => log.rows.length === 2, 'the rows');
    expect(log.actions[0]).to.have.length.below(300);
    select(log.rows[0]!, log.rows[1]!);
    const [first] = linesOf(await copied());
    expect(first![2]).to.contain(`${action} denied Sent `).and.contain(' away').and.not.contain('ghp_');
    desk.close();
  });

  it('copies a provider as JSON from anywhere in its card', async () => {
    const gateway = new SimulatedGateway();
    gateway.providers.add('openai');
    gateway.providers.call('openai', { outcome: 'ok', latencyMs: 420 });
    const element = await fixture<HTMLElement>(
      html`<comis-provider-health .client=${gateway.client()}></comis-provider-health>`,
    );
    const summary = await until(() => element.shadowRoot!.querySelector<HTMLElement>('summary'), 'the samples');
    summary.focus();
    expect(JSON.parse(await copied())).to.include({ provider: 'openai', calls: 1 });
  });

  it('real use 36: text of an agent makes no cells and runs as no formula', async () => {
    const hostile = {
      agentId: '=HYPERLINK("x")',
      user: 'two\u200bparts',
      action: 'a\tb\n"c"',
      classification: 'read',
      outcome: 'success',
    } as const;
    const { user } = await read(1, {}, {}, ({ audit }) => audit.recordPast({ ...hostile, timestamp: Date.now() }));
    const row = [...user.root.querySelectorAll('tbody tr')].find((each) => each.textContent.includes('HYPERLINK'))!;
    select(row, row);
    const text = await copied();
    expect(text.slice(text.indexOf('\t') + 1)).to.equal(
      '\'=HYPERLINK("x")\ttwo\u200bparts\t"a\tb\n""c"""\tread\tsuccess',
    );
  });

  it('real use 36: Ctrl+C copies the row with the focus as JSON while nothing is selected', async () => {
    const { user } = await read(2);
    user.root.querySelector<HTMLElement>('.disclosure')!.focus();
    expect(JSON.parse(await copied())).to.include({ action: 'act.0', agentId: 'even-agent', outcome: 'denied' });

    const { reader } = await look([
      aDecision(1, { action: 'file.delete', params: { password: 'hunter2', path: '/a' } }),
    ]);
    reader.root.querySelector<HTMLElement>('.disclosure')!.focus();
    const decision = await copied();
    expect(decision).to.contain('file.delete').and.not.contain('hunter2');

    const { user: tokens, ci } = await manageTokens();
    tokens.button('Revoke', tokens.row('ci-runner')).focus();
    expect(JSON.parse(await copied())).to.include({ id: ci.id, name: 'ci-runner' });

    const { user: secrets } = await manageSecrets();
    secrets.button('Delete', secrets.row('SMTP_PASSWORD')).focus();
    expect(JSON.parse(await copied())).to.include({ name: 'SMTP_PASSWORD', usageCount: 0 });

    const desk = new Desk();
    const log = await desk.log();
    desk.emit(1, { agentId: 'deploy-bot' });
    await log.topIs('n.0');
    log.table.focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(JSON.parse(await copied())).to.include({ action: 'n.0', agentId: 'deploy-bot' });
    desk.close();
  });

  it('real use 36: in a field, and outside of rows, keys copy what they always did', async () => {
    const { user } = await manageSecrets();
    await user.type('Name', 'SOME_NAME');
    const field = user.field('Name');
    field.focus();
    let prevented: boolean | undefined;
    const listen = (event: Event) => (prevented = event.defaultPrevented);
    document.addEventListener('copy', listen, { once: true });
    await pressCopy();
    document.removeEventListener('copy', listen);
    expect(prevented ?? false).to.equal(false);
  });

  it('real use 36: a new token is copied as it is shown, without anything around it', async () => {
    const { user } = await manageTokens();
    const secret = await user.create('fresh', 'rpc');
    const shown = user.root.querySelector('#secret')!;
    await drag(shown, shown);
    expect(await copied()).to.equal(secret);
  });

  it('real use 36: no copy of a row holds the value of a secret', async () => {
    const { user } = await manageSecrets();
    await user.fill('NEW_KEY', value);
    await pressWhenArmed(user.send);
    await until(() => user.outcome !== '' && user.root.activeElement?.id === 'name', 'the stored secret');
    await painted();
    const button = user.button('Delete', user.row('NEW_KEY'));
    button.focus();
    expect(user.root.activeElement).to.equal(button);
    expect(await copied())
      .to.contain('NEW_KEY')
      .and.not.contain(value);
  });
});
