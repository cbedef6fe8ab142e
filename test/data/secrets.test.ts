import { expect } from '@open-wc/testing';
import { deleteSecret, secretNamed, secretsOf, setSecret } from '../../src/data/secrets.js';
import { type GatewayError, rpcErrorCodes } from '../../src/protocol/index.js';
import { memoryStorage, SimulatedGateway } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

const value = 'sk-live-3f9a77c1';

async function setup(options: ConstructorParameters<typeof SimulatedGateway>[0] = {}) {
  const gateway = new SimulatedGateway(options);
  if (gateway.secrets.enabled) gateway.secrets.set({ name: 'OLD_KEY', value }, 'somebody');
  const client = gateway.client();
  const store = secretsOf(client);
  const leave = store.subscribe(() => undefined);
  await until(() => store.state.data);
  const names = () => store.state.data?.secrets.map(({ name }) => name);
  return { gateway, client, store, leave, names };
}
const failureOf = (action: Promise<unknown>): Promise<GatewayError> =>
  action.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as GatewayError,
  );

describe('secrets', () => {
  it('are there as soon as the gateway has stored them, and hold no value', async () => {
    const { client, gateway, store, names, leave } = await setup();
    gateway.faults.hold('secrets.list');
    const { created } = await setSecret(client, { name: 'NEW_KEY', value });
    expect(created).to.equal(true);
    expect(names()).to.deep.equal(['OLD_KEY', 'NEW_KEY']);
    expect(JSON.stringify(store.state)).not.to.contain(value);
    leave();
  });

  it('say that a name was there already', async () => {
    const { client, names, leave } = await setup();
    expect((await setSecret(client, { name: 'OLD_KEY', value })).created).to.equal(false);
    expect(names()).to.deep.equal(['OLD_KEY']);
    leave();
  });

  it('are gone as soon as the gateway has deleted them', async () => {
    const { client, gateway, store, leave } = await setup();
    gateway.faults.hold('secrets.list');
    await deleteSecret(client, 'OLD_KEY');
    expect(secretNamed(store.state.data, 'OLD_KEY')).to.equal(undefined);
    leave();
  });

  it('follow what others do', async () => {
    const { gateway, names, leave } = await setup();
    gateway.secrets.set({ name: 'THEIRS', value }, 'maria');
    await until(() => names()?.includes('THEIRS'));
    leave();
  });

  it('fail with a reason that never holds the value', async () => {
    const { client, gateway, leave } = await setup();
    const data = { issues: [`value: ${value} is too simple`] };
    gateway.faults.fail('secrets.set', { code: rpcErrorCodes.invalidParams, message: `Bad value ${value}`, data });
    const error = await failureOf(setSecret(client, { name: 'NEW_KEY', value }));
    expect(error.kind).to.equal('invalid-params');
    expect(JSON.stringify([error.message, error.data, error.stack, String(error.cause)])).not.to.contain(value);
    leave();
  });

  it('keep a reason that does not hold it', async () => {
    const { client, gateway, leave } = await setup();
    gateway.faults.fail('secrets.set', { message: 'The disk is full.' });
    expect((await failureOf(setSecret(client, { name: 'N', value }))).message).to.equal('The disk is full.');
    leave();
  });

  it('cannot be set while the store is turned off', async () => {
    const { client, leave } = await setup({ secretStorage: memoryStorage({ enabled: false }) });
    expect((await failureOf(setSecret(client, { name: 'N', value }))).kind).to.equal('immutable');
    leave();
  });
});
