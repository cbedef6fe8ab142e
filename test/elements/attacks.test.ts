/** Every element that shows an agent's text, shown all that hostile agents send. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import * as classes from '../../src/elements.js';
import type { RpcMethod } from '../../src/protocol/index.js';
import {
  aDecision,
  anApproval,
  anAuditEntry,
  aProvider,
  aSecret,
  aSecurityEvent,
  aToken,
  SimulatedGateway,
} from '../../src/testing/index.js';
import { attacks, longAttack, unseen } from '../support/attacks.js';
import { deepQueryAll, painted, until } from '../support/browser.js';
import { copyOf } from '../support/clipboard.js';

type Row = Readonly<Record<string, unknown>>;
type Answers = Partial<Record<RpcMethod, (texts: readonly string[]) => Row>>;

const hour = 3_600_000;
const requestOf = (text: string) => ({
  agentId: text,
  action: text,
  toolName: text,
  description: text,
  explanation: text,
  params: { [text]: text, list: [text, { [text]: 1 }], password: text },
  user: text,
  trustLevel: text,
  sessionKey: text,
  traceId: text,
  riskFrom: text,
  notes: [text],
});

/** Each text in every field in which a gateway could pass it on. */
const answers: Answers = {
  'approvals.list': (texts) => {
    const requests = texts.map((text, index) => anApproval({ ...requestOf(text), approvalId: `${index} ${text}`, timeoutMs: hour + index })); // prettier-ignore
    return { requests, total: requests.length, now: Date.now(), notes: [texts[0]] };
  },
  'approvals.history': (texts) => ({
    decisions: texts.map((text, index) =>
      aDecision({ ...requestOf(text), approvalId: `${index} ${text}`, comment: text, resolvedBy: text, [text]: text }),
    ),
    notes: [texts[0]],
  }),
  'security.events': (texts) => ({
    events: texts.map(
      (text, index) =>
      aSecurityEvent({ id: `event-${index}`, timestamp: Date.now() - index, type: text, agentId: text, action: text, user: text, outcome: text, message: text, traceId: text, sessionKey: text, details: { [text]: text }, [text]: text }), // prettier-ignore
    ),
  }),
  'security.audit': (texts) => ({
    entries: texts.map(
      (text, index) =>
      anAuditEntry({ id: `entry-${index}`, timestamp: Date.now() - index, agentId: text, user: text, action: text, comment: text, traceId: text, details: { [text]: text }, [text]: text }), // prettier-ignore
    ),
    total: texts.length,
  }),
  'security.permissions': (texts) => ({
    roles: [{ id: 'r', label: texts[0] }],
    permissions: texts.map((text, index) => ({ id: `${index} ${text}`, label: text, group: text })),
    grants: texts.map((text, index) => ({ role: 'r', permission: `${index} ${text}`, effect: 'allow', origin: text })),
  }),
  'security.providerHealth': (texts) => ({
    providers: texts.map((text, index) => aProvider({ provider: `${index} ${text}`, reason: text, degraded: { since: 1, reason: text } })), // prettier-ignore
    at: Date.now(),
  }),
  'tokens.list': (texts) => ({
    tokens: texts.map((text, index) => aToken({ id: `${index} ${text}`, name: text, scopes: [text], prefix: text })),
    notes: [texts[0]],
  }),
  'secrets.list': (texts) => ({
    enabled: true,
    dbPath: texts[0],
    secrets: texts.map((text, index) => aSecret({ name: `${index} ${text}`, provider: text, description: text, source: text })), // prettier-ignore
    notes: [texts[0]],
  }),
  'config.read': (texts) => ({
    revision: 1,
    value: {
      actionConfirmation: { requireForDestructive: true, requireForSensitive: true, autoApprove: texts },
      agentToAgent: { enabled: true, allowAgents: texts },
      permission: { enableNodePermissions: true, allowedFsPaths: texts, allowedNetHosts: texts },
      approvalRules: { defaultMode: 'manual', timeoutMs: 0 },
    },
    settings: [{ key: 'approvalRules.timeoutMs', held: texts[0], enforced: false, by: texts[0], immutable: texts[0] }],
    notes: [texts[0]],
  }),
};

/** Where the texts come from, and what has to be opened to see all of them. */
const elements: Readonly<
  Record<string, { readonly reads: readonly RpcMethod[]; readonly open?: string; readonly portion?: number }>
> = {
  'approval-history': { reads: ['approvals.history'], open: '.disclosure' },
  'approval-queue': { reads: ['approvals.list', 'approvals.history'] },
  'approval-rules': { reads: ['config.read'] },
  approvals: { reads: ['approvals.list', 'approvals.history', 'config.read'] },
  'audit-log': { reads: ['security.audit'], open: '.disclosure' },
  'permission-matrix': { reads: ['security.permissions'] },
  'provider-health': { reads: ['security.providerHealth'] },
  'secrets-manager': { reads: ['secrets.list'] },
  'security-dashboard': { reads: ['security.events'], open: 'button.open', portion: 1 },
  'security-events': { reads: ['security.events'], open: 'button.open', portion: 1 },
  'token-manager': { reads: ['tokens.list'] },
};
const names = Object.values(classes).map(({ elementName }) => elementName);
/** The others are given all of the texts, and must show none. */
const without = names.filter((name) => !(name in elements));

