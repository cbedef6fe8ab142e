import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/connection-status/define.js';
import '../../../src/elements/security-events/define.js';
import type { ComisConnectionStatus } from '../../../src/elements/connection-status/connection-status.js';
import type { RpcClient } from '../../../src/client/rpc-client.js';
import { GatewayError } from '../../../src/protocol/index.js';
import {
  aSecurityEvent,
  ManualClock,
  SimulatedGateway,
  type SimulatedGatewayOptions,
} from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';

async function show(options: Parameters<SimulatedGateway['client']>[0] = {}, gateway: SimulatedGatewayOptions = {}) {
  const client = new SimulatedGateway(gateway).client(options);
  const element = await fixture<ComisConnectionStatus>(
    html`<comis-connection-status .client=${client}></comis-connection-status>`,
  );
  const root = element.shadowRoot!;
  const textOf = (each: Element | null) => (each?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  return {
    client,
    element,
    root,
    /** What is announced. */
    words: () => textOf(root.querySelector('[role=status]')),
    line: () => textOf(root.querySelector('.line')),
    problems: () => [...root.querySelectorAll('details li')].map(textOf),
    retry: () => root.querySelector('button'),
  };
}

/** A client of which some properties say what a test wants. */
function overridden(client: RpcClient, properties: Partial<RpcClient>): RpcClient {
  return new Proxy<RpcClient>(client, {
    get(target, key) {
      if (Object.hasOwn(properties, key)) return properties[key as keyof RpcClient];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (...args: unknown[]): unknown => Reflect.apply(value, target, args) : value;
    },
  });
}

describe('<comis-connection-status>', () => {
  it('says how the connection is, in every state, accessibly', async () => {
    const { client, words, element } = await show({ connected: false });
    const says = async (text: string) => {
      await until(() => words().includes(text), text);
      await expectAccessible(element);
    };
    await says('Connecting');
    client.restore();
    await says('Connected, live');
    client.dropStream();
    await says('live updates interrupted since');
    client.drop();
    await says('reconnecting');
    client.restore();
    client.drop('restarting');
    await says('Gateway restarting since');
    client.refuse();
    await says('does not accept the token');
    client.close();
    await says('Connection closed');
  });

  it('says that nothing shows by itself while the stream could not be opened, and why', async () => {
    const client = new SimulatedGateway().client();
    const error = new GatewayError('rate-limited', 'No more <b>requests</b>.');
    const starting = overridden(client, { live: { status: 'starting', error } });
    const element = await fixture<ComisConnectionStatus>(
      html`<comis-connection-status .client=${starting}></comis-connection-status>`,
    );
    const text = () => (element.shadowRoot?.textContent ?? '').replaceAll(/\s+/g, ' ');
    await until(() => text().includes('Connected, but without live updates'), 'the words');
    expect(text()).to.contain('No more <b>requests</b>.').and.contain('Retrying.');
    await expectAccessible(element);
    client.close();
  });

  it('says since when what is shown is old, why, and offers to try now', async () => {
    const { client, element, line, retry } = await show();
    expect(retry()).to.equal(null);
    client.drop();
    await element.updateComplete;
    expect(line()).to.contain('Everything shown is as of').and.contain('The connection to the gateway is lost.');
    const { connection } = client;
    const attempt = connection.status === 'reconnecting' ? connection.attempt : 0;
    retry()!.click();
    expect(client.connection).to.deep.include({ status: 'reconnecting', attempt: attempt + 1 });
  });

  it('says what is missing for live updates', async () => {
    const { words } = await show({ scopes: ['rpc'] });
    expect(words()).to.contain('lacks the scope ws');
  });

  it('counts messages that could not be shown, with the event’s name and the issue', async () => {
    const { client, element, root, problems } = await show();
    expect(root.querySelector('details')).to.equal(null);
    client.receive('security:event', { id: 7 });
    client.receive('security:event', { id: 7 });
    client.receive('agent:mood\u202e', {});
    const details = await until(() => root.querySelector('details'), 'the count');
    expect(details.querySelector('summary')?.textContent).to.contain('3 messages');
    expect(problems().some((text) => text.startsWith('security:event:') && text.endsWith('(2×)'))).to.equal(true);
    expect(problems().some((text) => text.includes('agent:mood') && text.includes('unknown to this version'))).to.equal(
      true,
    );
    expect(details.textContent).not.to.contain('\u202e');
    details.open = true;
    client.receive('security:event', { id: 8 });
    await until(() => details.textContent.includes('4 messages'));
    expect(details.isConnected && details.open).to.equal(true);
    await expectAccessible(element);
  });

  it('says that a gateway that stays away may have to be started, without announcing it every second', async () => {
    const clock = new ManualClock(Date.now() - 59_000);
    const { client, words, root } = await show({}, { clock });
    client.drop('restarting');
    await until(() => words().startsWith('Gateway restarting since'));
    expect(words()).to.contain('reconnecting…');
    await until(
      () => words() === 'Gateway away for over a minute: somebody may have to start it',
      'a minute to pass',
      4000,
    );
    const status = root.querySelector('[role=status]')!;
    let changes = 0;
    const observer = new MutationObserver(() => changes++);
    observer.observe(status, { childList: true, characterData: true, subtree: true });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    observer.disconnect();
    expect(changes).to.equal(0);
    client.restore();
    await until(() => words() === 'Connected, live');
  });

  it('real use 20: says how many calls wait, and folded which, how long and why, on its one line', async () => {
    const { client, element, root, line } = await show();
    const before = element.offsetHeight;
    const since = Date.now();
    client.held = [
      { method: 'tokens.revoke', reason: 'The gateway restarts after each change to its tokens.', since },
      { method: 'tokens.list', reason: 'The gateway takes 60 messages in 60 s.', since, until: since + 60_000 },
    ];
    await element.updateComplete;
    const details = root.querySelector<HTMLDetailsElement>('details.held')!;
    expect(details.open).to.equal(false);
    expect(details.querySelector('summary')?.textContent).to.equal('2 calls wait');
    expect(element.offsetHeight).to.equal(before);
    const rows = [...details.querySelectorAll('li')].map((each) => each.textContent);
    expect(rows[0]).to.match(/^tokens\.revoke, since [\d:]+ \(\d+ s\): The gateway restarts after each change/);
    expect(rows[1]).to.match(/^tokens\.list, since [\d:]+ \(\d+ s\), until [\d:]+ at the latest: The gateway takes 60/);
    details.open = true;
    await expectAccessible(element);
    client.held = [];
    await element.updateComplete;
    expect(line()).to.equal('Connected, live as operator');
  });

  it('real use 1: counts repeats and reused ids apart, of which only the second is a fault', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    const show = async (counts: Partial<RpcClient['diagnostics']>) => {
      const counted = overridden(client, { diagnostics: { ...client.diagnostics, ...counts } });
      const element = await fixture<ComisConnectionStatus>(
        html`<comis-connection-status .client=${counted}></comis-connection-status>`,
      );
      await element.updateComplete;
      await expectAccessible(element);
      const details = element.shadowRoot!.querySelector('details');
      const summary = details?.querySelector('summary')?.textContent;
      return {
        summary,
        className: details?.className,
        rows: [...(details?.querySelectorAll('li') ?? [])].map((each) => each.textContent),
      };
    };
    const repeats = await show({ repeatCount: 3 });
    expect(repeats.summary).to.equal('Details');
    expect(repeats.className).not.to.contain('problems');
    expect(repeats.rows.join()).to.match(/^3 messages arrived more than once and are shown once/);
    const both = await show({ repeatCount: 1, reusedIdCount: 2 });
    expect(both.summary).to.equal('2 reused IDs');
    expect(both.className).to.contain('problems');
    expect(both.rows).to.have.length(2);
    expect(both.rows[0]).to.contain('a fault of the gateway');
    client.close();
    gateway.close();
  });

  it('real use 1: counts ids that are reused within the security log, where a log is shown', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    const page = await fixture<HTMLElement>(
      html`<div>
        <comis-connection-status .client=${client}></comis-connection-status>
        <comis-security-events .client=${client}></comis-security-events>
      </div>`,
    );
    const status = page.querySelector('comis-connection-status')!;
    const log = page.querySelector('comis-security-events')!;
    await until(() => log.shadowRoot?.querySelector('.rows'), 'the log');
    const details = () => status.shadowRoot!.querySelector('details');
    const event = aSecurityEvent({ id: 'twice', timestamp: Date.now(), action: 'first' });
    gateway.publish('security:event', event);
    await until(() => log.shadowRoot!.textContent.includes('first'), 'the first event');
    expect(details()).to.equal(null);
    gateway.publish('security:event', { ...event, action: 'second' });
    gateway.publish('security:event', { ...event, action: 'third', routine: 'heartbeat' });
    await until(() => details()?.querySelector('summary')?.textContent === '2 reused IDs', 'the count');
    expect(details()!.className).to.contain('problems');
    expect(details()!.querySelector('li')!.textContent).to.match(/^2 security events used the ID of a different/);
    await expectAccessible(status);
    client.close();
    gateway.close();
  });

  it('says that there is no gateway', async () => {
    const element = await fixture(html`<comis-connection-status></comis-connection-status>`);
    expect(element.shadowRoot!.querySelector('[role=alert]')?.textContent).to.contain('<comis-gateway>');
    await expectAccessible(element);
  });
});
