import { html, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import type { ActionResult } from '../../controllers/action-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import {
  ambiguousIds,
  createToken,
  isInForce,
  revokeToken,
  rotateToken,
  type TokenList,
  tokensOf,
  type Wait,
  waitOf,
} from '../../data/tokens.js';
import { viewOf } from '../../data/stores/view.js';
import type { ParamsOf, RpcMethod, Token } from '../../protocol/index.js';
import { capabilityOf, renderRefusal } from '../../ui/base/capability.js';
import { isAtRest } from '../../ui/table/at-rest.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { DrawnCheck } from '../../ui/guards/drawn-check.js';
import { emit } from '../../ui/base/emit.js';
import { HostActions } from '../../ui/guards/host-actions.js';
import { LeaveGuard } from '../../ui/dialogs/leave-guard.js';
import { type Admitted, ArrivalGate } from '../../ui/table/arrival-gate.js';
import { renderProvenance } from '../../ui/format/provenance.js';
import { RowPages } from '../../ui/table/row-pages.js';
import { RowSort } from '../../ui/table/row-sort.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { sharedStrings } from '../../ui/base/strings.js';
import { TokenChangeDialog } from './token-change-dialog.js';
import type { RowActions } from './columns.js';
import { CreateForm, createKey } from './create-form.js';
import { LostSecrets } from './lost-secrets.js';
import { NewTokenDialog } from './new-token-dialog.js';
import { strings } from './token-manager.strings.js';
import { styles } from './token-manager.styles.js';
import { factsOf, nameOf, type Verb } from './token-parts.js';
import { activeTable, inactiveTable } from './token-table.js';

const methodOf = { rotate: 'tokens.rotate', revoke: 'tokens.revoke' } as const satisfies Record<Verb, string>;
const verbs: readonly Verb[] = ['rotate', 'revoke'];
const changing: ReadonlySet<RpcMethod> = new Set(['tokens.create', 'tokens.rotate', 'tokens.revoke']);

/** The parameters of a change. */
interface Asked {
  readonly id: string;
  readonly name: string;
  /** The tokens whose loss is accepted. */
  readonly acceptLoss: readonly string[] | undefined;
}

/**
 * Lists the API tokens of the gateway, creates, rotates and revokes them. A new secret is shown once, in a dialog, and
 * not kept after that. The gateway's notes on an action are shown before the click, and what it does not offer is
 * disabled, with the reason. Where a change invalidates other tokens, they are named and a phrase must be typed. People
 * can sort the lists; rows keep their places while somebody reads. After Back or a reload, tokens of the last 30 minutes
 * that nobody has used are named, with Revoke: a secret that was shown is gone with the page. Calls `tokens.list`, `tokens.create`,
 * `tokens.rotate` and `tokens.revoke`, all of which need the scope `admin`.
 *
 * @element comis-token-manager
 * @fires {CustomEvent<TokenCreatedDetail>} comis-token-created - The gateway has created a token. Never holds its secret. Bubbles, composed.
 * @fires {CustomEvent<TokenRevokedDetail>} comis-token-revoked - The gateway has revoked a token. Bubbles, composed.
 * @fires {CustomEvent<TokenRotatedDetail>} comis-token-rotated - The gateway has replaced a token. Bubbles, composed.
 * @fires {BeforeEvent<BeforeCreateDetail>} comis-before-create - A token is about to be created: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {BeforeEvent<BeforeRevokeDetail>} comis-before-revoke - A token is about to be revoked: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {BeforeEvent<BeforeRotateDetail>} comis-before-rotate - A token is about to be replaced: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when no token is in force.
 * @slot error - In place of the words when the tokens cannot be shown, and of the button Retry.
 * @csspart status - The line that says whether what is shown is up to date.
 * @csspart arrived - The button that shows tokens created elsewhere while somebody read the list.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The words in place of the tokens: loading, empty, failed.
 * @csspart table - The tables of tokens in force, and of revoked and expired ones.
 * @csspart row - The row of a token.
 * @csspart notes - The gateway's notes on the tokens, and on a new one.
 * @csspart current - The mark of the token that this session uses.
 * @csspart inactive - The section of revoked and expired tokens.
 * @csspart form - The form "Create Token".
 * @csspart dialog - The dialogs that ask before an action, and the one that shows a new secret.
 * @csspart secret - The new secret.
 * @csspart token - A character in a name that could not be seen as it is, drawn as a label.
 */
export class ComisTokenManager extends ComisElement {
  static override readonly elementName: string = 'token-manager';
  static override styles = [ComisElement.styles, styles];