/** How wide the elements are: a window of 320 px with the margin of a page. */
const width = 304;
const attacked = () => (window as Window & { attacked?: unknown }).attacked;
const requests = () => performance.getEntriesByType('resource').map(({ name }) => name);

/** Everything below an element that a person, a reader or a browser takes in: texts and attributes, through shadow roots. */
function everything(root: HTMLElement): string[] {
  return [root, ...deepQueryAll(root, '*')].flatMap((element) => [
    ...[...element.attributes].map(({ value }) => value),
    ...[...element.childNodes, ...(element.shadowRoot?.childNodes ?? [])].flatMap((node) =>
      node instanceof Text && !(element instanceof HTMLStyleElement) ? [node.data] : [],
    ),
  ]);
}

/** Texts of an agent's whose spaces a browser would draw, and copy, as fewer than there are. */
const withFewerSpaces = (root: HTMLElement) =>
  deepQueryAll(root, '*').flatMap((element) =>
    [...element.childNodes].flatMap((node) =>
      node instanceof Text &&
      / {2}\S/.test(node.data.trimStart()) &&
      node.data.includes('/srv/a') &&
      getComputedStyle(element).getPropertyValue('white-space-collapse') === 'collapse'
        ? [`${element.localName}.${element.className}: ${node.data}`]
        : [],
    ),
  );

/** Printed JSON in which right-to-left letters could change places with what stands beside them. */
const notIsolated = (root: HTMLElement) =>
  deepQueryAll(root, 'pre').flatMap((box) =>
    [...box.childNodes].flatMap((node) =>
      node instanceof Text && node.data.includes('": ') && /[\u0590-\u08ff]/.test(node.data) ? [node.data] : [],
    ),
  );

/** What is wider than the element, without being scrolled inside of it; empty when nothing is. */
function widest(element: HTMLElement): string {
  if (element.scrollWidth <= width && document.documentElement.scrollWidth <= 320) return '';
  const wide = deepQueryAll(element, '*').filter((each) => each.getBoundingClientRect().right > width + 16);
  return [element, ...wide].map(({ localName, className, scrollWidth }) => `${localName}.${className} ${scrollWidth}`).slice(0, 6).join(', '); // prettier-ignore
}

/** Whether a translator that heeds what it is told leaves the text and labels of an element alone. */
function isLeftAlone(element: Element): boolean {
  for (let each: Element | null = element; each;) {
    const own = each.getAttribute('translate');
    if (own !== null) return own === 'no';
    const parent: ParentNode | null = each.assignedSlot ?? each.parentNode;
    each = parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  }
  return false;
}

/** Where a text would be translated: in text, and in attributes that people read or hear. */
const translatable = (root: HTMLElement, text: string) =>
  deepQueryAll(root, '*').flatMap((element) => {
    const inText = [...element.childNodes].some((node) => node instanceof Text && node.data.includes(text));
    const where = [
      ...(inText ? ['text'] : []),
      ...['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder', 'label'].filter((name) =>
        element.getAttribute(name)?.includes(text),
      ),
    ];
    if (where.length === 0 || element instanceof HTMLStyleElement || isLeftAlone(element)) return [];
    return [`${where.join()} of <${element.localName} class="${element.className}">`];
  });

