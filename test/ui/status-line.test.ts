/** What the status line of every widget says of the connection and of calls that wait; the token manager stands for all. */
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/elements/token-manager/define.js';
import type { ComisTokenManager } from '../../src/elements/token-manager/token-manager.js';
import { ManualClock, SimulatedGateway, type SimulatedGatewayOptions } from '../../src/testing/index.js';
import { expectAccessible, painted, until } from '../support/browser.js';

async function show(options: SimulatedGatewayOptions = {}, connected = true) {
  const gateway = new SimulatedGateway(options);
  const client = gateway.client({ connected });
  const element = await fixture<ComisTokenManager>(html`<comis-token-manager .client=${client}></comis-token-manager>`);
  await painted();
  const root = element.shadowRoot!;
  const line = () => root.querySelector<HTMLElement>('[part=status]')!;
  return {
    gateway,
    client,
    element,
    root,
    line,
    words: () => root.textContent.replaceAll(/\s+/g, ' '),
    /** What is said of how fresh it is. */
    freshness: () => line().querySelector('[role=status]')?.textContent,
  };
}

describe('the status line', () => {
  it('says that the gateway restarts, then that somebody may have to start it, and is live again by itself', async () => {
    const clock = new ManualClock(Date.now() - 59_000);
    const { gateway, client, freshness, words } = await show({ clock });
    client.drop('restarting');
    await until(() => /^Stale since [\d:]+: gateway restarting$/.test(freshness() ?? ''), 'that it restarts');
    await until(
      () => freshness()?.endsWith('gateway away for over a minute, somebody may have to start it'),
      'that it is late',
      4000,
    );
    gateway.tokens.create({ name: 'made-meanwhile', scopes: ['rpc'] });
    client.restore();
    await until(() => freshness() === 'Live');
    await until(() => words().includes('made-meanwhile'), 'what was read again');
  });

  it('says that the gateway restarts where nothing was read before', async () => {
    const { gateway, client, words } = await show({}, false);
    gateway.faults.hold('tokens.list');
    client.restore();
    client.drop('restarting');
    await until(() => words().includes('Gateway restarting, reconnecting…'));
  });

  it('says how many calls wait and why on one line, and folded which', async () => {
    const { client, element, line } = await show();
    const before = line().offsetHeight;
    expect(line().querySelector('.held')).to.equal(null);
    const reason = `The gateway takes 60 messages in 60 s, and that many have been sent. ${'It takes more later. '.repeat(9)}`;
    client.held = [
      { method: 'tokens.list', reason, since: Date.now() },
      { method: 'security.audit', reason: 'Another.', since: Date.now() },
    ];
    await element.updateComplete;
    const details = line().querySelector<HTMLDetailsElement>('.held')!;
    expect(details.querySelector('summary')?.textContent).to.match(/^2 calls wait: The gateway takes 60 messages/);
    expect(line().offsetHeight).to.equal(before);
    expect(details.scrollWidth).to.be.at.most(line().clientWidth);
    details.open = true;
    expect([...details.querySelectorAll('li')].map((each) => each.textContent)[1]).to.match(
      /^security\.audit, since [\d:]+ \(\d+ s\): Another\.$/,
    );
    await expectAccessible(element);
    client.held = [];
    await until(() => !line().querySelector('.held'));
  });

  it('real use 20: says which calls wait and why where nothing was read before, and not that it loads', async () => {
    const { gateway, client, element, words } = await show({}, false);
    gateway.faults.hold('tokens.list');
    client.restore();
    client.held = [{ method: 'tokens.list', reason: 'The gateway takes 60 messages in 60 s.', since: Date.now() }];
    await until(() => words().includes('1 call waits: The gateway takes 60 messages in 60 s.'));
    expect(words()).to.contain('Waiting to load API tokens');
    await expectAccessible(element);
  });

  it('keeps to its lines at 320 px while calls wait', async () => {
    const { client, element, line } = await show();
    element.style.width = '320px';
    await painted();
    const before = line().offsetHeight;
    client.held = [{ method: 'tokens.list', reason: 'The gateway takes 60 messages in 60 s.', since: Date.now() }];
    await element.updateComplete;
    expect(line().offsetHeight).to.equal(before);
    client.drop('restarting');
    await element.updateComplete;
    expect(line().offsetHeight).to.equal(before);
    expect(element.scrollWidth).to.be.at.most(320);
  });
});
