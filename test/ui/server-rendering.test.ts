/** Elements that a server rendered: the browser replaces the placeholder, with lit's hydration or without. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { expect } from '@open-wc/testing';
import { ComisGateway, ComisTokenManager } from '../../src/elements.js';
import { SimulatedGateway } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

/** An element as a parser leaves it that read a declarative shadow root, before its class is registered. */
function rendered(tag: string): unknown {
  const element = document.createElement(tag);
  const placeholder = document.createElement('div');
  placeholder.className = 'root';
  placeholder.ariaBusy = 'true';
  element.attachShadow({ mode: 'open' }).append(document.createComment('lit-part'), placeholder);
  document.body.append(element);
  return element;
}

describe('an element that a server rendered', () => {
  it('takes over without a warning, and nothing of the placeholder stays', async () => {
    const warnings: unknown[] = [];
    const { warn, error } = console;
    console.warn = console.error = (...words: unknown[]) => void warnings.push(words);
    try {
      const tokens = rendered('late-token-manager') as HTMLElementTagNameMap['comis-token-manager'];
      const gateway = rendered('late-gateway') as HTMLElementTagNameMap['comis-gateway'];
      ComisTokenManager.define('late');
      ComisGateway.define('late');
      tokens.client = new SimulatedGateway().client();
      const root = tokens.shadowRoot!;
      await until(() => root.querySelector('table') !== null);
      expect(root.querySelectorAll('.root').length).to.equal(1);
      expect(root.querySelector('[aria-busy]')).to.equal(null);
      await gateway.updateComplete;
      expect(gateway.shadowRoot!.querySelectorAll('slot').length).to.equal(1);
      expect(gateway.shadowRoot!.querySelector('.root')).to.equal(null);
      expect(warnings).to.deep.equal([]);
      for (const each of [tokens, gateway]) each.remove();
    } finally {
      Object.assign(console, { warn, error });
    }
  });
});