  readonly #tokens = new StoreController(this, this.gateway, tokensOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
  readonly #actions = new HostActions(this, this.gateway, this.settings, this.drawn);
  readonly #isConnected = (): boolean => this.gateway.value?.connection.status === 'connected';
  readonly #confirm: TokenChangeDialog = new TokenChangeDialog(this, this.#actions, {
    capability: (verb) => capabilityOf(this.gateway.value, methodOf[verb]),
    isConnected: this.#isConnected,
    find: (id) => this.#find(id),
    knowsCurrent: () => this.#data().some(({ current }) => current),
    wait: (id) => this.#wait(id),
    trusted: () => this.settings.value.trustVisibility,
    confirmed: (verb, token, acceptLoss) => void this.#act(verb, token, acceptLoss),
  });
  readonly #issued: NewTokenDialog = new NewTokenDialog(this, () => void this.#keepFocus());
  readonly #lost = new LostSecrets(this, {
    issued: this.#issued,
    revoke: (token) => this.#confirm.ask('revoke', token),
    whyNotRevoke: (token) => this.#whyNotRevoke(token),
  });
  readonly #form = new CreateForm(this, this.#actions, {
    capability: () => capabilityOf(this.gateway.value, 'tokens.create'),
    isConnected: this.#isConnected,
    canExpire: () => this.#tokens.store?.state.data?.expiry !== false,
    allows: (scope) => this.#tokens.store?.state.data?.scopesAllow?.[scope],
    wait: (name) => this.gateway.value && waitOf(this.gateway.value, 'tokens.create', name),
    names: () => this.#tokens.store?.state.data?.tokens.map(nameOf) ?? [],
    trusted: () => this.settings.value.trustVisibility,
    create: (params) => this.#create(params),
  });
  /** The pending action on each token. */
  readonly #underWay = new Map<string, Verb>();
  /** The index of the last row acted on: the focus returns there when that row is removed. */
  #lastRow = 0;

  readonly #active = { pages: new RowPages(this), sort: new RowSort(this) };
  readonly #inactive = { pages: new RowPages(this), sort: new RowSort(this) };
  readonly #arrivals = new ArrivalGate<Token>(({ id }) => id);

  constructor() {
    super();
    // Tokens expire without an event.
    new ClockController(this, () => this.#data().some(({ expiresAt }) => expiresAt !== undefined));
    // Leaving would lose waiting changes, and a secret that is shown once.
    new LeaveGuard(this, () => this.#issued.isUncopied || this.#waits);
  }

  /** Whether a requested change still waits. */
  get #waits(): boolean {
    return this.gateway.value?.held.some(({ method }) => changing.has(method)) === true;
  }

  protected override dropDrafts(): void {
    this.#arrivals.admitAll();
    this.#confirm.close();
    this.#issued.close();
    this.#form.clear();
  }

  protected override render() {
    const client = this.gateway.value;
    const { store } = this.#tokens;
    const view = viewOf(client, store);
    return html`${renderView(client, view, {
      what: strings.what,
      unreadable: ({ unreadable }) => unreadable,
      retry: () => void store?.refresh(),
      bar: ({ tokens }) => client && this.#bar(client, tokens),
      content: (list) => client && this.#content(client, list),
    })}
    ${this.#confirm.render()} ${this.#issued.render()}`;
  }

  /** New tokens must not move the row whose button is about to be pressed. */
  #admit(client: RpcClient, tokens: readonly Token[]): Admitted<Token> {
    const now = client.now();
    const active = tokens.filter((token) => isInForce(token, now));
    return this.#arrivals.admit(active, () => isAtRest(this));
  }

  #bar(client: RpcClient, tokens: readonly Token[]): unknown {
    const { waiting } = this.#admit(client, tokens);
    if (waiting === 0) return nothing;
    return html`<button
      type="button"
      class="arrived"
      part="arrived"
      title=${strings.arrivedTitle}
      @click=${() => this.#showArrived()}
    >
      ${strings.arrived(waiting)}
    </button>`;
  }

  #showArrived(): void {
    this.#arrivals.admitAll();
    this.requestUpdate();
    void this.#keepFocus();
  }

  #find(id: string): Token | undefined {
    return this.#data().find((each) => each.id === id);
  }

  #data(): readonly Token[] {
    return this.#tokens.store?.state.data?.tokens ?? [];
  }

  #content(client: RpcClient, list: TokenList): TemplateResult {
    const now = client.now();
    const active = this.#admit(client, list.tokens).shown;
    const inactive = list.tokens.filter((token) => !isInForce(token, now));
    const why = this.#readOnlyReason(client);
    const ambiguous = ambiguousIds(list.tokens);
    return html`${renderProvenance(list)}
      ${why === undefined ? this.#refusals(client) : html`<p class="muted read-only">${why}</p>`}
      ${this.#lost.render(client, list, active)}
      <div class="active">
        ${
          active.length > 0
            ? activeTable(
                { tokens: active, ambiguous, actions: this.#rowActions(client, why === undefined) },
                this.#active,
              )
            : renderEmpty(strings.empty, why === undefined ? strings.emptyHint : strings.emptyReadOnly)
        }
      </div>
      ${
        inactive.length > 0
          ? html`<details part="inactive">
              <summary>${strings.inactive(inactive.length)}</summary>
              ${inactiveTable({ tokens: inactive, ambiguous }, this.#inactive)}
            </details>`
          : nothing
      }
      ${why === undefined ? this.#form.render() : nothing}`;
  }

  /** Renders why buttons are disabled. The lost connection is already visible in the status line. */
  #refusals(client: RpcClient): unknown {
    const away = html`<span id=${awayId} class="visually-hidden">${strings.notConnected}</span>`;
    return [
      ...verbs.map((verb) => renderRefusal(methodOf[verb], client.capability(methodOf[verb]), refusalId(verb))),
      this.#isConnected() ? nothing : away,
    ];
  }

  #readOnlyReason(client: RpcClient): string | undefined {
    if (this.readOnly) return sharedStrings.readOnly;
    const lacksAdmin = client.scopes?.includes('admin') === false;
    return this.framed ?? (lacksAdmin ? sharedStrings.readOnlyScope('admin') : undefined);
  }

  /** Why a note offers no Revoke for a token; empty where the reason for all of them is already visible. */
  #whyNotRevoke({ id, cannotRevoke }: Token): string | undefined {
    const client = this.gateway.value;
    const isOff = !client || client.capability('tokens.revoke').status === 'not-offered';
    if (isOff || this.#readOnlyReason(client) !== undefined) return '';
    return ambiguousIds(this.#data()).has(id) ? strings.ambiguousId : cannotRevoke;
  }

  #rowActions(client: RpcClient, mayAct: boolean): RowActions {
    return {
      verbs: mayAct ? verbs : [],
      refusals: this.#refusalIds(client),
      pending: (id) => (this.#actions.isPending(id) ? this.#underWay.get(id) : undefined),
      error: (id) => (this.#confirm.isAbout(id) ? undefined : this.#actions.error(id)),
      wait: (id) => this.#wait(id),
      ask: (verb, token, index) => {
        this.#lastRow = index;
        this.#confirm.ask(verb, token);
      },
    };
  }

  #refusalIds(client: RpcClient): RowActions['refusals'] {
    const isAway = !this.#isConnected();
    const id = (verb: Verb) => {
      if (client.capability(methodOf[verb]).status === 'not-offered') return [[verb, refusalId(verb)]];
      return isAway ? [[verb, awayId]] : [];
    };
    return Object.fromEntries(verbs.flatMap(id)) as RowActions['refusals'];
  }

  #wait(id: string): Wait | undefined {
    const client = this.gateway.value;
    return client && (waitOf(client, 'tokens.revoke', id) ?? waitOf(client, 'tokens.rotate', id));
  }

  async #create(params: ParamsOf<'tokens.create'>): Promise<ActionResult<void>> {
    const client = this.gateway.value;
    if (!client || this.framed !== undefined) return { busy: true };
    const act = { client, before: 'comis-before-create', detail: params } as const;
    return this.#actions.ask(createKey, act, async () => {
      const { id, name, scopes, secret, environmentVariable, notes } = await createToken(client, params);
      this.#arrivals.expect(id);
      this.#issued.show({ id, name, scopes, secret, environmentVariable, notes });
      emit(this, 'comis-token-created', { id, name, scopes });
    });
  }

  async #act(verb: Verb, token: Token, acceptLoss: readonly string[] | undefined): Promise<void> {
    const client = this.gateway.value;
    const { id } = token;
    const name = nameOf(token);
    if (!client || this.framed !== undefined) return;
    this.#underWay.set(id, verb);
    const whyNot = () => (ambiguousIds(this.#data()).has(id) ? strings.ambiguousId : undefined);
    const latest = () => {
      const now = this.#find(id);
      return now && factsOf(now);
    };
    const shown = { value: factsOf(token), latest };
    const act = { client, before: `comis-before-${verb}`, detail: { id, name }, shown, whyNot } as const;
    const done = await this.#actions.ask(id, act, () =>
      verb === 'revoke'
        ? this.#revoke(client, { id, name, acceptLoss })
        : this.#rotate(client, { id, name, acceptLoss }),
    );
    if (!('value' in done)) return;
    if (this.#confirm.isAbout(id)) this.#confirm.close();
    await this.#keepFocus();
  }

  async #revoke(client: RpcClient, { id, name, acceptLoss }: Asked): Promise<void> {
    await revokeToken(client, id, acceptLoss);
    emit(this, 'comis-token-revoked', { id, name });
  }

  async #rotate(client: RpcClient, { id, name, acceptLoss }: Asked): Promise<void> {
    const { oldId, newId, scopes, secret, environmentVariable, notes } = await rotateToken(client, id, acceptLoss);
    this.#arrivals.expect(newId);
    this.#issued.show({ id: newId, name, scopes, secret, rotated: { oldId, newId }, environmentVariable, notes });
    emit(this, 'comis-token-rotated', { oldId, newId });
  }

  #rows(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.active tbody tr')];
  }

  /** Focuses a neighbouring row if the focus was lost with a removed row. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    const { activeElement, body } = this.ownerDocument;
    if (!this.isConnected || (activeElement !== null && activeElement !== body)) return;
    const rows = this.#rows();
    const neighbour = rows[Math.min(this.#lastRow, rows.length - 1)]?.querySelector('button');
    (neighbour ?? this.renderRoot.querySelector<HTMLElement>('#name'))?.focus();
  }
}

const refusalId = (verb: Verb): string => `${verb}-refusal`;
const awayId = 'away';
