/** What a page may change of the looks: variables, density, parts inside others, icons, and what stands for a state. */
import { expect, fixture } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import '../../src/define.js';
import { ComisElement } from '../../src/ui/base/comis-element.js';
import { anApproval, SimulatedGateway, type SimulatedClient } from '../../src/testing/index.js';
import { deepQueryAll, findByText, until } from '../support/browser.js';

describe('theming', () => {
  let gateway: SimulatedGateway;
  let client: SimulatedClient;
  const sheet = new CSSStyleSheet();
  beforeEach(() => {
    gateway = new SimulatedGateway();
    client = gateway.client({ name: 'maria' });
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  afterEach(() => {
    client.close();
    gateway.close();
    sheet.replaceSync('');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  });

  const mount = (content: TemplateResult) =>
    fixture<HTMLElement>(html`<comis-gateway .client=${client}>${content}</comis-gateway>`);
  const card = (root: Element) => until(() => deepQueryAll(root, '[role=listitem].card')[0], 'the card');
  const padding = (element: Element) => parseFloat(getComputedStyle(element).paddingInlineStart);

  it('takes less room when it is compact, by its attribute or by what is around it, and the same by default', async () => {
    gateway.approvals.request(anApproval());
    const wide = padding(await card(await mount(html`<comis-approval-queue></comis-approval-queue>`)));
    expect(wide).to.be.closeTo(16, 0.5);
    const compact = padding(
      await card(await mount(html`<comis-approval-queue density="compact"></comis-approval-queue>`)),
    );
    expect(compact).to.be.closeTo(0.6 * wide, 0.1);
    sheet.replaceSync(':root { --comis-density: 0.8 }');
    const inside = await mount(html`<comis-approvals></comis-approvals>`);
    expect(padding(await card(inside))).to.be.closeTo(0.8 * wide, 0.1);
    inside.querySelector('comis-approvals')!.density = 'compact';
    await until(
      async () => Math.abs(padding(await card(inside)) - 0.6 * wide) < 0.1,
      'the density of the element around',
    );
  });

  it('keeps lines and targets at their least size, whatever a theme says', async () => {
    gateway.approvals.request(anApproval());
    sheet.replaceSync(':root { --comis-density: 0; --comis-space: 0px; --comis-line-height: 0 }');
    const shown = await card(await mount(html`<comis-approval-queue></comis-approval-queue>`));
    const { fontSize, lineHeight } = getComputedStyle(shown);
    expect(parseFloat(lineHeight) / parseFloat(fontSize)).to.be.closeTo(1.2, 0.01);
    const deny = findByText(shown, 'button', 'Deny')!;
    expect(deny.getBoundingClientRect().height).to.be.at.least(24);
  });

  it('shows the icons of the page, and the words still', async () => {
    gateway.approvals.request(anApproval({ risk: 'high' }));
    sheet.replaceSync(":root { --comis-icon-risk-high: '!!' }");
    const risk = (await card(await mount(html`<comis-approval-queue></comis-approval-queue>`))).querySelector('.risk')!;
    expect(getComputedStyle(risk, '::before').content).to.contain('!!');
    expect(risk.textContent).to.equal('high');
  });

  for (const [name, template] of Object.entries({
    dashboard: html`<comis-security-dashboard tab="pending"></comis-security-dashboard>`,
    'approvals page': html`<comis-approvals></comis-approvals>`,
  })) {
    it(`lets the page style parts of the elements inside the ${name}`, async () => {
      gateway.approvals.request(anApproval());
      sheet.replaceSync(
        ':is(comis-security-dashboard, comis-approvals)::part(card) { border-block-start: 7px solid rgb(1 2 3) }',
      );
      const root = await mount(template);
      expect(getComputedStyle(await card(root)).borderBlockStartWidth).to.equal('7px');
      for (const each of deepQueryAll(root.firstElementChild!.shadowRoot!, '*')) {
        if (!(each instanceof ComisElement)) continue;
        const exported = each.getAttribute('exportparts')?.split(',') ?? [];
        const own = [...each.renderRoot.querySelectorAll('[part]')].flatMap((part) =>
          part.getAttribute('part')!.split(' '),
        );
        if (each.localName !== 'comis-policy-notice' && own.length > 0)
          expect(exported, each.localName).to.include.members(own);
      }
    });

    it(`shows what the page has for an empty queue inside the ${name}`, async () => {
      const root = await mount(template);
      const own = document.createElement('p');
      own.slot = 'approval-queue-empty';
      own.textContent = 'Nothing to decide.';
      root.firstElementChild!.append(own);
      (root.firstElementChild as ComisElement).requestUpdate();
      await until(() => own.checkVisibility() && own.assignedSlot !== null && own.offsetHeight > 0, 'the own words');
    });
  }
});
