import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/approval-badge/define.js';
import '../../../src/elements/approval-queue/define.js';
import '../../../src/elements/audit-log/define.js';
import '../../../src/elements/gateway/define.js';
import '../../../src/elements/security-events/define.js';
import '../../../src/elements/token-manager/define.js';
import { registerMessages } from '../../../src/locales/messages.js';
import { registry } from '../../../src/messages/registry.js';
import { aSecurityEvent, anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { GatewayError } from '../../../src/protocol/index.js';
import { errorWords } from '../../../src/ui/base/client-error.strings.js';
import { format } from '../../../src/ui/format/format.js';
import { inLanguage, languageOf } from '../../../src/ui/language/language.js';
import type { ErrorDetail } from '../../../src/ui/base/element-events.js';
import { deepQueryAll, until } from '../../support/browser.js';

describe('language', () => {
  const gateways: SimulatedGateway[] = [];
  afterEach(() => {
    gateways.splice(0).forEach((gateway) => gateway.close());
    document.documentElement.removeAttribute('lang');
    document.documentElement.removeAttribute('dir');
  });

  const client = (gateway = new SimulatedGateway()) => {
    gateways.push(gateway);
    return gateway.client();
  };
  const wrapperOf = (element: Element) => element.shadowRoot!.querySelector<HTMLElement>('.root')!;
  const textOf = (element: Element) => wrapperOf(element).innerText;
  const says = (element: Element, words: string) => until(() => textOf(element).includes(words), words);
  const tokens = async (lang?: string) => {
    const element = await fixture<HTMLElement>(
      html`<comis-token-manager lang=${lang ?? ''} .client=${client()}></comis-token-manager>`,
    );
    if (lang === undefined) element.removeAttribute('lang');
    return element;
  };

  /** The first letters of a text that is too long for its box are in the box. */
  function expectBeginning(element: Element, boxes: string, beginning: string): void {
    const box = deepQueryAll(element, boxes).find(({ textContent }) => textContent?.includes(beginning))!;
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let node = texts.nextNode();
    while (node && !node.textContent!.includes(beginning)) node = texts.nextNode();
    const range = document.createRange();
    const start = node!.textContent!.indexOf(beginning);
    range.setStart(node!, start);
    range.setEnd(node!, start + beginning.length);
    const [seen, letters] = [box.getBoundingClientRect(), range.getBoundingClientRect()];
    expect(letters.left, boxes).to.be.at.least(seen.left - 1);
    expect(letters.right, boxes).to.be.at.most(seen.right + 1);
  }

  // Languages of the test's own, so that nothing depends on a locale.
  registerMessages('eo', { 'token-manager': { form: 'Neniu ĵetono validas.' } });
  registerMessages('yi', { 'token-manager': { form: 'קיין צייכן איז גילטיק.' } });

  it('is English without lang, and for a language that has no messages', async () => {
    const element = await tokens();
    await says(element, 'Create Token');
    expect(wrapperOf(element).lang).to.equal('en');
    element.lang = 'fr';
    await until(() => wrapperOf(element).dir === 'ltr', 'the direction of English');
    expect(wrapperOf(element).lang).to.equal('en');
    expect(textOf(element)).to.include('Create Token');
  });

  it('is that of the nearest lang, live: on the page, around the element and on itself', async () => {
    const element = await tokens();
    await says(element, 'Create Token');
    document.documentElement.lang = 'eo';
    await says(element, 'Neniu ĵetono validas.');
    element.parentElement!.lang = 'en';
    await says(element, 'Create Token');
    element.lang = 'eo-XX';
    await says(element, 'Neniu ĵetono validas.');
    expect(wrapperOf(element).lang).to.equal('eo-XX');
    element.removeAttribute('lang');
    await says(element, 'Create Token');
    element.parentElement!.removeAttribute('lang');
    await says(element, 'Neniu ĵetono validas.');
  });

  it('is found through shadow roots and slots, and changes there', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="en"></div>`);
    const root = outer.attachShadow({ mode: 'open' });
    const inner = root.appendChild(document.createElement('section'));
    const slotHost = inner.appendChild(document.createElement('div'));
    const slotRoot = slotHost.attachShadow({ mode: 'open' });
    const around = slotRoot.appendChild(document.createElement('div'));
    around.append(document.createElement('slot'));
    const element = document.createElement('comis-token-manager');
    element.client = client();
    slotHost.append(element);
    await says(element, 'Create Token');
    around.lang = 'eo';
    await says(element, 'Neniu ĵetono validas.');
    around.removeAttribute('lang');
    await says(element, 'Create Token');
    inner.lang = 'eo';
    await says(element, 'Neniu ĵetono validas.');
    outer.append(inner);
    outer.lang = 'en';
    root.append(inner);
    inner.removeAttribute('lang');
    await says(element, 'Create Token');
  });

  it('is one for each element: two on a page, with the parts of each', async () => {
    registerMessages('eo', { 'approval-queue': { approve: 'Aprobi' } });
    const gateway = new SimulatedGateway();
    gateway.approvals.request(anApproval({ action: 'mail.send', timeoutMs: 0 }));
    const shared = client(gateway);
    const both = await fixture<HTMLElement>(
      html`<div>
        <comis-approval-queue lang="eo" .client=${shared}></comis-approval-queue>
        <comis-approval-queue lang="en" .client=${shared}></comis-approval-queue>
      </div>`,
    );
    const [first, second] = [...both.children] as [HTMLElement, HTMLElement];
    await says(first, 'Aprobi');
    await says(second, 'Approve');
    expect(textOf(second)).not.to.include('Aprobi');
    first.lang = 'en';
    await says(first, 'Approve');
    second.lang = 'eo';
    await says(second, 'Aprobi');
  });

  it('shows words of the host at once, merged over what is there', async () => {
    const element = await tokens('eo');
    await says(element, 'Neniu ĵetono validas.');
    registerMessages('eo', { 'token-manager': { generate: 'Kreu unu.' } });
    await says(element, 'Kreu unu.');
    expect(textOf(element)).to.include('Neniu ĵetono validas.');
    registerMessages('en', { 'token-manager': { generate: 'Make one.' } });
    element.lang = 'en-GB';
    await says(element, 'Make one.');
  });

  it('shows English for a missing key, and reports it and an unknown one once', async () => {
    const reported: ErrorDetail[] = [];
    document.addEventListener('comis-error', ({ detail }) => reported.push(detail));
    const unknown = { 'token-manager': { form: 'Nula', nonsense: 'x' } } as object;
    registerMessages('ia', unknown);
    const element = await tokens('ia');
    await says(element, 'Nula');
    expect(textOf(element)).to.include('Generate');
    const of = (code: string, key: string) =>
      reported.filter((each) => each.code === code && each.message === `ia token-manager.${key}`);
    await until(() => of('missing-message', 'generate').length > 0, 'the report');
    const again = await tokens('ia');
    await says(again, 'Nula');
    expect(of('missing-message', 'generate')).to.have.length(1);
    expect(of('missing-message', 'generate')[0]!.element).to.equal('comis-token-manager');
    expect(of('unknown-message', 'nonsense')).to.have.length(1);
    expect(of('missing-message', 'form')).to.have.length(0);
  });

  it('runs from right to left where its words do, unless the page sets a direction as near', async () => {
    const element = await tokens('yi');
    await says(element, 'קיין צייכן איז גילטיק.');
    expect(getComputedStyle(wrapperOf(element)).direction).to.equal('rtl');
    document.documentElement.dir = 'rtl';
    element.lang = 'en';
    await says(element, 'Create Token');
    expect(getComputedStyle(wrapperOf(element)).direction).to.equal('ltr');
    element.removeAttribute('lang');
    document.documentElement.lang = 'en';
    await until(() => getComputedStyle(wrapperOf(element)).direction === 'rtl', 'the direction of the page');
  });

  it('counts, dates and sorts as its language does', async () => {
    registerMessages('de', (format) => ({
      'approval-badge': {
        pending: (count) => `${format.count(count)} ${format.plural(count, { one: 'Anfrage', other: 'Anfragen' })}`,
      },
    }));
    const gateway = new SimulatedGateway();
    const badge = await fixture<HTMLElement>(
      html`<comis-approval-badge lang="de" .client=${client(gateway)}></comis-approval-badge>`,
    );
    const name = () => badge.shadowRoot!.querySelector('[part=badge]')?.ariaLabel ?? '';
    gateway.approvals.request(anApproval({ timeoutMs: 0 }));
    await until(() => name().startsWith('1 Anfrage'), 'one');
    for (let more = 0; more < 2; more++) gateway.approvals.request(anApproval({ timeoutMs: 0 }));
    await until(() => name().startsWith('3 Anfragen'), 'three');
    expect(deepQueryAll(badge, '[lang]').map(({ lang }) => lang)).to.deep.equal(['de']);
  });

  for (const [lang, words] of [
    ['de-AT', 'Token erstellen'],
    ['ja', 'トークンを作成'],
  ] as const) {
    it(`loads its locale when it is used: ${lang}`, async () => {
      const element = await tokens(lang);
      await says(element, words);
      expect(wrapperOf(element).lang).to.equal(lang);
    });
  }

  it('loads Hebrew when it is used below lang="he", and runs from right to left', async () => {
    const loaded = () => registry.sources.get('he')?.locale !== undefined;
    expect(loaded(), 'not before it is used').to.equal(false);
    const gateway = new SimulatedGateway();
    gateway.approvals.request(anApproval({ action: 'mail.send', timeoutMs: 0 }));
    const section = await fixture<HTMLElement>(html`<section lang="he"></section>`);
    const element = document.createElement('comis-approval-queue');
    element.client = client(gateway);
    section.append(element);
    await says(element, 'דחייה');
    expect(loaded(), 'once it is used').to.equal(true);
    expect(wrapperOf(element).lang).to.equal('he');
    expect(wrapperOf(element).dir).to.equal('rtl');
    expect(getComputedStyle(wrapperOf(element)).direction).to.equal('rtl');
    const [approve, deny] = ['approve', 'deny'].map((part) => deepQueryAll(element, `button[part=${part}]`)[0]!);
    expect(approve!.innerText.trim()).to.equal('אישור');
    expect(deny!.innerText.trim()).to.equal('דחייה');
    // Agents' text keeps its own direction among the words.
    const action = deepQueryAll(element, 'bdi').find(({ textContent }) => textContent === 'mail.send')!;
    expect(getComputedStyle(action).direction).to.equal('ltr');
  });

  it('puts marks before Hebrew words, in a page that sets its direction too', async () => {
    document.documentElement.dir = 'rtl';
    const gateway = new SimulatedGateway();
    gateway.approvals.request(anApproval({ params: { text: 'line\n'.repeat(2000) }, timeoutMs: 0 }));
    const element = await fixture<HTMLElement>(
      html`<comis-approval-queue lang="he" .client=${client(gateway)}></comis-approval-queue>`,
    );
    await says(element, 'אפשר לאשר');
    const sentence = deepQueryAll(element, '.unread')[0]!;
    expect(getComputedStyle(sentence).unicodeBidi).not.to.equal('plaintext');
    const words = sentence.querySelector('bdi')!.getBoundingClientRect();
    expect(words.right, 'room for the mark at the right').to.be.lessThan(sentence.getBoundingClientRect().right - 4);
  });

  it('cuts the end of an event in English among Hebrew words, not its beginning', async () => {
    const gateway = new SimulatedGateway();
    const element = await fixture<HTMLElement>(
      html`<comis-security-events lang="he" .client=${client(gateway)}></comis-security-events>`,
    );
    Object.assign(element.style, { inlineSize: '60rem', blockSize: '20rem' });
    await says(element, 'אירועי אבטחה');
    const message = 'Asked the model more than 60 times in a minute, again and again. '.repeat(3);
    gateway.securityLog.emit(
      aSecurityEvent({ timestamp: Date.now(), message, agentId: 'research-assistant-of-long-name-'.repeat(4) }),
    );
    await until(() => textOf(element).includes('Asked the model'), 'the event');
    expectBeginning(element, '.how', 'Asked');
    expectBeginning(element, '.col-agent', 'research');
  });

  it('cuts the end of an English audit entry and filter among Hebrew words, not their beginning', async () => {
    const gateway = new SimulatedGateway();
    const agentId = 'research-assistant-of-long-name-'.repeat(4);
    gateway.audit.recordPast({
      timestamp: Date.now(),
      agentId,
      user: 'maria',
      action: 'search.everything-that-there-is-'.repeat(4),
      classification: 'read',
      outcome: 'success',
    });
    const element = await fixture<HTMLElement>(
      html`<comis-audit-log lang="he" .client=${client(gateway)} .filter=${{ agentId }}></comis-audit-log>`,
    );
    element.style.inlineSize = '60rem';
    await until(() => textOf(element).includes('search.everything'), 'the entry');
    await until(() => wrapperOf(element).dir === 'rtl', 'Hebrew');
    expectBeginning(element, '.col-action', 'search');
    expectBeginning(element, '.col-agent', 'research');
    expectBeginning(element, '.active-filters .value', 'research');
  });

  it("translates what the client says, leaves a gateway's words, and follows a change on the screen", async () => {
    const gateway = new SimulatedGateway();
    gateway.faults.fail('tokens.list', { message: 'The disk is full.' });
    const element = await fixture<HTMLElement>(
      html`<comis-token-manager lang="de" .client=${client(gateway)}></comis-token-manager>`,
    );
    await says(element, 'The disk is full.');
    await says(element, 'Konnte nicht geladen werden');
    element.lang = 'ja';
    await says(element, 'The disk is full.');
    await until(() => !textOf(element).includes('Konnte nicht geladen werden'), 'Japanese');

    // The same words: of the client, and of a gateway.
    const message = 'Not connected to the gateway.';
    const said = [{}, { code: -32603 }].map((about) => {
      const error = new GatewayError('server', message, about);
      return inLanguage(languageOf('de', format), () => errorWords(error));
    });
    expect(said).to.deep.equal(['Keine Verbindung zum Gateway.', message]);
  });
});
