/** What a server renders of an element, and how the browser takes over. */
import { html, type LitElement, type TemplateResult } from 'lit';

/** Whether this runs on a server. Lit's `isServer` is true in a test DOM, too. */
export const isRenderedOnServer = (): boolean => !('document' in globalThis);

/** What stands in the place of an element's content until the browser has its code: the same for everybody. */
export function renderPlaceholder(): TemplateResult {
  return html`<div class="root" aria-busy="true"><slot name="loading"></slot></div>`;
}

/** An element that `@lit-labs/ssr-client` prepared for hydration. */
interface Hydrating {
  _$AG?: boolean;
}

/** Creates the shadow root of an element, or empties the one that a server rendered: the placeholder is replaced. */
export function emptyRenderRoot(element: LitElement, create: () => HTMLElement | DocumentFragment): ShadowRoot {
  element.shadowRoot?.replaceChildren();
  const root = create() as ShadowRoot;
  (element as Hydrating)._$AG = false;
  // Without constructable style sheets, lit has put elements into the root, beside the wrapper.
  element.renderOptions.renderBefore = null;
  return root;
}
