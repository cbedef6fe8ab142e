import { expect } from '@open-wc/testing';
import { until } from '../../support/browser.js';
import { Desk } from './desk.js';

describe('acts that the gateway does not have', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  const buttons = (root: ParentNode) =>
    [...root.querySelectorAll('button')].map((each) => each.textContent?.trim() ?? '');
  const brake = () => {
    const notice = desk.queue.shadowRoot?.querySelector('comis-policy-notice')?.shadowRoot;
    return notice?.querySelector<HTMLElement>('button.danger');
  };

  it('real use 42: a gateway without approvals.respond gets the reason in place of the buttons', async () => {
    desk.gateway.faults.withhold('approvals.respond');
    desk.ask({ action: 'files.delete' });
    await desk.open();
    const card = await desk.card('files.delete');
    expect(buttons(card).filter((text) => /^(Approve|Deny)/.test(text))).to.deep.equal([]);
    expect(card.textContent).to.contain('does not offer approvals.respond');
  });

  it('real use 42: without config.read the brake is off with the reason, and nothing can be remembered', async () => {
    desk.gateway.faults.withhold('config.read');
    desk.ask({ action: 'files.delete' });
    await desk.open();
    const card = await desk.card('files.delete');
    const button = await until(brake, 'the brake');
    await until(() => button.getAttribute('aria-disabled') === 'true', 'the brake to be off');
    expect(buttons(card).some((text) => text.startsWith('Remember'))).to.equal(false);
    expect(buttons(card).some((text) => text.startsWith('Approve'))).to.equal(true);
  });

  it('real use 42: Remember is offered once the gateway is known to remember rules', async () => {
    const release = desk.gateway.faults.hold('config.read');
    desk.ask({ action: 'files.delete' });
    await desk.open();
    const card = await desk.card('files.delete');
    const offers = () => buttons(card).some((text) => text.startsWith('Remember'));
    expect(offers()).to.equal(false);
    release();
    await until(offers, 'Remember');
  });
});
