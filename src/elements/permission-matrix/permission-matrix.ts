import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import { type ReadState, nothingRead } from '../../data/stores/client-store.js';
import { loadPermissions, type PermissionMatrix } from '../../data/permissions.js';
import { viewOf } from '../../data/stores/view.js';
import { toGatewayError } from '../../protocol/index.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { GridKeys } from './grid-keys.js';
import { renderLegend, renderTable } from './matrix-table.js';
import { strings } from './permission-matrix.strings.js';
import { styles } from './permission-matrix.styles.js';

/** The last matrix, with its client and time. */
interface Read {
  readonly client: RpcClient;
  readonly matrix: PermissionMatrix;
  readonly at: number;
}

/**
 * Shows what each role of the gateway may do: the effective value of each permission, and its origin. A denial wins
 * over any grant; without a grant, it is not granted. Reads `security.permissions` once per connection; the table does
 * not update by itself, and shows when it was read.
 *
 * @element comis-permission-matrix
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when there are no roles or no permissions.
 * @slot error - In place of the words when the matrix cannot be shown, and of the button Retry.
 * @csspart status - The line that says when the matrix was read, and whether it may be out of date.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The words in place of the matrix: loading, empty, failed.
 * @csspart grid - The table of permissions, down, by roles, across.
 * @csspart legend - Renders the legend.
 * @csspart repeated-id - The mark of a row whose id another row has, too.
 * @csspart token - A character that could not be seen as it is, drawn as a label.
 */
export class ComisPermissionMatrix extends ComisElement {
  static override readonly elementName: string = 'permission-matrix';
  static override styles = [ComisElement.styles, styles];

  readonly #keys = new GridKeys(this, 'table');
  /** Kept if a later read fails. */
  #last: Read | undefined;
  readonly #task = new Task(this, {
    task: async ([client, epoch]: readonly [RpcClient | undefined, number], { signal }) => {
      if (client && epoch > 0) this.#last = { client, matrix: await loadPermissions(client, signal), at: Date.now() };
    },
    args: () => [this.gateway.value, this.gateway.value?.epoch ?? 0] as const,
  });

  protected override render() {
    const client = this.gateway.value;
    const state = this.#state(client);
    return renderView(client, viewOf(client, { method: 'security.permissions', state }), {
      what: strings.what,
      unreadable: ({ unreadable }) => unreadable,
      retry: () => void this.#task.run(),
      readAt: state.loadedAt,
      bar: ({ roles, groups }) =>
        html`<span
          >${strings.size(
            roles.length,
            groups.reduce((sum, each) => sum + each.permissions.length, 0),
          )}</span
        >`,
      content: (matrix) => this.#content(matrix),
    });
  }

  #content(matrix: PermissionMatrix): TemplateResult {
    if (matrix.roles.length === 0 || matrix.groups.length === 0) return renderEmpty(strings.empty, strings.emptyHint);
    return html`${matrix.notes.length > 0 ? matrix.notes.map((note) => html`<p class="muted">${untrusted(inZoneOfReader(note))}</p>`) : nothing}
      <div class="scroller" @keydown=${this.#keys.onKey} @focusin=${this.#keys.onFocus}>${renderTable(matrix)}</div>
      ${renderLegend()}`;
  }

  /** Maps the task and the kept matrix to a view. */
  #state(client: RpcClient | undefined): ReadState<PermissionMatrix> {
    const last = this.#last?.client === client ? this.#last : undefined;
    const fetching = client?.connection.status === 'connected' && this.#task.status === 1;
    return {
      ...nothingRead,
      data: last?.matrix,
      loadedAt: last?.at,
      error: this.#task.error === undefined ? undefined : toGatewayError(this.#task.error),
      activity: fetching ? 'fetching' : 'idle',
    };
  }
}
