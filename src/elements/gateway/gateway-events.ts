import { lazily } from '../../client/lazy.js';
import type { ConnectionState, RpcClient } from '../../client/rpc-client.js';
import { reportError } from '../../controllers/report-error.js';
import { toGatewayError } from '../../protocol/index.js';
import { emit } from '../../ui/base/emit.js';
import type { ConnectionChangedDetail } from '../../ui/base/element-events.js';

/** Emits a provider's connection changes and, once requested, its number of pending requests. */
export class GatewayEvents {
  readonly #host: HTMLElement;
  #client: RpcClient | undefined;
  #status: ConnectionState['status'] | undefined;
  #asked = false;
  #count: number | undefined;
  #leaveClient: (() => void) | undefined;
  #leaveList: (() => void) | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** The number of pending requests; undefined before the first list. Reading it subscribes to the list. */
  get pendingCount(): number | undefined {
    this.ask();
    return this.#count;
  }

  /** Subscribes to the pending requests. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#startReading();
  }

  /** Follows a client; undefined: none. */
  follow(client: RpcClient | undefined): void {
    if (client === this.#client) return;
    this.#leaveClient?.();
    this.#leaveList?.();
    this.#leaveClient = this.#leaveList = undefined;
    this.#client = client;
    this.#status = undefined;
    this.#setCount(undefined);
    if (!client) return;
    this.#leaveClient = client.subscribe(() => this.#look(client));
    this.#look(client);
    if (this.#asked) this.#startReading();
  }

  #look({ connection }: RpcClient): void {
    if (connection.status === this.#status) return;
    this.#status = connection.status;
    emit(this.#host, 'comis-connection-changed', detailOf(connection));
    if (connection.status === 'refused') emit(this.#host, 'comis-auth-required', { reason: connection.error.message });
  }

  #startReading(): void {
    this.#readList().catch((thrown: unknown) => reportError(this.#host, toGatewayError(thrown)));
  }

  /** Loaded on demand: pages without a badge do not pay for it. */
  async #readList(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const { approvalsOf, waitingCount } = await lazily(() => import('../../data/approvals/approvals.js'));
    if (client !== this.#client || this.#leaveList) return;
    const store = approvalsOf(client);
    const leave = store.subscribe(() => this.#setCount(waitingCount(store.state.data)));
    // Also while the page is hidden: the count is often shown in its title.
    const rest = store.needWhileHidden();
    this.#leaveList = () => {
      leave();
      rest();
    };
    this.#setCount(waitingCount(store.state.data));
  }

  #setCount(count: number | undefined): void {
    if (count === this.#count) return;
    this.#count = count;
    emit(this.#host, 'comis-pending-changed', { count });
  }
}

function detailOf(connection: ConnectionState): ConnectionChangedDetail {
  switch (connection.status) {
    case 'connecting':
      return { status: 'connecting', since: connection.since, cause: connection.error?.message };
    case 'connected':
      return { status: 'connected', since: connection.since, cause: undefined };
    case 'reconnecting': {
      const { lostAt, reason, error } = connection;
      return { status: 'reconnecting', since: lostAt, cause: reason === 'restarting' ? reason : error.message };
    }
    case 'refused':
      return { status: 'refused', since: connection.since, cause: connection.error.message };
    case 'closed':
      return { status: 'closed', since: Date.now(), cause: undefined };
  }
}
