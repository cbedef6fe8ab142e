import { expect } from '@open-wc/testing';
import { nothingRead, type ReadState } from '../../../src/data/stores/client-store.js';
import { staleness, viewOf } from '../../../src/data/stores/view.js';
import { GatewayError } from '../../../src/protocol/index.js';
import { SimulatedGateway } from '../../../src/testing/index.js';

type Rows = readonly string[];
const loaded: ReadState<Rows> = { data: ['a'], error: undefined, activity: 'idle', loadedAt: 1000 };
const failed = (error: GatewayError): ReadState<Rows> => ({ ...nothingRead, error, activity: 'idle' });

function setup(options: Parameters<SimulatedGateway['client']>[0] = {}) {
  const gateway = new SimulatedGateway();
  return { gateway, client: gateway.client(options) };
}
const view = (client: Parameters<typeof viewOf>[0], state: ReadState<Rows> = nothingRead) =>
  viewOf<Rows>(client, { method: 'tokens.list', state });

describe('viewOf', () => {
  it('without a client: says that there is none, whatever was read', () => {
    expect(view(undefined, loaded)).to.deep.equal({ kind: 'no-client' });
  });

  it('without data: follows the connection', () => {
    const { client } = setup({ connected: false });
    expect(view(client).kind).to.equal('connecting');
    client.restore();
    expect(view(client, { ...nothingRead, activity: 'fetching' }).kind).to.equal('loading');
    client.drop();
    expect(view(client).kind).to.equal('connecting');
    client.refuse();
    expect(view(client).kind).to.equal('refused');
    client.close();
    expect(view(client).kind).to.equal('closed');
  });

  it('without data: a read that failed is said, unless only the connection was lost', () => {
    const { client } = setup();
    expect(view(client, failed(new GatewayError('server', 'No.')))).to.deep.include({ kind: 'failed' });
    expect(view(client, { ...failed(new GatewayError('server', 'No.')), activity: 'fetching' }).kind).to.equal(
      'loading',
    );
    client.drop();
    expect(view(client, failed(new GatewayError('disconnected', 'Gone.'))).kind).to.equal('connecting');
  });

  it('names the method that is not offered, known beforehand or learnt', () => {
    const { client, gateway } = setup();
    const learnt = failed(new GatewayError('not-offered', 'No such method.'));
    expect(view(client, learnt)).to.deep.include({ kind: 'not-offered', method: 'tokens.list' });
    gateway.faults.withhold('tokens.list');
    expect(view(client)).to.deep.include({ kind: 'not-offered', method: 'tokens.list' });
  });

  it('names the scope that is missing, as the gateway says or as the method needs', () => {
    const { client } = setup();
    const said = new GatewayError('not-allowed', 'No.', { data: { required: 'rpc' } });
    expect(view(client, failed(said))).to.deep.include({ kind: 'not-allowed', scope: 'rpc' });
    expect(view(client, failed(new GatewayError('not-allowed', 'No.')))).to.deep.include({ scope: 'admin' });
  });

  it('with data: true and quiet while all is well', () => {
    const { client } = setup();
    expect(view(client, loaded)).to.deep.equal({
      kind: 'data',
      data: ['a'],
      refreshing: false,
      stale: undefined,
      notLive: false,
    });
    expect(view(client, { ...loaded, activity: 'fetching' })).to.deep.include({ refreshing: true });
  });

  it('with data: says since when it may be out of date, and why', () => {
    const { client } = setup();
    const stale = (state = loaded) => {
      const now = view(client, state);
      return now.kind === 'data' ? now.stale : undefined;
    };
    expect(stale({ ...loaded, error: new GatewayError('server', 'No.') })).to.deep.include({
      since: 1000,
      cause: 'read',
    });
    client.dropStream();
    expect(stale()?.cause).to.equal('stream');
    client.drop();
    expect(stale()?.cause).to.equal('connection');
    client.restore();
    client.drop('restarting');
    expect(stale()?.cause).to.equal('restarting');
    client.restore();
    expect(stale()).to.equal(undefined);
    client.refuse();
    expect(stale()?.error?.kind).to.equal('token-refused');
    client.close();
    expect(stale()).to.deep.include({ cause: 'closed' });
  });

  it('with data: says that nothing arrives where the stream could never be opened', () => {
    const error = new GatewayError('rate-limited', 'No more requests.');
    const { connection } = setup().client;
    expect(staleness({ connection, live: { status: 'starting' } }, loaded)).to.equal(undefined);
    expect(staleness({ connection, live: { status: 'starting', error } }, loaded)).to.deep.equal({
      since: 1000,
      cause: 'stream',
      error,
    });
  });

  it('with data: says when a token without the scope ws makes it no live view', () => {
    const { client } = setup({ scopes: ['rpc', 'admin'] });
    expect(view(client, loaded)).to.deep.include({ notLive: true, stale: undefined });
  });
});
