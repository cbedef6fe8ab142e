import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { ActionController } from '../../src/controllers/action-controller.js';
import { ClockController } from '../../src/controllers/clock-controller.js';
import { StoreController } from '../../src/controllers/store-controller.js';
import { perClient } from '../../src/data/stores/per-client.js';
import { ClientStore } from '../../src/data/stores/client-store.js';
import { GatewayError } from '../../src/protocol/index.js';
import { SimulatedGateway } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

class TestStore extends ClientStore {
  starts = 0;
  change(): void {
    this.notify();
  }
  protected override start(): void {
    this.starts++;
  }
}

class TestHost extends LitElement {
  renders = 0;
  ages = false;
  readonly source: { value: RpcClient | undefined } = { value: undefined };
  readonly actions = new ActionController(this);
  readonly stores: StoreController<TestStore>;

  constructor() {
    super();
    const storeOf = perClient((client) => new TestStore(client));
    this.stores = new StoreController(this, this.source, storeOf);
    new ClockController(this, () => this.ages);
  }

  protected override render() {
    this.renders++;
    return html``;
  }
}
customElements.define('test-controllers-host', TestHost);

let host: TestHost;
beforeEach(async () => {
  host = new TestHost();
  document.body.append(host);
  await host.updateComplete;
});
afterEach(() => host.remove());

describe('ActionController', () => {
  it('runs one action per key at a time', async () => {
    let finish = (_value: string) => {};
    let runs = 0;
    const action = () => {
      runs++;
      return new Promise<string>((resolve) => (finish = resolve));
    };
    const first = host.actions.run('a', action);
    expect(host.actions.isPending('a')).to.equal(true);
    expect(await host.actions.run('a', action)).to.deep.equal({ busy: true });
    expect(await host.actions.run('b', () => Promise.resolve(1))).to.deep.equal({ value: 1 });
    finish('done');
    expect(await first).to.deep.equal({ value: 'done' });
    expect(runs).to.equal(1);
    expect(host.actions.isPending('a')).to.equal(false);
  });

  it('keeps an error under its key until the next try, and shows each change', async () => {
    const error = new GatewayError('server', 'No.');
    expect(await host.actions.run('a', () => Promise.reject(error))).to.deep.equal({ error });
    expect(host.actions.error('a')).to.equal(error);
    expect(host.actions.error('b')).to.equal(undefined);
    const { renders } = host;
    host.actions.clear('a');
    await host.updateComplete;
    expect(host.renders).to.equal(renders + 1);
    expect(host.actions.error('a')).to.equal(undefined);
  });

  it('makes any other error one that can be shown', async () => {
    const result = await host.actions.run('a', () => {
      throw new TypeError('Broken.');
    });
    expect('error' in result && result.error).to.be.instanceOf(GatewayError);
    expect(host.actions.isPending('a')).to.equal(false);
  });
});

describe('StoreController', () => {
  it('subscribes while the host is connected, to the store of the client in use', async () => {
    const gateway = new SimulatedGateway();
    host.source.value = gateway.client();
    expect(host.stores.store?.starts).to.equal(0);
    host.requestUpdate();
    await host.updateComplete;
    const first = host.stores.store!;
    expect(first.starts).to.equal(1);

    host.source.value = gateway.client();
    host.requestUpdate();
    await host.updateComplete;
    expect(host.stores.store).not.to.equal(first);

    const { renders } = host;
    first.change();
    await host.updateComplete;
    expect(host.renders).to.equal(renders);
    host.stores.store?.change();
    await host.updateComplete;
    expect(host.renders).to.equal(renders + 1);

    host.remove();
    host.stores.store?.change();
    await host.updateComplete;
    expect(host.renders).to.equal(renders + 1);
  });
});

describe('ClockController', () => {
  it('updates the host each second only while it shows something that ages', async () => {
    host.ages = true;
    host.requestUpdate();
    await host.updateComplete;
    const { renders } = host;
    await until(() => host.renders > renders, 'a tick');
    host.ages = false;
    await until(() => host.renders > renders + 1, 'the tick that ends it');
    const last = host.renders;
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(host.renders).to.equal(last);
  });

  it('goes on for one thing that ages when another on the same host does not', async () => {
    host.ages = true;
    new ClockController(host, () => false);
    host.requestUpdate();
    await host.updateComplete;
    const { renders } = host;
    await until(() => host.renders > renders + 1, 'two ticks', 3000);
    host.ages = false;
  });
});
