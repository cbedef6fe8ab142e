/** With `guarded`, nothing that changes something is sent unless the host answered: for every act of every element. */
import { expect, fixture } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import '../../src/elements/approval-queue/define.js';
import '../../src/elements/approval-history/define.js';
import '../../src/elements/approval-rules/define.js';
import '../../src/elements/gateway/define.js';
import '../../src/elements/secrets-manager/define.js';
import '../../src/elements/token-manager/define.js';
import { BeforeEvent } from '../../src/ui/guards/before-event.js';
import type { BeforeDetails } from '../../src/ui/base/element-events.js';
import { policyOf } from '../../src/data/policy/policy.js';
import { secretsOf } from '../../src/data/secrets.js';
import { tokensOf } from '../../src/data/tokens.js';
import { methods, type ResultOf, type RpcMethod } from '../../src/protocol/index.js';
import { anApproval, SimulatedGateway, type SimulatedClient } from '../../src/testing/index.js';
import { deepQueryAll, findByText, painted, until } from '../support/browser.js';
import { translatePage } from '../support/translator.js';

/** What changes something: all that is not read. */
const reads = /\.(list|read|ping|history|events|audit|permissions|providerHealth)$/;
const changing = (Object.keys(methods) as RpcMethod[]).filter((method) => !reads.test(method));

let gateway: SimulatedGateway;
let client: SimulatedClient;
let page: HTMLElement;
/** The calls that change something. */
let sent: string[];

beforeEach(async () => {
  gateway = new SimulatedGateway();
  client = gateway.client({ name: 'maria' });
  sent = [];
  const call = client.call.bind(client);
  client.call = (method, ...rest) => {
    if (changing.includes(method)) sent.push(method);
    return call(method, ...rest);
  };
  await resetMouse();
});
afterEach(() => {
  client.close();
  gateway.close();
});

async function open(element: TemplateResult, guarded: boolean): Promise<void> {
  page = await fixture(html`<comis-gateway .client=${client} ?guarded=${guarded}>${element}</comis-gateway>`);
}
const shown = (selector: string, text: string | RegExp): Promise<HTMLElement> =>
  until(
    () => {
      const found = deepQueryAll(page, selector).filter((each) => each.checkVisibility());
      const named = found.find((each) => {
        const own = each.textContent.replaceAll(/\s+/g, ' ').trim();
        return typeof text === 'string' ? own.startsWith(text) : text.test(own);
      });
      // What lets something happen works once it has been in sight.
      if (named?.ariaDisabled !== 'true') return named;
      named.scrollIntoView({ block: 'center' });
      return undefined;
    },
    `${selector} ${String(text)}`,
    5000,
  );
/** Waits until a button has stood and worked for as long as a person takes to press it: one that has just moved does not. */
async function atRest(button: HTMLElement): Promise<void> {
  let since = performance.now();
  let before = button.getBoundingClientRect().top;
  await until(() => {
    const { top } = button.getBoundingClientRect();
    if (top !== before || button.ariaDisabled === 'true') since = performance.now();
    before = top;
    return performance.now() - since > 150;
  }, 'the button to stand still');
}
/** Clicks a button with the pointer, once it works: one that has just come up does not. */
async function press(text: string | RegExp, within = 'button'): Promise<void> {
  const button = await shown(within, text);
  button.scrollIntoView({ block: 'center' });
  await atRest(button);
  const { left, top, width, height } = button.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}
const says = (words: string) =>
  until(() => deepQueryAll(page, '*').some((each) => each.textContent.includes(words)), words, 5000);
const type = (selector: string, text: string) => {
  const [field] = deepQueryAll(page, selector) as HTMLInputElement[];
  field!.value = text;
  field!.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};

const unanswered = 'This page did not answer: nothing was sent.';
const askLow = (action: string) =>
  gateway.approvals.request(anApproval({ action, risk: 'low', timeoutMs: 0 })).request.approvalId;
const queue = html`<comis-approval-queue></comis-approval-queue>`;
const tokens = html`<comis-token-manager></comis-token-manager>`;
const secrets = html`<comis-secrets-manager></comis-secrets-manager>`;
const rules = html`<comis-approval-rules></comis-approval-rules>`;

interface ActRow {
  readonly before: keyof BeforeDetails;
  readonly element: TemplateResult;
  readonly method: RpcMethod;
  /** Readies the gateway. */
  readonly setup?: () => unknown;
  /** What a person does the first time, up to the click that would send it. */
  readonly act: () => Promise<unknown>;
  /** What a person does to try it again. */
  readonly again?: () => Promise<unknown>;
}

