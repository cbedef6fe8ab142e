/** Tags that others have: another copy of the library, code of the page, a registry of its own. */
import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ComisElement } from '../../src/ui/base/comis-element.js';
import { prefixOf, register } from '../../src/ui/base/register.js';
import { ComisApprovalQueue } from '../../src/index.js';
import { SimulatedGateway } from '../../src/testing/index.js';
import { deepQueryAll, until } from '../support/browser.js';

let names = 0;

/** A class with a part, under names that nobody else has. */
function classes() {
  const name = `whole-${(names += 1)}`;
  class Part extends LitElement {
    static readonly elementName: string = `part-of-${name}`;
  }
  class Whole extends ComisElement {
    static override readonly elementName: string = name;
    static override readonly parts = [Part];
    part_(): HTMLElement {
      return this.createPart(Part.elementName);
    }
  }
  return { Part, Whole, name };
}

/** What is warned of meanwhile. */
function warnings(act: () => void): string[] {
  const said: string[] = [];
  const { warn } = console;
  console.warn = (words: string) => said.push(words);
  try {
    act();
  } finally {
    console.warn = warn;
  }
  return said;
}

describe('registering', () => {
  it('is safe twice, and says nothing then', () => {
    const { Whole } = classes();
    const said = warnings(() => {
      register(Whole);
      register(Whole);
      register(Whole, 'acme');
      register(Whole, 'acme');
    });
    expect(said).to.deep.equal([]);
  });

  it('leaves a tag to the class that has it, and says what to do', () => {
    const { Whole, name } = classes();
    class Other extends HTMLElement {}
    customElements.define(`comis-${name}`, Other);
    const [said, ...more] = warnings(() => register(Whole));
    expect(said).to.match(/is defined already.*Load one copy only.*ComisWhole\d+\.define\('my'\)/s);
    expect(more).to.deep.equal([]);
    expect(customElements.get(`comis-${name}`)).to.equal(Other);
  });

  it('makes parts of its own where another class has their tag', () => {
    const { Part, Whole, name } = classes();
    customElements.define(`comis-part-of-${name}`, class extends HTMLElement {});
    expect(warnings(() => register(Whole))).to.deep.equal([]);
    expect(new Whole().part_()).to.be.instanceOf(Part);
  });

  it('works for a class that the host registered itself, under a tag of its own', async () => {
    class HostsQueue extends ComisApprovalQueue {}
    customElements.define('hosts-queue', HostsQueue);
    const gateway = new SimulatedGateway();
    gateway.approvals.request({ agentId: 'bot', action: 'a.one', risk: 'low', params: {}, timeoutMs: 600_000 });
    const queue = new HostsQueue();
    queue.client = gateway.client();
    document.body.append(queue);
    await until(() => deepQueryAll(queue, 'button').some((each) => each.textContent.includes('Deny')), 'the card');
    expect(prefixOf(queue)).to.equal('comis');
    queue.remove();
  });

  it('works in a registry of the host, beside the one of the page', async () => {
    const registry = new CustomElementRegistry();
    class ScopedQueue extends ComisApprovalQueue {}
    registry.define('comis-approval-queue', ScopedQueue);
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open', customElementRegistry: registry });
    document.body.append(host);
    const gateway = new SimulatedGateway();
    gateway.approvals.request({ agentId: 'bot', action: 'a.one', risk: 'low', params: {}, timeoutMs: 600_000 });

    const create = (of: CustomElementRegistry) =>
      document.createElement('comis-approval-queue', { customElementRegistry: of });
    const shows = (queue: ComisApprovalQueue) =>
      until(() => deepQueryAll(queue, 'button').some((each) => each.textContent.includes('Deny')), 'the card');
    const scoped = create(registry);
    expect(scoped).to.be.instanceOf(ScopedQueue);
    scoped.client = gateway.client();
    root.append(scoped);
    await shows(scoped);

    // The same class in the page's own registry, and no word about the other one.
    expect(warnings(() => ComisApprovalQueue.define())).to.deep.equal([]);
    const usual = create(customElements);
    usual.client = gateway.client();
    document.body.append(usual);
    await shows(usual);
    for (const each of [host, usual]) each.remove();
  });
});
