import { LitElement, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { ClientController } from '../../controllers/client-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { isOverdue, isRestarting } from '../../data/view.js';
import { baseStyles } from './base.styles.js';
import { register, type ComisElementClass } from './register.js';
import { copyUntrusted } from './untrusted-text.js';

/**
 * What all elements of this library share: where their client comes from, `read-only`, the look, copying of untrusted
 * text, and registration under any prefix.
 */
export abstract class ComisElement extends LitElement {
  static override styles: CSSResultGroup = baseStyles;
  /** The tag without its prefix. */
  static readonly elementName: string;
  /** The elements that this one creates; registered with it, under the same prefix. */
  static readonly parts: readonly ComisElementClass[] = [];

  /** The client to use instead of the one that an ancestor `<comis-gateway>` provides. */
  @property({ attribute: false }) client: RpcClient | undefined;

  /** Shows everything and offers nothing that changes anything. */
  @property({ type: Boolean, attribute: 'read-only', reflect: true }) readOnly = false;

  protected readonly gateway = new ClientController(this);

  constructor() {
    super();
    // That a restart takes too long is told by no event.
    new ClockController(this, () => {
      const connection = this.gateway.value?.connection;
      return connection !== undefined && isRestarting(connection) && !isOverdue(connection.lostAt);
    });
  }

  /**
   * Registers the element and its parts; safe to call twice.
   *
   * @param prefix stands in place of `comis` in the tags, for pages where that one is taken.
   */
  static define(this: ComisElementClass, prefix?: string): void {
    register(this, prefix);
  }

  /** Creates another element of the library under this one's prefix. */
  protected createPart(name: string): HTMLElement {
    const own = (this.constructor as typeof ComisElement).elementName;
    return document.createElement(`${this.localName.slice(0, -own.length)}${name}`);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    if (root instanceof ShadowRoot) {
      root.addEventListener('copy', (event) => copyUntrusted(root, event as ClipboardEvent));
    }
    return root;
  }
}