const acts: Readonly<Record<string, ActRow>> = {
  'Approve, and Retry after it': {
    before: 'comis-before-decide',
    element: queue,
    method: 'approvals.respond',
    setup: () => askLow('a.one'),
    act: () => press('Approve', '[role=listitem] button'),
    again: () => press('Retry'),
  },
  'Deny by its key': {
    before: 'comis-before-decide',
    element: queue,
    method: 'approvals.respond',
    setup: () => askLow('a.one'),
    act: async () => {
      const button = await shown('[role=listitem] button', 'Deny');
      button.focus();
      await sendKeys({ down: 'Alt' });
      await sendKeys({ press: 'd' });
      await sendKeys({ up: 'Alt' });
    },
  },
  'a bulk act': {
    before: 'comis-before-decide',
    element: queue,
    method: 'approvals.respond',
    setup: () => [askLow('a.one'), askLow('b.two')],
    act: async () => {
      await shown('[role=listitem] button', 'Approve');
      for (const box of deepQueryAll(page, '[role=listitem] .select')) box.click();
      await press('Approve 2', '.triage button');
      await press('Approve 2', 'dialog button');
    },
  },
  Remember: {
    before: 'comis-before-remember',
    element: queue,
    method: 'rules.create',
    setup: () => askLow('a.one'),
    act: async () => {
      await press('Remember this');
      const select = await until(() => deepQueryAll(page, 'select[required]')[0] as HTMLSelectElement | undefined);
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await press(/^Remember$/, 'dialog button');
    },
    again: () => press(/^Remember$/, 'dialog button'),
  },
  Release: {
    before: 'comis-before-release',
    element: queue,
    method: 'config.patch',
    setup: () => gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } }),
    act: async () => {
      await press('Release the brake');
      await press(/^Release$/, 'dialog button');
    },
    again: () => press(/^Release$/, 'dialog button'),
  },
  Save: {
    before: 'comis-before-save',
    element: rules,
    method: 'config.patch',
    act: async () => {
      const label = await shown('label', 'Enable cross-agent messaging');
      (label as HTMLLabelElement).control!.click();
      await press(/^Save$/);
    },
    again: () => press(/^Save$/),
  },
  'Forget the denials of a session': {
    before: 'comis-before-forget-denials',
    element: html`<comis-approval-history></comis-approval-history>`,
    method: 'approvals.forgetDenials',
    setup: () => {
      const at = Date.now();
      const how = { outcome: 'denied', resolvedBy: 'maria', resolvedAt: at, rememberedUntil: at + 600_000 } as const;
      gateway.approvals.decidedInThePast({ ...anApproval({ sessionKey: 's-1' }), ...how });
    },
    act: async () => {
      (await until(() => deepQueryAll(page, 'button.disclosure')[0], 'the row')).click();
      await press('Forget the denials');
    },
    again: () => press('Forget the denials'),
  },
  'Revoke of a remembered rule': {
    before: 'comis-before-revoke-rule',
    element: rules,
    method: 'rules.revoke',
    setup: () => gateway.config.remembered.create({ action: 'mail.send', durationMs: 3_600_000 }, 'chen'),
    act: () => press('Revoke'),
    again: () => press('Revoke'),
  },
  Generate: {
    before: 'comis-before-create',
    element: tokens,
    method: 'tokens.create',
    act: async () => {
      await shown('label', 'Name');
      type('#name', 'ci-two');
      deepQueryAll(page, '#scope-rpc')[0]!.click();
      await press('Generate');
    },
    again: () => press('Generate'),
  },
  'Revoke of a token': {
    before: 'comis-before-revoke',
    element: tokens,
    method: 'tokens.revoke',
    setup: () => gateway.tokens.create({ name: 'ci', scopes: ['rpc'] }),
    act: async () => {
      await press('Revoke ci');
      await press(/^Revoke$/, 'dialog button');
    },
    again: () => press(/^Revoke$/, 'dialog button'),
  },
  Rotate: {
    before: 'comis-before-rotate',
    element: tokens,
    method: 'tokens.rotate',
    setup: () => gateway.tokens.create({ name: 'ci', scopes: ['rpc'] }),
    act: async () => {
      await press('Rotate ci');
      await press(/^Rotate$/, 'dialog button');
    },
    again: () => press(/^Rotate$/, 'dialog button'),
  },
  'Set by Enter': {
    before: 'comis-before-set',
    element: secrets,
    method: 'secrets.set',
    act: async () => {
      await shown('label', 'Value');
      type('#name', 'NEW_KEY');
      type('#value', 'sk-new');
      await atRest(await shown('form button', /^Set$/));
      deepQueryAll(page, '#value')[0]!.focus();
      await sendKeys({ press: 'Enter' });
    },
    again: async () => {
      type('#value', 'sk-new');
      await press(/^Set$/);
    },
  },
  Replace: {
    before: 'comis-before-replace',
    element: secrets,
    method: 'secrets.set',
    setup: () => gateway.secrets.set({ name: 'OLD_KEY', value: 'sk-old' }, 'chen'),
    act: async () => {
      await shown('label', 'Value');
      type('#name', 'OLD_KEY');
      type('#value', 'sk-new');
      await press(/^Replace$/, 'form button');
    },
    again: async () => {
      type('#value', 'sk-new');
      await press(/^Replace$/, 'form button');
    },
  },
  Delete: {
    before: 'comis-before-delete',
    element: secrets,
    method: 'secrets.delete',
    setup: () => gateway.secrets.set({ name: 'OLD_KEY', value: 'sk-old' }, 'chen'),
    act: async () => {
      await press('Delete', '.secrets button');
      await until(() => deepQueryAll(page, '#typed-name')[0]);
      type('#typed-name', 'OLD_KEY');
      await press(/^Delete$/, 'dialog button');
    },
    again: () => press(/^Delete$/, 'dialog button'),
  },
};

