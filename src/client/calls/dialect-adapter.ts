import { GatewayError, neededFor, type ParamsOf, type ResultOf, type RpcMethod } from '../../protocol/index.js';
import { checkedAnswer } from './answers.js';
import type { DiagnosticsLog } from '../diagnostics.js';
import type { Dialect, Server, Translation } from '../dialects/index.js';
import type { CallOptions, Capability, HeldCall } from '../rpc-client.js';

/** Services of the connection for the adapter, beside what a translation gets. */
export interface AdapterServices extends Server {
  /** @throws {GatewayError} unless calls work. */
  assertConnected(method: RpcMethod): void;
  /** The server has said that it restarts. */
  expectRestart(): void;
  /** The methods that the gateway says it has; undefined when it does not say. */
  methods(): readonly string[] | undefined;
}

/** How the client and its gateway speak: the dialect, its translation, and what calls have shown to be missing. */
export class DialectAdapter {
  #dialect: Dialect | undefined;
  #translation: Translation | undefined;
  /** The translation that is being loaded. */
  #loading: { readonly dialect: Dialect; readonly done: Promise<void> } | undefined;
  #isClosed = false;
  readonly #notOffered = new Map<RpcMethod, string>();

  constructor(
    private readonly server: AdapterServices,
    private readonly diagnostics: DiagnosticsLog,
  ) {}

  /** What the gateway speaks; undefined while that is not known. */
  get dialect(): Dialect | undefined {
    return this.#dialect;
  }

  /** What translates; undefined for the documented RPC. */
  get translation(): Translation | undefined {
    return this.#translation;
  }

  /** The calls that the translation holds back. */
  get held(): readonly HeldCall[] {
    return this.#translation?.held ?? [];
  }

  /**
   * The gateway has shown what it speaks. What a translation knows lasts while it is the same.
   *
   * @returns a promise while the translation is loaded; undefined when it is there.
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

  /** Calls work (again): what was not offered before may be now. */
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

  /** What a translation could not read, it has counted; a server cannot claim that something was unreadable. */
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
  return `It does not list ${method} among its methods.`;
}
