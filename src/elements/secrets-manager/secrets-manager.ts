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
import { factsOf, type Verb } from './secret-parts.js';
import { secretTable } from './secret-table.js';
import { strings } from './secrets-manager.strings.js';
import { styles } from './secrets-manager.styles.js';
import { SetForm, setKey } from './set-form.js';

const verbs: readonly Verb[] = ['replace', 'delete'];
/** The id of the explanation why nothing can be deleted. */
const deleteRefusalId = 'delete-refusal';

/**
 * Shows whether the encrypted secret store is enabled and where it is, lists the names in it, sets, replaces and
 * deletes secrets. It never shows a value and keeps none: a value is removed from its field when it is sent, whatever
 * the result. For a gateway that does not list its secrets it shows the requested names, and says so; what a gateway
 * does not offer is disabled, with the reason. People can sort the list. Calls `secrets.list`, `secrets.set` and
 * `secrets.delete`, all of which need the scope `admin`.
 *
 * @summary The names of the secrets in the encrypted store; values go in only.
 * @element comis-secrets-manager
 * @fires {CustomEvent<SecretChangedDetail>} comis-secret-set - The gateway has stored a new secret. Bubbles, composed.
 * @fires {CustomEvent<SecretChangedDetail>} comis-secret-replaced - The gateway has replaced the value of a secret. Bubbles, composed.
 * @fires {CustomEvent<SecretChangedDetail>} comis-secret-deleted - The gateway has deleted a secret. Bubbles, composed.
 * @fires {BeforeEvent<BeforeSetDetail>} comis-before-set - A new secret is about to be stored: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {BeforeEvent<BeforeReplaceDetail>} comis-before-replace - A value is about to be overwritten: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {BeforeEvent<BeforeDeleteDetail>} comis-before-delete - A secret is about to be deleted: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when no secret is stored.
 * @slot error - In place of the words when the store cannot be shown, and of the button Retry.
 * @csspart status - The line that says whether what is shown is up to date.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The words in place of the store: loading, empty, failed.
 * @csspart store - Whether the store is enabled, and its database path.
 * @csspart notes - The gateway's notes on the store, such as where its key is kept.
 * @csspart table - The table of secrets.
 * @csspart row - The row of a secret.
 * @csspart form - The form "Set secret".
 * @csspart replaced - The secret that would be replaced.
 * @csspart dialog - The dialog that asks before a secret is deleted.
 * @csspart token - A character in a text that could not be seen as it is, drawn as a label.
 */
export class ComisSecretsManager extends ComisElement {
  static override readonly elementName: string = 'secrets-manager';
  static override styles = [ComisElement.styles, styles];

  readonly #secrets = new StoreController(this, this.gateway, secretsOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
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
    confirmed: (name, shown) => void this.#deleteSecret(name, shown),
  });
  readonly #form: SetForm = new SetForm(this, this.#actions, {
    capability: () => capabilityOf(this.gateway.value, 'secrets.set'),
    isConnected: this.#isConnected,
    now: () => this.gateway.value?.now() ?? Date.now(),
    find: this.#find,
    isAmbiguous: this.#isAmbiguous,
    names: () => this.#secrets.store?.state.data?.secrets.map(({ name }) => name) ?? [],
    trusted: () => this.settings.value.trustVisibility,
    store: (name, value, replaced) => this.#store(name, value, replaced),
  });
  /** The index of the last row acted on: the focus returns there when that row is removed. */
  #lastRow = 0;
  /** The last deletion, announced to screen readers. */
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
        // Refresh: the decision should be based on its latest use.
        this.#secrets.store?.invalidate();
        if (verb === 'delete') this.#delete.ask(secret.name);
        else this.#form.replace(secret.name);
      },
    };
  }

  async #store(name: string, value: string, replaced: Secret | undefined): Promise<ActionResult<boolean>> {
    const client = this.gateway.value;
    if (!client || this.framed !== undefined) return { busy: true };
    const before = replaced ? 'comis-before-replace' : 'comis-before-set';
    // The host was asked about a new secret: the name may have been taken meanwhile.
    const whyNot = () => {
      if (this.#isAmbiguous(name)) return strings.ambiguousName;
      return !replaced && this.#find(name) ? strings.storedMeanwhile : undefined;
    };
    const act = { client, before, detail: { name }, whyNot, ...this.#asShown(replaced) } as const;
    return this.#actions.ask(setKey, act, async () => {
      const { created } = await setSecret(client, { name, value });
      emit(this, created ? 'comis-secret-set' : 'comis-secret-replaced', { name });
      return created;
    });
  }

  async #deleteSecret(name: string, shown: Secret | undefined): Promise<void> {
    const client = this.gateway.value;
    if (!client || this.framed !== undefined) return;
    const whyNot = () => (this.#isAmbiguous(name) ? strings.ambiguousName : undefined);
    const act = { client, before: 'comis-before-delete', detail: { name }, whyNot, ...this.#asShown(shown) } as const;
    const done = await this.#actions.ask(name, act, async () => {
      await deleteSecret(client, name);
      emit(this, 'comis-secret-deleted', { name });
    });
    if (!('value' in done)) return;
    this.#news = this.localized(() => strings.deleted(name));
    if (this.#delete.isAbout(name)) this.#delete.close();
    await this.#keepFocus();
  }

  /** What an act is bound to where a secret was shown with it. */
  #asShown(secret: Secret | undefined): { readonly shown?: { value: object; latest: () => object | undefined } } {
    if (!secret) return {};
    const latest = () => {
      const now = this.#find(secret.name);
      return now && factsOf(now);
    };
    return { shown: { value: factsOf(secret), latest } };
  }

  /** Focuses a neighbouring row if the focus was lost with a removed row. */
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

/** Renders whether the store is enabled, or the declared setting where the gateway does not report the actual one. */
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

/** The number of secrets; empty while the store is disabled. */
function count({ enabled, secrets, derived }: SecretStore): unknown {
  if (derived) return strings.askedCount(secrets.length);
  return enabled ? strings.count(secrets.length) : nothing;
}

const isOff = (client: RpcClient, method: RpcMethod): boolean => client.capability(method).status === 'not-offered';
