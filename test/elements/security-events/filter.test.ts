import { expect } from '@open-wc/testing';
import { deepQueryAll, expectAccessible, until } from '../../support/browser.js';
import { Desk, type Log } from './support.js';

describe('security events: filter', () => {
  let desk: Desk;
  let log: Log;
  beforeEach(async () => {
    desk = new Desk();
    log = await desk.log();
    desk.emit(10);
    desk.emit(2, { agentId: 'deploy-bot', risk: 'critical', message: 'rm -rf refused' });
    await log.topIs('n.11');
    log.button('Filter').click();
    await log.element.updateComplete;
  });
  afterEach(() => desk.close());

  const fields = () => deepQueryAll(log.element, '.filters input, .filters select') as HTMLInputElement[];
  const field = (label: string) => {
    const found = fields().find((each) => each.labels?.[0]?.textContent.trim().startsWith(label));
    if (!found) throw new Error(`There is no field ${label}`);
    return found;
  };
  const fill = (label: string, value: string) => {
    const input = field(label);
    input.value = value;
    input.dispatchEvent(new Event(input.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  };

  it('real use 38: searches every column, the agent and the risk too', async () => {
    desk.emit(1, { user: 'jonas', outcome: 'quarantined' });
    await log.topIs('n.12');
    for (const [text, found] of [
      ['deploy-bot', ['n.11', 'n.10']],
      ['CRITICAL', ['n.11', 'n.10']],
      ['n.3', ['n.3']],
      ['jonas', ['n.12']],
      ['quarantined', ['n.12']],
      ['refused', ['n.11', 'n.10']],
    ] as const) {
      fill('Search', text);
      await until(() => log.actions.join() === found.join(), `what ${text} finds`);
    }
  });

  it('real use 38: finds a time as it is shown, in the zone of the element', async () => {
    log.element.timeZone = 'Asia/Tokyo';
    await log.topIs('n.11');
    await until(() => log.element.shadowRoot!.querySelector('.col-time time')?.textContent !== '', 'a time');
    await log.element.updateComplete;
    const shown = log.element.shadowRoot!.querySelector('.col-time time')!.textContent.trim();
    fill('Search', '1999');
    await until(() => log.actions.length === 0, 'nothing of that year');
    fill('Search', shown);
    await until(() => log.actions.includes('n.11'), shown);
  });

  it('is folded away until it is asked for, and goes again', async () => {
    expect(log.button('Filter').ariaExpanded).to.equal('true');
    expect(field('Search').checkVisibility()).to.equal(true);
    log.button('Filter').click();
    await log.element.updateComplete;
    expect(field('Search').checkVisibility()).to.equal(false);
  });

  it('shows what matches, says of how many, and everything again when cleared', async () => {
    fill('Agent', 'DEPLOY');
    await log.sees(/2 of 12 events shown/);
    expect(log.actions).to.deep.equal(['n.11', 'n.10']);
    desk.emit(1);
    await log.sees(/2 of 13 events shown/);
    desk.emit(1, { agentId: 'deploy-bot' });
    await log.topIs('n.13');
    await log.sees(/3 of 14 events shown/);
    await expectAccessible(log.element);
    log.button('Clear filter').click();
    await log.sees(/^(?![^]*shown)[^]*14 events/);
    expect(field('Agent').value).to.equal('');
    expect(log.element.shadowRoot?.activeElement).to.equal(log.button('Filter'));
  });

  it('takes a risk and those above it', async () => {
    desk.emit(1, { risk: 'medium' });
    fill('Risk', 'medium');
    await log.sees(/3 of 13 events shown/);
    fill('Risk', 'critical');
    await log.sees(/2 of 13 events shown/);
    fill('Risk', '');
    await log.sees(/^(?![^]*shown)[^]*13 events/);
  });

  it('never looks like an empty log', async () => {
    fill('Search', 'nothing of the kind');
    await log.sees(/No event matches the filter\.\s+12 events are hidden by it\./);
    expect(log.text).not.to.contain('No security events yet');
    await expectAccessible(log.element);
  });

  it('never hides a gap', async () => {
    fill('Search', 'refused');
    desk.gateway.publish('stream:gap', { from: Date.now() - 5000, to: Date.now() });
    await log.sees(/No data/);
    await log.sees(/2 of 12 events shown/);
  });

  it('stays in force while the rows stand still, and says that what is new was not looked through', async () => {
    fill('Search', 'refused');
    await log.sees(/2 of 12 events shown/);
    log.button('Pause').click();
    desk.emit(3);
    await log.sees(/3 waiting\s+not filtered yet/);
    expect(log.actions).to.deep.equal(['n.11', 'n.10']);
    fill('Search', 'n.3');
    await until(() => log.actions.join() === 'n.3', 'the other row');
    log.button('Resume').click();
    await log.sees(/1 of 15 events shown/);
  });
});
