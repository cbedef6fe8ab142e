import { GatewayError, type ParamsOf, type ResultOf } from '../../../../protocol/index.js';
import type { Capability } from '../../../rpc-client.js';
import { check } from '../config/config.js';
import type { Ask, EventRows, MethodRows, Part } from '../../shared/part.js';
import type { PartServices } from '../part-services.js';
import { withTimeout } from '../../shared/with-timeout.js';
import { TokenChanges } from './token-changes.js';
import { TokenLedger } from './token-ledger.js';
import {
  assertHarmless,
  type PlacedToken,
  placesNote,
  readPlaces,
  whyNone,
  whyNoNew,
  whyNotThis,
} from './token-secrets.js';
import { notes, scopesAllow } from './token-messages.js';
import {
  type AuditedChange,
  canHaveVariable,
  changeIn,
  TokenCreateAnswer,
  TokenListAnswer,
  type TokenMethod,
  TokenRevokeAnswer,
  TokenRotateAnswer,
  variableOf,
} from './token-wire.js';

/** Tokens: the daemon has the documented methods, but changes need more checks. */
export class TokensPart implements Part {
  readonly methods: MethodRows = {
    'tokens.list': { capability: () => ({ status: 'offered' }), call: (_, ask) => this.#list(ask) },
    'tokens.create': {
      capability: () =>
        this.#capability(this.#places && whyNoNew(this.#places), [
          notes.environment('its name'),
          notes.restart,
          this.#placesNote,
          notes.scopes,
          notes.single,
        ]),
      call: (params, ask, signal) => this.#create(params, ask, signal),
    },
    'tokens.revoke': {
      capability: () =>
        this.#capability(this.#places && whyNone(this.#places), [
          notes.restart,
          notes.revokedWorks,
          this.#placesNote,
          notes.single,
        ]),
      call: (params, ask, signal) => this.#revoke(params, ask, signal),
    },
    'tokens.rotate': {
      capability: () =>
        this.#capability(this.#places && whyNone(this.#places), [
          notes.restart,
          notes.newId,
          notes.environment('that id'),
          notes.oldWorks,
          this.#placesNote,
          notes.single,
        ]),
      call: (params, ask, signal) => this.#rotate(params, ask, signal),
    },
  };
  readonly events: EventRows = {
    // Other and unreadable events are handled by the audit.
    'audit:event': (payload) => {
      const change = changeIn(payload);
      if (change) this.#seen(change);
    },
  };

  readonly #services: PartServices;
  readonly #changes: TokenChanges;
  readonly #ledger = new TokenLedger();
  /** Creation times by id in the daemon's time (upper bounds), of tokens whose creation was seen. */
  readonly #creationTimes = new Map<string, number>();
  /**
   * Where the secrets are stored, as last read in this run of the daemon: for warnings only, each change reads it
   * again.
   */
  #places: readonly PlacedToken[] | undefined;
  /** Shared by concurrent reads of the list. */
  #readingPlaces: Promise<void> | undefined;

  constructor(services: PartServices) {
    this.#services = services;
    this.#changes = new TokenChanges(services, () => this.#ledger.restarted());
  }

  get held() {
    return this.#changes.held;
  }

  connected(): void {
    this.#places = this.#readingPlaces = undefined;
    void this.#changes.connected();
  }

  live(): void {
    this.#changes.unseen();
  }

  disconnected(): void {
    this.#changes.disconnected();
  }

  stopped(error: GatewayError): void {
    this.#changes.stop(error);
  }

  close(): void {
    this.#changes.stop(new GatewayError('closed', 'The client is closed.'));
  }

  async #list(ask: Ask): Promise<ResultOf<'tokens.list'>> {
    const [listed] = await Promise.all([
      this.#listed(ask),
      withTimeout(this.#changes.compared()),
      // For warnings only: each change reads it again, and is refused if that fails.
      withTimeout(this.#placesKnown(ask)),
    ]);
    const places = this.#places ?? [];
    const isRefused = whyNone(places) !== undefined;
    const tokens = listed.map(({ id, scopes, createdAt }) => {
      // The daemon sets the creation times of all tokens to its start, which is later than a creation that was seen.
      const isTrue = createdAt !== undefined && createdAt <= (this.#creationTimes.get(id) ?? -1);
      return {
        id,
        scopes,
        ...(isTrue ? { createdAt } : {}),
        ...(isRefused ? {} : this.#ownRefusals(id, places)),
      };
    });
    const note =
      'The gateway loses the creation times of its tokens with each restart: only those seen by this page since then are shown.';
    const lost = this.#ledger.notes(new Set(tokens.map(({ id }) => id)));
    const refused = isRefused ? undefined : whyNoNew(places);
    return {
      tokens,
      expiry: false,
      scopesAllow,
      notes: [...lost, ...(refused === undefined ? [] : [refused]), note],
    };
  }

  /** Why this token cannot be changed. */
  #ownRefusals(id: string, places: readonly PlacedToken[]): { cannotRevoke?: string; cannotRotate?: string } {
    const why = whyNotThis(places, id);
    if (why !== undefined) return { cannotRevoke: why, cannotRotate: why };
    return canHaveVariable(id) ? {} : { cannotRotate: notes.cannotRotate };
  }

  #capability(whyNever: string | undefined, said: readonly string[]): Capability {
    return whyNever === undefined ? { status: 'offered', notes: said } : { status: 'not-offered', reason: whyNever };
  }

  get #placesNote(): string {
    return placesNote(this.#places);
  }

  /** Reads where the secrets are stored once per connection, and again after a failure. */
  #placesKnown(ask: Ask): Promise<void> {
    const reading = (this.#readingPlaces ??= this.#readPlaces(ask, 'tokens.create').then(
      () => undefined,
      () => {
        if (this.#readingPlaces === reading) this.#readingPlaces = undefined;
      },
    ));
    return reading;
  }

  async #readPlaces(ask: Ask, method: TokenMethod): Promise<readonly PlacedToken[]> {
    this.#places = await readPlaces(ask, method);
    this.#services.server.changed();
    return this.#places;
  }

  /** Rejects a change that would lock everyone out or break more tokens than were accepted. Reads the state again. */
  async #assertHarmless(
    method: TokenMethod,
    ask: Ask,
    { target, acceptLoss = [] }: { target?: string; acceptLoss?: readonly string[] | undefined },
  ): Promise<void> {
    assertHarmless(method, await this.#readPlaces(ask, method), target, acceptLoss);
  }

  async #listed(ask: Ask) {
    return check(TokenListAnswer, await ask('tokens.list'), 'tokens.list').tokens;
  }

  async #create(
    { name, scopes, expiresAt, acceptLoss }: ParamsOf<'tokens.create'>,
    ask: Ask,
    signal: AbortSignal | undefined,
  ): Promise<ResultOf<'tokens.create'>> {
    if (expiresAt !== undefined)
      throw invalid('tokens.create', 'Tokens of this gateway do not expire: omit expiresAt.');
    if (!canHaveVariable(name)) {
      throw invalid(
        'tokens.create',
        'The name may contain only the letters A to Z and a to z, digits, - and _: the gateway reads the secret from a ' +
          'variable of its environment with that name.',
      );
    }
    return this.#changes.make(
      {
        method: 'tokens.create',
        check: async () => {
          this.#assertFree(name, await this.#listed(ask));
          await this.#assertHarmless('tokens.create', ask, { acceptLoss });
        },
        make: () =>
          this.#ledger.carryOut({ change: 'created', id: name }, async () => {
            const answer = check(TokenCreateAnswer, await ask('tokens.create', { id: name, scopes }), 'tokens.create');
            const { id, secret, createdAt } = answer;
            this.#creationTimes.set(id, createdAt);
            this.#services.server.emit('tokens:changed', { id, change: 'created' });
            return { id, name, scopes: answer.scopes, secret, createdAt, environmentVariable: variableOf(id) };
          }),
      },
      signal,
    );
  }

  async #revoke(
    { id, acceptLoss }: ParamsOf<'tokens.revoke'>,
    ask: Ask,
    signal: AbortSignal | undefined,
  ): Promise<ResultOf<'tokens.revoke'>> {
    return this.#changes.make(
      {
        method: 'tokens.revoke',
        check: () => this.#assertHarmless('tokens.revoke', ask, { target: id, acceptLoss }),
        make: () =>
          this.#ledger.carryOut({ change: 'revoked', id }, async () => {
            const { revoked } = check(TokenRevokeAnswer, await ask('tokens.revoke', { id }), 'tokens.revoke');
            this.#services.server.emit('tokens:changed', { id, change: 'revoked' });
            return { id, revoked };
          }),
      },
      signal,
    );
  }

  async #rotate(
    { id, acceptLoss }: ParamsOf<'tokens.rotate'>,
    ask: Ask,
    signal: AbortSignal | undefined,
  ): Promise<ResultOf<'tokens.rotate'>> {
    if (!canHaveVariable(id)) {
      throw invalid('tokens.rotate', notes.cannotRotate);
    }
    return this.#changes.make(
      {
        method: 'tokens.rotate',
        check: () => this.#assertHarmless('tokens.rotate', ask, { target: id, acceptLoss }),
        make: () =>
          this.#ledger.carryOut({ change: 'rotated', id }, async () => {
            const answer = check(TokenRotateAnswer, await ask('tokens.rotate', { id }), 'tokens.rotate');
            const { oldId, newId, newSecret, scopes, createdAt } = answer;
            this.#creationTimes.set(newId, createdAt);
            this.#services.server.emit('tokens:changed', { id: oldId, change: 'rotated' });
            return { oldId, newId, secret: newSecret, scopes, createdAt, environmentVariable: variableOf(newId) };
          }),
      },
      signal,
    );
  }

  /** The daemon itself would silently overwrite a token of the same name. */
  #assertFree(name: string, tokens: readonly { readonly id: string }[]): void {
    const variable = variableOf(name);
    const taken = tokens.find(({ id }) => variableOf(id) === variable)?.id;
    if (taken === undefined) return;
    throw invalid(
      'tokens.create',
      taken === name
        ? `A token named ${name} already exists. Choose another name.`
        : `The secret would have to be in ${variable}, which is the variable of the token ${taken}. Choose another name.`,
    );
  }

  #seen(seen: AuditedChange): void {
    const { change, id, newId, at } = seen;
    this.#ledger.seen(seen);
    if (newId !== undefined) this.#creationTimes.set(newId, at);
    this.#changes.seen();
    this.#services.server.emit('tokens:changed', { id, change });
  }
}

function invalid(method: TokenMethod, message: string): GatewayError {
  return new GatewayError('invalid-params', message, { method });
}
