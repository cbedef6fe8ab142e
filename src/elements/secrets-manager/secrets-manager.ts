import { html, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import type { ActionResult } from '../../controllers/action-controller.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import {
  ambiguousNames,
  deleteSecret,
  secretNamed,
  secretsOf,
  setSecret,
  type SecretStore,
} from '../../data/secrets.js';
import { viewOf } from '../../data/stores/view.js';
import type { RpcMethod, Secret } from '../../protocol/index.js';
import { capabilityOf, renderRefusal } from '../../ui/base/capability.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { DrawnCheck } from '../../ui/guards/drawn-check.js';
import { emit } from '../../ui/base/emit.js';
import { HostActions } from '../../ui/guards/host-actions.js';
import { renderProvenance } from '../../ui/format/provenance.js';
import { RowPages } from '../../ui/table/row-pages.js';
import { RowSort } from '../../ui/table/row-sort.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { sharedStrings } from '../../ui/base/strings.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import type { RowActions } from './columns.js';
import { DeleteDialog } from './delete-dialog.js';
import type { Verb } from './secret-parts.js';
import { secretTable } from './secret-table.js';
import { strings } from './secrets-manager.strings.js';
import { styles } from './secrets-manager.styles.js';
import { SetForm, setKey } from './set-form.js';

const verbs: readonly Verb[] = ['replace', 'delete'];
/** The id of what says why nothing can be deleted. */
const deleteRefusalId = 'delete-refusal';

/**
 * Says whether the encrypted secret store is enabled and where it lies, lists the names in it, sets, replaces and
 * deletes secrets. It shows no value, ever, and keeps none: a value leaves its field when it is sent, whatever comes of
 * it. Of a gateway that does not list its secrets it shows those that were asked for, and says so; what a gateway does
 * not offer is off, with the reason. People can sort the list. Calls `secrets.list`, `secrets.set` and `secrets.delete`, all of which need the scope `admin`.
 *
 * @element comis-secrets-manager
 * @fires {CustomEvent<SecretChangedDetail>} comis-secret-set - The gateway has stored a new secret. Bubbles, composed.
 * @fires {CustomEvent<SecretChangedDetail>} comis-secret-replaced - The gateway has replaced the value of a secret. Bubbles, composed.
 * @fires {CustomEvent<SecretChangedDetail>} comis-secret-deleted - The gateway has deleted a secret. Bubbles, composed.
 * @fires {BeforeEvent<BeforeSetDetail>} comis-before-set - A new secret is about to be stored: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {BeforeEvent<BeforeReplaceDetail>} comis-before-replace - A value is about to be overwritten: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {BeforeEvent<BeforeDeleteDetail>} comis-before-delete - A secret is about to be deleted: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @slot loading - In place of the words while connecting and while the first read is under way.
 * @slot empty - In place of the words when no secret is stored.
 * @slot error - In place of the words when the store cannot be shown, and of the button that tries again.
 * @csspart status - The line that says whether what is shown is up to date.
 * @csspart state - The words in place of the store: loading, empty, failed.
 * @csspart store - Whether the store is enabled, and its database path.
 * @csspart notes - What the gateway says of the store besides, such as where its key is kept.
 * @csspart table - The table of secrets.
 * @csspart row - The row of a secret.
 * @csspart form - The form "Set secret".
 * @csspart replaced - What is said of the secret that would be replaced.
 * @csspart dialog - The dialog that asks before a secret is deleted.
 * @csspart token - A character in a text that could not be seen as it is, drawn as a label.
 */
export class ComisSecretsManager extends ComisElement {
  static override readonly elementName: string = 'secrets-manager';
  static override styles = [ComisElement.styles, styles];

