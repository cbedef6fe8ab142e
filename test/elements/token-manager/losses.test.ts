/** Where a change of tokens takes others with it: they are named, and it waits for a typed phrase. */
import { sendKeys } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import { GatewayError } from '../../../src/protocol/index.js';
import type { SimulatedGateway } from '../../../src/testing/index.js';
import { armed, painted, pressNow, pressWhenArmed, until } from '../../support/browser.js';
import { manage, type User } from './support.js';

/** Refuses each change until these tokens are accepted. @returns the calls that changed something. */
function takesAlong(gateway: SimulatedGateway, losses: string[]): { method: string; params: object }[] {
  const made: { method: string; params: object }[] = [];
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, method, params) => {
    if (!/^tokens\.(create|revoke|rotate)$/.test(method)) return call(caller, method, params);
    const { acceptLoss = [] } = params as { acceptLoss?: string[] };
    if (!losses.every((id) => acceptLoss.includes(id))) {
      const words = 'Their secrets stand in the file: put them into GATEWAY_TOKEN_X, then restart.';
      throw new GatewayError('unconfirmed', words, { data: { losses: [...losses] } });
    }
    made.push({ method, params: params as object });
    return call(caller, method, params);
  };
  return made;
}

const type = async (user: User, id: string, text: string) => {
  const field = user.root.querySelector<HTMLInputElement>(`#${id}`)!;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await user.element.updateComplete;
};

for (const verb of ['Revoke', 'Rotate'] as const) {
  it(`real use 14: ${verb} names what stops working with it, and waits for the typed phrase`, async () => {
    const { gateway, user } = await manage();
    const made = takesAlong(gateway, ['exporter', 'x\u202ey']);
    const dialog = await user.press('ci-runner', verb);
    await pressWhenArmed(user.button(verb, dialog));
    await until(() => user.root.querySelector('#confirm-phrase'), 'the field for the phrase');
    expect(user.textOf(dialog)).to.contain('GATEWAY_TOKEN_X').and.to.contain('2 tokens stop working');
    expect([...dialog.querySelectorAll('.losses li')].map((each) => user.textOf(each))[0]).to.equal('exporter');
    expect(dialog.querySelector('.losses .token')).to.exist;
    const button = user.button(verb, dialog);
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(user.descriptionOf(button)).to.contain('typed phrase');
    await pressNow(button);
    await type(user, 'confirm-phrase', 'stop 1 token');
    await pressNow(user.button(verb, dialog));
    await painted();
    expect(made).to.deep.equal([]);

    await type(user, 'confirm-phrase', 'stop 2 tokens');
    await pressWhenArmed(user.button(verb, dialog));
    await until(() => made.length === 1, 'the change');
    expect(made[0]?.params).to.have.property('acceptLoss').that.deep.equals(['exporter', 'x\u202ey']);
  });
}

it('real use 14: Generate waits for the typed phrase, its key too', async () => {
  const { gateway, user } = await manage();
  const made = takesAlong(gateway, ['exporter']);
  await user.fill('grafana', 'rpc');
  await pressWhenArmed(user.generate);
  await until(() => user.root.querySelector('#create-phrase'), 'the field for the phrase');
  const phrase = user.root.querySelector<HTMLInputElement>('#create-phrase')!;
  phrase.focus();
  await sendKeys({ press: 'Enter' });
  await painted();
  expect(user.descriptionOf(user.generate)).to.contain('typed phrase');
  expect(made).to.deep.equal([]);
  await type(user, 'create-phrase', 'stop 1 token');
  await armed(user.generate);
  phrase.focus();
  await sendKeys({ press: 'Enter' });
  await until(() => user.dialogName === 'New token', 'the dialog "New token"');
  expect(made).to.have.length(1);
});

it('real use 14: a phrase does not count for a later refusal that names other tokens', async () => {
  const { gateway, user } = await manage();
  const losses = ['exporter'];
  const made = takesAlong(gateway, losses);
  await user.fill('grafana', 'rpc');
  await pressWhenArmed(user.generate);
  await until(() => user.root.querySelector('#create-phrase'), 'the field for the phrase');
  losses[0] = 'another';
  await type(user, 'create-phrase', 'stop 1 token');
  await pressWhenArmed(user.generate);
  await until(() => user.textOf(user.root.querySelector('.losses li')) === 'another', 'the other token');
  await pressNow(user.generate);
  await painted();
  expect(made).to.deep.equal([]);
  expect(user.root.querySelector<HTMLInputElement>('#create-phrase')!.value).to.equal('');
});