describe('real use 8: without an answer of the host, a guarded element sends nothing:', () => {
  for (const [name, { before, element, method, setup, act, again }] of Object.entries(acts)) {
    it(name, async () => {
      setup?.();
      await open(element, true);
      // A listener that was there and did not answer, and none on the rest.
      const asked: Event[] = [];
      page.addEventListener(before, (event) => asked.push(event));
      await act();
      await says(unanswered);
      expect(asked.length).to.be.greaterThan(0);
      for (const event of asked) expect(event).to.be.instanceOf(BeforeEvent);
      expect(sent).to.deep.equal([]);
      if (!again) return;
      await again();
      await until(() => asked.length > 1, 'the second question');
      await painted();
      expect(sent, 'tried again').to.deep.equal([]);
      page.addEventListener(before, (event) => event.allow());
      await again();
      await until(() => sent.length > 0, 'the call');
      expect(sent).to.deep.equal([method]);
    }).timeout(20_000);

    it(`${name}; a listener that comes late has no say where it is not guarded`, async () => {
      setup?.();
      await open(element, false);
      await act();
      await until(() => sent.length > 0, 'the call');
      expect(new Set(sent)).to.deep.equal(new Set([method]));
    }).timeout(20_000);

    it(`${name}; while the host takes its time it can be taken back, and the host is told`, async () => {
      setup?.();
      await open(element, true);
      const held: { signal: AbortSignal; allow: () => void }[] = [];
      page.addEventListener(before, (event) => {
        event.waitUntil(new Promise<void>((allow) => held.push({ signal: event.signal, allow })));
      });
      await act();
      await until(() => held.length > 0, 'the question');
      await says('Waiting for');
      expect(held[0]!.signal.aborted).to.equal(false);
      // The whole element goes: whatever was asked about is void.
      page.replaceChildren();
      await until(() => held[0]!.signal.aborted, 'the signal');
      for (const { allow } of held) allow();
      await painted();
      expect(sent).to.deep.equal([]);
    }).timeout(20_000);

    it(`real use 4: ${name}; what a translator alters while the host takes its time is not sent, and it is said`, async () => {
      setup?.();
      await open(element, true);
      const held: (() => void)[] = [];
      page.addEventListener(before, (event) => {
        event.waitUntil(new Promise<void>((allow) => held.push(allow)));
      });
      await act();
      await until(() => held.length > 0, 'the question');
      await says('Waiting for');
      translatePage(page, { polite: false });
      for (const allow of held) allow();
      await says('Another program, such as a translator');
      expect(sent).to.deep.equal([]);
    }).timeout(20_000);
  }

  it('covers every method that changes something', () => {
    const covered = new Set(Object.values(acts).map(({ method }) => method));
    expect(changing.filter((method) => !covered.has(method))).to.deep.equal([]);
  });

  it('which never keeps the emergency brake from being engaged', async () => {
    await open(queue, true);
    await press('Emergency brake');
    await until(() => gateway.config.security.approvalRules.brake?.engaged, 'the brake');
    expect(findByText(page, '[role=alert]', unanswered)).to.equal(undefined);
  });
});

