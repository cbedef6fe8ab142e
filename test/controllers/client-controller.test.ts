import { expect } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { html, LitElement } from 'lit';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { clientContext } from '../../src/context/client-context.js';
import { ClientController } from '../../src/controllers/client-controller.js';
import { SimulatedGateway } from '../../src/testing/index.js';

class TestConsumer extends LitElement {
  client: RpcClient | undefined;
  renders = 0;
  readonly gateway = new ClientController(this);
  protected override render() {
    this.renders++;
    return html`${this.gateway.value?.connection.status ?? 'none'}`;
  }
}
customElements.define('test-client-consumer', TestConsumer);

class TestProvider extends LitElement {
  readonly provider = new ContextProvider(this, { context: clientContext });
  protected override createRenderRoot() {
    return this;
  }
}

function setup() {
  const gateway = new SimulatedGateway();
  const provider = document.createElement('test-client-provider');
  const consumer = new TestConsumer();
  provider.append(consumer);
  return { gateway, client: gateway.client(), provider, consumer };
}

function provide(provider: HTMLElement, client: RpcClient): void {
  if (provider instanceof TestProvider) provider.provider.setValue(client);
}

const text = async (consumer: TestConsumer) => {
  await consumer.updateComplete;
  return consumer.renderRoot.textContent;
};

describe('ClientController', () => {
  // The first test defines the provider, after its consumer is there.
  it('finds a provider that is defined later', async () => {
    const { provider, consumer, client } = setup();
    document.body.append(provider);
    expect(await text(consumer)).to.equal('none');
    customElements.define('test-client-provider', TestProvider);
    provide(provider, client);
    expect(await text(consumer)).to.equal('connected');
    provider.remove();
  });

  it('follows the provided client and its state', async () => {
    const { provider, consumer, client, gateway } = setup();
    document.body.append(provider);
    provide(provider, client);
    expect(await text(consumer)).to.equal('connected');
    client.drop();
    expect(await text(consumer)).to.equal('reconnecting');
    provide(provider, gateway.client({ connected: false }));
    expect(await text(consumer)).to.equal('connecting');
    const { renders } = consumer;
    client.restore();
    await text(consumer);
    expect(consumer.renders).to.equal(renders);
    provider.remove();
  });

  it('prefers the host’s own client, and returns to the provided one', async () => {
    const { provider, consumer, client, gateway } = setup();
    provider.append(consumer);
    document.body.append(provider);
    provide(provider, client);
    const own = gateway.client();
    own.close();
    consumer.client = own;
    consumer.requestUpdate();
    expect(await text(consumer)).to.equal('closed');
    consumer.client = undefined;
    consumer.requestUpdate();
    expect(await text(consumer)).to.equal('connected');
    provider.remove();
  });

  it('lets go of everything when the host leaves, and finds it again', async () => {
    const { provider, consumer, client } = setup();
    document.body.append(provider);
    provide(provider, client);
    await text(consumer);
    consumer.remove();
    const { renders } = consumer;
    client.drop();
    await text(consumer);
    expect(consumer.renders).to.equal(renders);
    expect(consumer.gateway.value).to.equal(undefined);
    provider.append(consumer);
    expect(await text(consumer)).to.equal('reconnecting');
    provider.remove();
  });
});