describe('what hostile agents send', () => {
  let stage: HTMLElement;
  let gateway: SimulatedGateway | undefined;

  before(() => setViewport({ width: 320, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));
  beforeEach(() => {
    stage = document.createElement('main');
    stage.style.width = `${width}px`;
    document.body.append(stage);
  });
  afterEach(() => {
    hide();
    stage.remove();
  });

  /** Puts an element on the page with a gateway that answers with the texts; {@link hide} takes it away. */
  async function show(name: string, texts: readonly string[]): Promise<HTMLElement> {
    gateway = new SimulatedGateway();
    const client = gateway.client();
    const call = client.call.bind(client);
    client.call = (async (method: RpcMethod, params: never, options: never) => {
      const answer = elements[name]?.reads.includes(method) === false ? undefined : answers[method];
      return answer ? answer(texts) : call(method, params, options);
    }) as typeof client.call;
    const element = document.createElement(`comis-${name}`);
    Object.assign(element, { client });
    stage.append(element);
    if (name in elements) {
      await until(
        () => deepQueryAll(element, 'bdi, td, li, article, [role=row], [role=listitem] pre').length > 0,
        'the texts',
      );
    }
    await painted();
    return element;
  }

  function hide(): void {
    stage.replaceChildren();
    gateway?.close();
  }

  it('is sent to elements that there are', () => {
    expect(Object.keys(elements).filter((name) => !names.includes(name))).to.deep.equal([]);
  });

  for (const name of without) {
    it(`real use 9a: <comis-${name}> shows none of it; an element that does gets a row in this test`, async () => {
      const element = await show(name, attacks.map(({ text }) => text)); // prettier-ignore
      await painted();
      await painted();
      const shown = everything(element).filter((text) => attacks.some((attack) => text.includes(attack.text)));
      expect(shown).to.deep.equal([]);
      expect(deepQueryAll(element, '.token').length, 'glyphs of it').to.equal(0);
    });
  }

  for (const [name, { open, portion = 8 }] of Object.entries(elements)) {
    it(`<comis-${name}> asks for nothing, runs nothing, breaks nothing, and draws it as what it is`, async function () {
      this.timeout(60_000);
      const before = requests();
      // In portions: a log draws no more rows than there is room for.
      for (let from = 0; from < attacks.length; from += portion) {
        const shown = attacks.slice(from, from + portion);
        const element = await show(name, shown.map(({ text }) => text)); // prettier-ignore
        if (open) for (const button of deepQueryAll(element, open)) button.click();
        await painted();
        await painted();

        expect(deepQueryAll(element, 'img, script, iframe, object, embed, base, meta, a[href]').length, 'markup').to.equal(0); // prettier-ignore
        const raw = everything(element).filter((text) => unseen.test(text));
        expect(
          raw.map((text) => JSON.stringify(text.slice(0, 200))),
          'raw characters',
        ).to.deep.equal([]);
        const labels = new Set(deepQueryAll(element, '.token').map((token) => token.textContent));
        const missing = shown.filter(({ tokens }) => !tokens.every((label) => labels.has(label)));
        expect(
          missing.map((attack) => attack.name),
          'not drawn as tokens',
        ).to.deep.equal([]);
        expect(notIsolated(element), 'names and values that change places').to.deep.equal([]);
        expect(withFewerSpaces(element), 'fewer spaces').to.deep.equal([]);
        expect(widest(element), 'no sideways scroll').to.equal('');
        expect(element.getBoundingClientRect().height, 'height').to.be.lessThan(shown.length * 3000);
        hide();
      }
      expect(attacked(), 'nothing ran').to.equal(undefined);
      expect(requests().filter((url) => !before.includes(url) && /attack|evil|:9\//.test(url)), 'requests').to.deep.equal([]); // prettier-ignore
    });
  }

  for (const [name, { open }] of Object.entries(elements)) {
    it(`real use 4: a translator leaves alone all of it in <comis-${name}>`, async () => {
      const text = 'Pay Eve at once';
      const element = await show(name, [text, `${text} again`]);
      const found = new Set(translatable(element, text));
      if (open) for (const button of deepQueryAll(element, open)) button.click();
      for (const details of deepQueryAll(element, 'details')) (details as HTMLDetailsElement).open = true;
      await painted();
      await painted();
      expect([...found, ...translatable(element, text)]).to.deep.equal([]);
      expect(everything(element).some((each) => each.includes(text))).to.equal(true);
    });
  }

  for (const name of [
    'approval-queue',
    'approval-history',
    'audit-log',
    'token-manager',
    'secrets-manager',
    'provider-health',
  ]) {
    it(`<comis-${name}> gives the text as it came when it is copied`, async function () {
      this.timeout(60_000);
      const hidden = attacks.filter(
        ({ tokens, text }) => text.length < 200 && (tokens.length > 0 || text.includes('  ')),
      );
      for (let from = 0; from < hidden.length; from += 8) {
        const shown = hidden.slice(from, from + 8);
        const element = await show(name, shown.map(({ text }) => text)); // prettier-ignore
        const copied = deepQueryAll(element, 'bdi').map(copyOf);
        const missing = shown.filter(({ text }) => !copied.some((each) => each === text || each.endsWith(` ${text}`)));
        expect(missing.map((attack) => attack.name)).to.deep.equal([]);
        hide();
      }
    });
  }

  it('keeps all of a long text readable, in a box of bounded height with the buttons in view', async function () {
    this.timeout(40_000);
    const element = await show('approval-queue', [longAttack]);
    const card = await until(() => deepQueryAll(element, '[role=listitem]')[0], 'the card');
    const boxes = [...card.querySelectorAll('pre')];
    for (const box of boxes) {
      const isDrawn = () => !box.querySelector('.undrawn');
      // Blocks are drawn once they are on the screen.
      box.scrollIntoView();
      await until(isDrawn, 'all blocks to be drawn', 10_000);
      for (let more = box.querySelector('button'); more; more = box.querySelector('button')) {
        more.click();
        await until(isDrawn, 'the next ones', 10_000);
      }
    }
    expect(boxes.length).to.be.greaterThan(2);
    for (const box of boxes) {
      expect(box.clientHeight).to.be.lessThan(300);
      expect(box.textContent).to.contain('rm -rf /tmp/2999');
    }
    expect(card.textContent).to.contain('3,000 lines');
  });
});
