/** What changes tokens, secrets and remembered rules works only where it can truly be seen, as Approve does. */
import { expect, fixture } from '@open-wc/testing';
import { resetMouse, sendKeys } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import '../../src/elements/approval-history/define.js';
import '../../src/elements/approval-rules/define.js';
import '../../src/elements/gateway/define.js';
import '../../src/elements/secrets-manager/define.js';
import '../../src/elements/token-manager/define.js';
import type { RpcMethod } from '../../src/protocol/index.js';
import { anApproval, SimulatedGateway, type SimulatedClient } from '../../src/testing/index.js';
import { armed, deepQueryAll, painted, pressNow, pressWhenArmed, until } from '../support/browser.js';

const tokens = html`<comis-token-manager></comis-token-manager>`;
const secrets = html`<comis-secrets-manager></comis-secrets-manager>`;

interface Act {
  readonly element: TemplateResult;
  readonly method: RpcMethod;
  readonly setup?: () => unknown;
  /** What a person does before the press that acts. @returns the button of that press. */
  readonly open: () => Promise<HTMLElement>;
}

let gateway: SimulatedGateway;
let client: SimulatedClient;
let page: HTMLElement;
/** The calls that change something. */
let sent: string[];

beforeEach(async () => {
  gateway = new SimulatedGateway();
  client = gateway.client();
  sent = [];
  const call = client.call.bind(client);
  client.call = (method, ...rest) => {
    if (/create|rotate|revoke|set$|delete|forget/.test(method)) sent.push(method);
    return call(method, ...rest);
  };
  await resetMouse();
});
afterEach(() => {
  client.close();
  gateway.close();
});

const oneLine = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ').trim();
const find = (selector: string, text: RegExp): Promise<HTMLElement> =>
  until(
    () => deepQueryAll(page, selector).find((each) => each.checkVisibility() && text.test(oneLine(each))),
    `${selector} ${String(text)}`,
  );
const type = async (selector: string, text: string): Promise<void> => {
  const field = (await until(() => deepQueryAll(page, selector)[0], selector)) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await painted();
};
/** Opens the dialog of a row. */
const dialogOf = async (verb: string, name: string): Promise<HTMLElement> => {
  (await find('td button', new RegExp(`^${verb} ${name}`))).click();
  return find('dialog button', new RegExp(`^${verb}$`));
};
const makeToken = () => gateway.tokens.create({ name: 'ci', scopes: ['rpc'] });
const storeSecret = () => gateway.secrets.set({ name: 'OLD_KEY', value: 'sk-old' }, 'chen');

const acts: Readonly<Record<string, Act>> = {
  Generate: {
    element: tokens,
    method: 'tokens.create',
    open: async () => {
      await type('#name', 'ci-two');
      deepQueryAll(page, '#scope-rpc')[0]!.click();
      return find('button', /^Generate/);
    },
  },
  Rotate: { element: tokens, method: 'tokens.rotate', setup: makeToken, open: () => dialogOf('Rotate', 'ci') },
  'Revoke of a token': {
    element: tokens,
    method: 'tokens.revoke',
    setup: makeToken,
    open: () => dialogOf('Revoke', 'ci'),
  },
  Set: {
    element: secrets,
    method: 'secrets.set',
    open: async () => {
      await type('#name', 'NEW_KEY');
      await type('#value', 'sk-new');
      return find('button', /^Set$/);
    },
  },
  Replace: {
    element: secrets,
    method: 'secrets.set',
    setup: storeSecret,
    open: async () => {
      await type('#name', 'OLD_KEY');
      await type('#value', 'sk-new');
      return find('form button', /^Replace$/);
    },
  },
  Delete: {
    element: secrets,
    method: 'secrets.delete',
    setup: storeSecret,
    open: async () => {
      const button = await dialogOf('Delete', 'OLD_KEY');
      await type('#typed-name', 'OLD_KEY');
      return button;
    },
  },
  'Revoke of a remembered rule': {
    element: html`<comis-approval-rules></comis-approval-rules>`,
    method: 'rules.revoke',
    setup: () => gateway.config.remembered.create({ action: 'mail.send', durationMs: 3_600_000 }, 'chen'),
    open: () => find('li button', /^Revoke$/),
  },
  'Forget the denials of a session': {
    element: html`<comis-approval-history></comis-approval-history>`,
    method: 'approvals.forgetDenials',
    setup: () => {
      const at = Date.now();
      const how = { outcome: 'denied', resolvedBy: 'maria', resolvedAt: at, rememberedUntil: at + 600_000 } as const;
      gateway.approvals.decidedInThePast({ ...anApproval({ sessionKey: 's-1' }), ...how });
    },
    open: async () => {
      (await until(() => deepQueryAll(page, 'button.disclosure')[0], 'the row')).click();
      return find('button', /^Forget the denials/);
    },
  },
};

