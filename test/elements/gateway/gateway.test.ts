import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/connection-status/define.js';
import '../../../src/elements/gateway/define.js';
import type { ComisGateway } from '../../../src/elements/gateway/gateway.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

/** Nobody listens here: what is tested is which client there is, not what it is told. */
const nowhere = 'http://127.0.0.1:1/';
const getToken = () => new Promise<string>(() => undefined);

const wordsIn = (element: Element) =>
  element.querySelector('comis-connection-status')?.shadowRoot?.querySelector('[role]')?.textContent ?? '';

describe('<comis-gateway>', () => {
  it('gives one client to all that is inside it', async () => {
    const client = new SimulatedGateway().client();
    const element = await fixture<ComisGateway>(html`
      <comis-gateway .client=${client}>
        <comis-connection-status></comis-connection-status>
        <div><comis-connection-status></comis-connection-status></div>
      </comis-gateway>
    `);
    expect(element.activeClient).to.equal(client);
    await until(() => wordsIn(element).includes('live'));
    await until(() => wordsIn(element.querySelector('div')!).includes('live'));
  });

  it('makes no client without getToken or client, and none while it is not attached', async () => {
    const element = document.createElement('comis-gateway');
    element.url = nowhere;
    element.getToken = getToken;
    await new Promise((resolve) => setTimeout(resolve));
    expect(element.activeClient).to.equal(undefined);
    const bare = await fixture<ComisGateway>(html`<comis-gateway></comis-gateway>`);
    expect(bare.activeClient).to.equal(undefined);
  });

  it('connects once, whatever comes first: the properties or the page', async () => {
    const early = document.createElement('comis-gateway');
    early.url = nowhere;
    early.getToken = getToken;
    document.body.append(early);
    await early.updateComplete;
    expect(early.activeClient?.connection.status).to.equal('connecting');

    const late = document.createElement('comis-gateway');
    document.body.append(late);
    await late.updateComplete;
    late.url = nowhere;
    late.getToken = getToken;
    await late.updateComplete;
    expect(late.activeClient?.connection.status).to.equal('connecting');
    early.remove();
    late.remove();
  });

  it('reconnects when the address or the token’s source changes, and closes the old connection', async () => {
    const element = await fixture<ComisGateway>(
      html`<comis-gateway .url=${nowhere} .getToken=${getToken}></comis-gateway>`,
    );
    const first = element.activeClient!;
    element.url = 'http://127.0.0.1:2/';
    await element.updateComplete;
    expect(first.connection.status).to.equal('closed');
    expect(element.activeClient).not.to.equal(first);
    const second = element.activeClient!;
    element.requestUpdate();
    await element.updateComplete;
    expect(element.activeClient).to.equal(second);
  });

  it('closes its connection when it leaves the page, keeps it when it is moved, reconnects when it returns', async () => {
    const element = await fixture<ComisGateway>(
      html`<comis-gateway .url=${nowhere} .getToken=${getToken}></comis-gateway>`,
    );
    const client = element.activeClient!;
    const parent = element.parentNode!;
    const elsewhere = document.createElement('div');
    parent.append(elsewhere);
    elsewhere.append(element);
    await Promise.resolve();
    expect(element.activeClient).to.equal(client);
    expect(client.connection.status).to.equal('connecting');
    element.remove();
    await Promise.resolve();
    expect(client.connection.status).to.equal('closed');
    expect(element.activeClient).to.equal(undefined);
    elsewhere.append(element);
    expect(element.activeClient?.connection.status).to.equal('connecting');
    expect(element.activeClient).not.to.equal(client);
  });

  it('never closes a client of the host’s own', async () => {
    const client = new SimulatedGateway().client();
    const element = await fixture<ComisGateway>(html`<comis-gateway .client=${client}></comis-gateway>`);
    element.remove();
    await Promise.resolve();
    expect(client.connection.status).to.equal('connected');
  });

  it('real use 33: listens to a client of the host’s own only while it is on the page', async () => {
    const client = new SimulatedGateway().client();
    const element = await fixture<ComisGateway>(html`<comis-gateway .client=${client}></comis-gateway>`);
    const place = element.parentNode!;
    const heard: string[] = [];
    element.addEventListener('comis-connection-changed', ({ detail }) => heard.push(detail.status));
    element.remove();
    await Promise.resolve();
    // A host may still set properties, as frameworks do.
    element.url = nowhere;
    await element.updateComplete;
    client.close();
    expect(heard).to.deep.equal([]);
    place.append(element);
    expect(heard).to.deep.equal(['closed']);
  });

  it('shows in its place that an address is none, until it is one', async () => {
    const element = await fixture<ComisGateway>(
      html`<comis-gateway url="http://" .getToken=${getToken}></comis-gateway>`,
    );
    await until(() => element.shadowRoot!.querySelector('[role=alert]'), 'the sentence');
    expect(element.activeClient).to.equal(undefined);
    element.url = nowhere;
    await until(() => !element.shadowRoot!.querySelector('[role=alert]'));
    expect(element.activeClient?.connection.status).to.equal('connecting');
  });

  it('shows no token anywhere', async () => {
    // Not what the page keeps of its requests: the modules of the tests have filled that.
    const addresses: string[] = [];
    const observer = new PerformanceObserver((list) => addresses.push(...list.getEntries().map(({ name }) => name)));
    observer.observe({ type: 'resource' });
    const element = await fixture<ComisGateway>(
      // Its stream is among the requests; while it is still to be told apart, a gateway gets none.
      html`<comis-gateway url="/nowhere" dialect="documented" .getToken=${() => 'very-secret-token'}></comis-gateway>`,
    );
    await until(() => addresses.some((address) => address.includes('/nowhere')), 'a try to connect');
    observer.disconnect();
    expect([element.outerHTML, location.href, ...addresses].join('\n')).not.to.contain('very-secret-token');
  });
});
