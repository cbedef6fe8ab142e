import { GatewayError, neededFor, type ParamsOf, type ResultOf, type RpcMethod } from '../../protocol/index.js';
import { checkedAnswer } from './answers.js';
import type { DiagnosticsLog } from '../diagnostics.js';
import type { Dialect, Server, Translation } from '../dialects/index.js';
import type { CallOptions, Capability, HeldCall } from '../rpc-client.js';

/** Services of the connection for the adapter, in addition to those for a translation. */
export interface AdapterServices extends Server {
  /** @throws {GatewayError} unless connected. */
  assertConnected(method: RpcMethod): void;
  /** Called when the server announced a restart. */
  expectRestart(): void;
  /** The methods that the gateway lists; undefined when it lists none. */
  methods(): readonly string[] | undefined;
}

/** The dialect of the gateway, its translation, and the methods found to be missing. */
export class DialectAdapter {
  #dialect: Dialect | undefined;
  #translation: Translation | undefined;
  /** The translation being loaded. */
  #loading: { readonly dialect: Dialect; readonly done: Promise<void> } | undefined;
  #isClosed = false;
  readonly #notOffered = new Map<RpcMethod, string>();

  constructor(
    private readonly server: AdapterServices,
    private readonly diagnostics: DiagnosticsLog,
  ) {}

  /** The gateway's dialect; undefined while unknown. */
  get dialect(): Dialect | undefined {
    return this.#dialect;
  }

  /** The translation; undefined for the documented RPC. */
  get translation(): Translation | undefined {
    return this.#translation;
  }

  /** The calls queued by the translation. */
  get held(): readonly HeldCall[] {
    return this.#translation?.held ?? [];
  }

  /**
   * Sets the detected dialect. The translation and its state are kept while the dialect is the same.
   *
   * @returns a promise while the translation is being loaded; undefined when it is ready.
   */
  use(dialect: Dialect): Promise<void> | undefined {
    if (dialect === this.#dialect) return undefined;
    if (dialect === this.#loading?.dialect) return this.#loading.done;
    const translation = dialect.translate?.(this.server);
    if (!(translation instanceof Promise)) {
      this.#set(dialect, translation);
      return undefined;
    }
    const done = translation
      .then((loaded) => this.#set(dialect, loaded))
      .finally(() => {
        this.#loading = undefined;
      });
    this.#loading = { dialect, done };
    return done;
  }

  #set(dialect: Dialect, translation: Translation | undefined): void {
    this.#translation?.close();
    this.#dialect = dialect;
    this.#translation = translation;
    if (this.#isClosed) translation?.close();
  }

  /** Called on every connection: methods that were not offered before may be now. */
  connected(): void {
    this.#notOffered.clear();
    this.#translation?.connected();
  }

  /** See {@link RpcClient.capability}. */
  capability(method: RpcMethod): Capability {
    const listed = this.server.methods();
    for (const needed of neededFor(method)) {
      const reason =
        this.#notOffered.get(needed) ?? (listed?.includes(needed) === false ? notListed(needed) : undefined);
      if (reason !== undefined) return { status: 'not-offered', reason };
    }
    return this.#translation?.capability(method) ?? { status: 'offered' };
  }

  /** See {@link RpcClient.call}. */
  async call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options: CallOptions): Promise<ResultOf<M>> {
    options.signal?.throwIfAborted();
    this.server.assertConnected(method);
    try {
      const checked = this.#translation
        ? this.#checked(method, await this.#translation.call(method, params, options))
        : checkedAnswer(
            method,
            await this.server.request(method, params, { ...options, for: method }),
            this.diagnostics,
          );
      const announced = 'restarting' in checked && checked.restarting === true;
      if (announced || this.#dialect?.restartsAfter?.includes(method)) this.server.expectRestart();
      return checked;
    } catch (thrown) {
      if (
        thrown instanceof GatewayError &&
        thrown.kind === 'not-offered' &&
        this.capability(method).status !== 'not-offered'
      ) {
        this.#notOffered.set(method, thrown.message);
        this.server.changed();
      }
      throw thrown;
    }
  }

  /** Only a translation may add `unreadable` entries (and has counted them); they are ignored in a server's answer. */
  #checked<M extends RpcMethod>(method: M, answer: ResultOf<M>): ResultOf<M> {
    const checked = checkedAnswer(method, answer, this.diagnostics);
    const { unreadable = [] } = answer;
    return unreadable.length === 0
      ? checked
      : { ...checked, unreadable: [...(checked.unreadable ?? []), ...unreadable] };
  }

  /** Ends it. */
  close(): void {
    this.#isClosed = true;
    this.#translation?.close();
  }
}

function notListed(method: RpcMethod): string {
  return `It does not list the method ${method}.`;
}
