import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { ComisElement } from '../../src/ui/base/comis-element.js';
import { Parts } from '../../src/ui/base/parts.js';
import type { LazyPart } from '../../src/ui/base/register.js';
import { renderPart } from '../../src/ui/views/render-part.js';
import { SimulatedGateway } from '../../src/testing/index.js';
import { byRole, textOf } from '../dashboard/support.js';
import { until } from '../support/browser.js';

let names = 0;

/** A host with one part that is loaded when it is asked for, by answers that a test gives. */
async function setup() {
  const answers: { resolve: () => void; reject: () => void }[] = [];
  class LatePart extends ComisElement {
    static override readonly elementName: string = `late-${(names += 1)}`;
    protected override render() {
      return html`<p>It is here, with ${this.client ? 'a client' : 'no client'}.</p>`;
    }
  }
  const part: LazyPart = {
    elementName: LatePart.elementName,
    load: () =>
      new Promise((resolve, reject) => {
        answers.push({ resolve: () => resolve(LatePart), reject: () => reject(new TypeError('Failed to fetch')) });
      }),
  };
  class Host extends ComisElement {
    static override readonly elementName: string = `host-of-${LatePart.elementName}`;
    readonly parts: Parts = new Parts(this, (name) => this.createPart(name));
    protected override render() {
      return renderPart(this.parts, part, 'Things');
    }
  }
  Host.define('acme');
  const host = document.createElement(`acme-${Host.elementName}`);
  if (!(host instanceof Host)) throw new Error('The host was not registered.');
  host.client = new SimulatedGateway().client();
  await fixture(html`${host}`);
  return { host, answers, part };
}

const shown = (host: Element) => byRole(host, 'status').map(textOf);

describe('parts that are loaded when they are needed', () => {
  it('says that it loads, and then shows the part with what the host gives it', async () => {
    const { host, answers, part } = await setup();
    expect(shown(host)).to.deep.equal(['Loading Things…']);
    answers[0]?.resolve();
    const element = await until(() => host.shadowRoot?.querySelector(`acme-${part.elementName}`), 'the part');
    await until(() => element.shadowRoot?.textContent?.includes('a client'), 'its client');
  });

  it('asks once more by itself, then says why and offers Retry', async () => {
    const { host, answers, part } = await setup();
    const errors: unknown[] = [];
    host.addEventListener('comis-error', (event) => errors.push((event as CustomEvent).detail));
    answers[0]?.reject();
    await until(() => answers.length === 2, 'the second try');
    answers[1]?.reject();
    const alert = await until(() => byRole(host, 'alert')[0], 'the reason');
    expect(textOf(alert)).to.match(/could not be loaded.*reload/);
    expect(errors).to.deep.equal([{ code: 'server', retryable: true, element: host.localName }]);
    host.requestUpdate();
    await host.updateComplete;
    expect(answers, 'nothing is tried by itself any more').to.have.length(2);
    host.shadowRoot?.querySelector('button')?.click();
    await until(() => answers.length === 3, 'the try that was asked for');
    answers[2]?.resolve();
    await until(() => host.shadowRoot?.querySelector(`acme-${part.elementName}`), 'the part');
  });

  it('loads a part once, however often the host is drawn meanwhile', async () => {
    const { host, answers } = await setup();
    host.requestUpdate();
    await host.updateComplete;
    host.requestUpdate();
    await host.updateComplete;
    expect(answers).to.have.length(1);
  });
});