  readonly #secrets = new StoreController(this, this.gateway, secretsOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.inZone(() => this.render()));
  readonly #actions = new HostActions(this, this.gateway, this.settings, this.drawn);
  readonly #isConnected = (): boolean => this.gateway.value?.connection.status === 'connected';
  readonly #find = (name: string): Secret | undefined => secretNamed(this.#secrets.store?.state.data, name);
  readonly #isAmbiguous = (name: string): boolean =>
    ambiguousNames(this.#secrets.store?.state.data?.secrets ?? []).has(name);
  readonly #pages = new RowPages(this);
  readonly #sort = new RowSort(this);
  readonly #delete: DeleteDialog = new DeleteDialog(this, this.#actions, {
    capability: () => capabilityOf(this.gateway.value, 'secrets.delete'),
    isConnected: this.#isConnected,
    find: this.#find,
    trusted: () => this.settings.value.trustVisibility,
    confirmed: (name) => void this.#deleteSecret(name),
  });
  readonly #form: SetForm = new SetForm(this, this.#actions, {
    capability: () => capabilityOf(this.gateway.value, 'secrets.set'),
    isConnected: this.#isConnected,
    now: () => this.gateway.value?.now() ?? Date.now(),
    find: this.#find,
    isAmbiguous: this.#isAmbiguous,
    names: () => this.#secrets.store?.state.data?.secrets.map(({ name }) => name) ?? [],
    trusted: () => this.settings.value.trustVisibility,
    store: (name, value, replaces) => this.#store(name, value, replaces),
  });
  /** The row that was acted on last, from 0: where the focus belongs when that row has gone. */
  #lastRow = 0;
  /** What was deleted last: a sentence for those who do not see the row go. */
  #news = '';

  constructor() {
    super();
    new ClockController(this, () => this.#form.isReplacing);
  }

  protected override dropDrafts(): void {
    this.#delete.close();
    this.#form.clear();
  }

  protected override render() {
    const client = this.gateway.value;
    const { store } = this.#secrets;
    const view = viewOf(client, store);
    return html`${renderView(client, view, {
        what: strings.what,
        unreadable: ({ unreadable }) => unreadable,
        retry: () => void store?.refresh(),
        bar: (data) => html`<span>${count(data)}</span>`,
        content: (data) => client && this.#content(client, data),
      })}
      ${this.#delete.render()}
      <div class="visually-hidden" role="status">${this.#news ? untrusted(this.#news) : nothing}</div>`;
  }

  #content(client: RpcClient, store: SecretStore): TemplateResult {
    const why = this.#readOnlyReason(client);
    return html`${storeStatus(store)} ${why === undefined ? nothing : html`<p class="muted read-only">${why}</p>`}
    ${store.enabled || store.derived ? this.#contents(client, store, why === undefined) : nothing}`;
  }

  #contents(client: RpcClient, store: SecretStore, mayAct: boolean): TemplateResult {
    const hasButtons = mayAct && store.secrets.length > 0;
    return html`${
        hasButtons ? renderRefusal('secrets.delete', client.capability('secrets.delete'), deleteRefusalId) : nothing
      }
      <div class="secrets">${this.#listed(client, store, mayAct)}</div>
      ${mayAct ? this.#form.render() : nothing}`;
  }

  #listed(client: RpcClient, { secrets, derived }: SecretStore, mayAct: boolean): TemplateResult {
    if (secrets.length > 0) {
      const caption = derived && strings.askedSince(derived.since);
      const actions = this.#rowActions(client, mayAct);
      return secretTable(
        { secrets, ambiguous: ambiguousNames(secrets), isDerived: derived !== undefined, actions },
        { pages: this.#pages, sort: this.#sort, caption },
      );
    }
    if (derived) return renderEmpty(strings.askedNone(derived.since), strings.askedNoneHint);
    return renderEmpty(strings.empty, mayAct ? strings.emptyHint : strings.emptyReadOnly);
  }

  #readOnlyReason(client: RpcClient): string | undefined {
    if (this.readOnly) return sharedStrings.readOnly;
    const lacksAdmin = client.scopes?.includes('admin') === false;
    return this.framed ?? (lacksAdmin ? sharedStrings.readOnlyScope('admin') : undefined);
  }

  #rowActions(client: RpcClient, mayAct: boolean): RowActions {
    return {
      verbs: mayAct ? verbs : [],
      refusals: {
        ...(isOff(client, 'secrets.set') ? { replace: SetForm.refusalId } : {}),
        ...(isOff(client, 'secrets.delete') ? { delete: deleteRefusalId } : {}),
      },
      isPending: (name) => this.#actions.isPending(name),
      error: (name) => (this.#delete.isAbout(name) ? undefined : this.#actions.error(name)),
      act: (verb, secret, index) => {
        this.#lastRow = index;
        // Whoever decides on it ought to see its latest use.
        this.#secrets.store?.invalidate();
        if (verb === 'delete') this.#delete.ask(secret.name);
        else this.#form.replace(secret.name);
      },
    };
  }

  async #store(name: string, value: string, replaces: boolean): Promise<ActionResult<boolean>> {
    const client = this.gateway.value;
    if (!client || this.framed !== undefined) return { busy: true };
    const before = replaces ? 'comis-before-replace' : 'comis-before-set';
    // The host was asked about a new secret: it may be one that is in use by now.
    const whyNot = () => {
      if (this.#isAmbiguous(name)) return strings.ambiguousName;
      return !replaces && this.#find(name) ? strings.storedMeanwhile : undefined;
    };
    return this.#actions.ask(setKey, { client, before, detail: { name }, whyNot }, async () => {
      const { created } = await setSecret(client, { name, value });
      emit(this, created ? 'comis-secret-set' : 'comis-secret-replaced', { name });
      return created;
    });
  }

  async #deleteSecret(name: string): Promise<void> {
    const client = this.gateway.value;
    if (!client || this.framed !== undefined) return;
    const whyNot = () => (this.#isAmbiguous(name) ? strings.ambiguousName : undefined);
    const act = { client, before: 'comis-before-delete', detail: { name }, whyNot } as const;
    const done = await this.#actions.ask(name, act, async () => {
      await deleteSecret(client, name);
      emit(this, 'comis-secret-deleted', { name });
    });
    if (!('value' in done)) return;
    this.#news = strings.deleted(name);
    if (this.#delete.isAbout(name)) this.#delete.close();
    await this.#keepFocus();
  }

  /** Gives the focus to a neighbour if it was lost with the row that it came from. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    const { activeElement, body } = this.ownerDocument;
    if (!this.isConnected || (activeElement !== null && activeElement !== body)) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.secrets tbody tr')];
    const neighbour = rows[Math.min(this.#lastRow, rows.length - 1)]?.querySelector('button');
    if (neighbour) neighbour.focus();
    else this.#form.focus();
  }
}

/** Says whether the store is enabled, or, where the gateway does not say what is, what is declared. */
function storeStatus(store: SecretStore): TemplateResult {
  const { enabled, dbPath, derived } = store;
  const path = dbPath ? untrusted(dbPath) : html`<span class="muted">${strings.noPath}</span>`;
  if (derived) {
    return html`<dl class="store" part="store">
        <dt>${strings.declaredStore}</dt>
        <dd>${enabled ? strings.declaredEnabled : strings.declaredDisabled}</dd>
        <dt>${strings.declaredDbPath}</dt>
        <dd class="mono">${path}</dd>
      </dl>
      ${renderProvenance(store)}`;
  }
  return html`<dl class="store" part="store">
      <dt>${strings.store}</dt>
      <dd><span class=${enabled ? 'enabled' : 'disabled'}>${enabled ? strings.enabled : strings.disabled}</span></dd>
      <dt>${strings.dbPath}</dt>
      <dd class="mono">${path}</dd>
    </dl>
    ${renderProvenance(store)} ${enabled ? nothing : html`<p class="off">${strings.disabledWhy}</p>`}`;
}

/** How many secrets are listed; nothing while the store is turned off. */
function count({ enabled, secrets, derived }: SecretStore): unknown {
  if (derived) return strings.askedCount(secrets.length);
  return enabled ? strings.count(secrets.length) : nothing;
}

const isOff = (client: RpcClient, method: RpcMethod): boolean => client.capability(method).status === 'not-offered';