/** What a host fades a button with: a modal dialog is drawn apart from the page, and faded by its part. */
const fadeable = (button: HTMLElement): HTMLElement => button.closest('dialog') ?? document.body;

/** What describes a button to a screen reader. */
const described = (button: HTMLElement): string =>
  (button.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => (button.getRootNode() as ShadowRoot).getElementById(id)?.textContent ?? '')
    .join(' ');
const spoken = (words: string) =>
  until(
    () => deepQueryAll(page, '[role=status]').some((each) => each.textContent.includes(words)),
    `“${words}” to be spoken`,
  );
const inert = (button: HTMLElement, why: RegExp) =>
  until(
    () => button.ariaDisabled === 'true' && why.test(described(button)),
    () => `the button to say why it is inert: ${described(button)}`,
    4000,
  );

for (const [name, { element, method, setup, open }] of Object.entries(acts)) {
  describe(`real use 6: ${name}`, () => {
    let button: HTMLElement;
    beforeEach(async () => {
      setup?.();
      page = await fixture(html`<comis-gateway .client=${client}>${element}</comis-gateway>`);
      button = await open();
    });

    it('is armed half a second after it is seen, by a press of a person, and says so', async () => {
      button.scrollIntoView({ block: 'nearest' });
      await painted();
      if (button.ariaDisabled === 'true') {
        await inert(button, /Ready in a moment|Scroll the button/);
        button.click();
      }
      await armed(button);
      expect(described(button)).not.to.match(/Ready in a moment|Covered|Scroll/);
      button.click();
      await painted();
      expect(sent, 'the click of a script').to.deep.equal([]);
      await pressWhenArmed(button);
      await until(() => sent.length > 0, 'the call');
      expect(sent).to.deep.equal([method]);
    }).timeout(20_000);

    it('does nothing while the page fades it, and speaks the reason to who presses a key', async () => {
      await armed(button);
      const faded = fadeable(button);
      faded.style.opacity = '0.01';
      try {
        await inert(button, /Covered or faded by something on the page/);
        await pressNow(button, 2);
        button.focus();
        await sendKeys({ press: 'Enter' });
        await spoken('Covered or faded by something on the page');
        expect(sent).to.deep.equal([]);
      } finally {
        faded.style.opacity = '';
      }
      await pressWhenArmed(button);
      await until(() => sent.length > 0, 'the call');
    }).timeout(20_000);

    it('works under a filter of the page where the host vouches for it', async () => {
      await armed(button);
      const filtered = fadeable(button);
      filtered.style.filter = 'grayscale(1)';
      try {
        if ('isVisible' in IntersectionObserverEntry.prototype) await inert(button, /Covered or faded/);
        page.setAttribute('trust-visibility', '');
        await pressWhenArmed(button);
        await until(() => sent.length > 0, 'the call');
      } finally {
        filtered.style.filter = '';
      }
    }).timeout(20_000);
  });
}