describe('real use 8: an act that the host holds', () => {
  it('is taken back by Cancel, and said to wait', async () => {
    gateway.tokens.create({ name: 'ci', scopes: ['rpc'] });
    await open(tokens, false);
    let signal: AbortSignal | undefined;
    page.addEventListener('comis-before-revoke', (event) => {
      signal = event.signal;
      event.waitUntil(new Promise(() => {}));
    });
    await press('Revoke ci');
    await press(/^Revoke$/, 'dialog button');
    await says('Waiting for this page to allow it…');
    await press('Cancel', 'dialog button');
    await until(() => signal?.aborted, 'the signal');
    await until(() => !deepQueryAll(page, 'dialog').some((each) => each.matches(':modal')), 'the end of the dialog');
    expect(sent).to.deep.equal([]);
  });

  it('does not overwrite a secret that somebody stored while it waited', async () => {
    await open(secrets, false);
    let allow = () => {};
    page.addEventListener('comis-before-set', (event) =>
      event.waitUntil(new Promise<void>((resolve) => (allow = resolve))),
    );
    await shown('label', 'Value');
    type('#name', 'NEW_KEY');
    type('#value', 'sk-new');
    await press(/^Set$/);
    await says('Waiting for this page to allow it…');
    await gateway.client({ name: 'chen' }).call('secrets.set', { name: 'NEW_KEY', value: 'other' });
    await until(() => deepQueryAll(page, '.secrets tbody tr').length === 1, 'the new row', 5000);
    allow();
    await says('A secret of this name was stored meanwhile.');
    expect(sent).to.deep.equal([]);
  });
});

describe('what was shown when it was decided: an act whose facts changed while the host took its time', () => {
  const held: Readonly<Record<string, Omit<ActRow, 'method' | 'again'> & { readonly change: () => unknown }>> = {
    'revoking a token that was given more scopes': {
      before: 'comis-before-revoke',
      element: tokens,
      setup: () => gateway.tokens.create({ name: 'ci', scopes: ['rpc'] }),
      act: async () => {
        await press('Revoke ci');
        await press(/^Revoke$/, 'dialog button');
      },
      change: () => {
        const call = client.call.bind(client);
        client.call = async (method, ...rest) => {
          const result = await call(method, ...rest);
          if (method !== 'tokens.list') return result;
          const { tokens: all } = result as ResultOf<'tokens.list'>;
          const changed = all.map((each) => (each.name === 'ci' ? { ...each, scopes: ['rpc', 'admin'] } : each));
          return { ...result, tokens: changed };
        };
        return tokensOf(client).refresh();
      },
    },
    'deleting a secret that got a new value': {
      before: 'comis-before-delete',
      element: secrets,
      setup: storedKey,
      act: async () => {
        await press('Delete');
        await shown('dialog label', 'Type the name');
        type('dialog input', 'API_KEY');
        await press(/^Delete$/, 'dialog button');
      },
      change: replaceKey,
    },
    'replacing a secret that got a new value': {
      before: 'comis-before-replace',
      element: secrets,
      setup: storedKey,
      act: async () => {
        await shown('label', 'Value');
        type('#name', 'API_KEY');
        type('#value', 'sk-new');
        await press(/^Replace$/, 'form button');
      },
      change: replaceKey,
    },
    'saving rules that were changed elsewhere': {
      before: 'comis-before-save',
      element: rules,
      act: async () => {
        const label = await shown('label', 'Enable cross-agent messaging');
        (label as HTMLLabelElement).control!.click();
        await press('Save', '.save-bar button');
      },
      change: () => changeRules({ approvalRules: { defaultMode: 'auto-all' } }),
    },
    'releasing the brake after the rules were changed': {
      before: 'comis-before-release',
      element: queue,
      setup: () => gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } }),
      act: async () => {
        await press('Release the brake');
        await press(/^Release$/, 'dialog button');
      },
      change: () => changeRules({ approvalRules: { defaultMode: 'auto-all' } }),
    },
  };

  function storedKey(): void {
    const at = Date.now() - 86_400_000;
    gateway.secrets.setInThePast({ name: 'API_KEY', value: 'old', createdAt: at, updatedAt: at, usageCount: 0 });
  }
  async function replaceKey(): Promise<void> {
    await gateway.client({ name: 'chen' }).call('secrets.set', { name: 'API_KEY', value: 'other' });
    const updatedAt = () => secretsOf(client).state.data?.secrets[0]?.updatedAt ?? 0;
    await until(() => updatedAt() > Date.now() - 60_000, 'the new value to be known');
  }
  async function changeRules(change: Parameters<typeof gateway.config.changeSecurity>[0]): Promise<void> {
    gateway.config.changeSecurity(change, 'chen');
    const mode = () => policyOf(client).state.data?.values['approvalRules.defaultMode'];
    await until(() => mode() === 'auto-all', 'the change to be known');
  }

  for (const [name, { before, element, setup, act, change }] of Object.entries(held)) {
    it(`is not sent: ${name}`, async () => {
      setup?.();
      await open(element, false);
      const allows: (() => void)[] = [];
      page.addEventListener(before, (event) => {
        event.waitUntil(new Promise<void>((allow) => allows.push(allow)));
      });
      await act();
      await until(() => allows.length > 0, 'the question');
      await change();
      for (const allow of allows) allow();
      await says('What was shown here has changed since. Read it again.');
      expect(sent).to.deep.equal([]);
    }).timeout(20_000);
  }
});
