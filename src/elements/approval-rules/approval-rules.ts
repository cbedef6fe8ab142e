import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { StoreController } from '../../controllers/store-controller.js';
import { changedBy, type Policy, policyOf, savePolicy } from '../../data/policy/policy.js';
import { viewOf } from '../../data/stores/view.js';
import { toGatewayError } from '../../protocol/index.js';
import { ComisPermissionMatrix } from '../permission-matrix/permission-matrix.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { DrawnCheck } from '../../ui/guards/drawn-check.js';
import type { RulesChange } from '../../ui/base/element-events.js';
import { emit } from '../../ui/base/emit.js';
import { GuardedButton } from '../../ui/guards/guarded-button.js';
import { HostActions, notSentWords, renderHeld } from '../../ui/guards/host-actions.js';
import { LeaveGuard } from '../../ui/dialogs/leave-guard.js';
import { Forwarded } from '../../ui/base/forwarded.js';
import { Parts } from '../../ui/base/parts.js';
import { PolicyBanner } from '../../ui/policy-banner/policy-banner.js';
import { backtestStyles } from '../../ui/remember-rule/backtest-view.js';
import { renderProvenance } from '../../ui/format/provenance.js';
import type { ComisElementClass } from '../../ui/base/register.js';
import { renderView } from '../../ui/views/render-view.js';
import { sharedStrings } from '../../ui/base/strings.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './approval-rules.strings.js';
import { styles } from './approval-rules.styles.js';
import type { DraftChange } from './draft.js';
import { DraftBacktest } from './draft-backtest.js';
import { endOfAsking } from './ends-asking.js';
import { ApproveAllDialog } from './approve-all-dialog.js';
import type { FormState } from './form-state.js';
import { renderSaveBar, type SaveBarActions } from './save-bar.js';
import { RememberedRules } from './remembered-rules.js';
import { RuleSections } from './sections.js';
import { Session } from './session.js';
import { TryIt } from './try-it.js';

/** The key of the one action. */
const save = 'save';

/**
 * Shows and edits what agents may do and what they must ask for: action confirmation, messages between agents, the
 * permission model with the permission matrix, the approval mode and the timeout. Edits form a draft, shown as a list
 * of changes; one Save sends all of it, bound to the revision that it is based on. The controls always show what the
 * gateway has confirmed. Calls `config.read`, `config.patch` (scope `admin`) and, for the matrix,
 * `security.permissions`. While there is a draft, the browser asks before the page is left.
 *
 * @element comis-approval-rules
 * @fires {CustomEvent<RulesSavedDetail>} comis-rules-saved - The gateway has confirmed the changes. Bubbles, composed.
 * @fires {BeforeEvent<BeforeSaveDetail>} comis-before-save - The changes are about to be sent: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {CustomEvent<BrakeChangedDetail>} comis-brake-changed - The emergency brake was engaged or released here, and the gateway confirmed it. Bubbles, composed.
 * @fires {BeforeEvent<BeforeReleaseDetail>} comis-before-release - The emergency brake is about to be released: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {CustomEvent<RuleRevokedDetail>} comis-rule-revoked - A remembered rule was revoked here, and the gateway confirmed it. Bubbles, composed.
 * @fires {BeforeEvent<BeforeRevokeRuleDetail>} comis-before-revoke-rule - A remembered rule is about to be revoked: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @slot loading - In place of the words while connecting and loading.
 * @slot error - In place of the words when the rules cannot be shown, and of the button Retry.
 * @csspart status - The line that says whether what is shown is up to date.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The words in place of the rules: loading, failed.
 * @csspart section - A section: Action Confirmation, Agent-to-Agent Policy, Permissions, Approval Mode.
 * @csspart setting - A setting, with its explanation.
 * @csspart proof - The backtest of the draft against past decisions.
 * @csspart draft - The unsaved changes, with Save and Discard.
 * @csspart changes - The list of changes.
 * @csspart conflict - A change to a setting that was changed elsewhere meanwhile.
 * @csspart notice - What was changed elsewhere.
 * @csspart dialog - The dialog that asks before everything is approved automatically.
 * @csspart token - A character that could not be seen as it is, drawn as a label.
 */
export class ComisApprovalRules extends ComisElement {
  static override readonly elementName: string = 'approval-rules';
  static override readonly parts: readonly ComisElementClass[] = [
    ComisPermissionMatrix,
    PolicyBanner,
    RememberedRules,
    TryIt,
  ];
  static override styles = [ComisElement.styles, backtestStyles, styles];

  /** Whether there are unsaved changes. Maintained by the element, for hosts to read or style by; do not set it. */
  @property({ type: Boolean, reflect: true }) dirty = false;

  readonly #forwarded: Forwarded = new Forwarded(this);
  readonly #parts: Parts = new Parts(this, (name) => this.#forwarded.add(name, this.createPart(name)));
  readonly #policy = new StoreController(this, this.gateway, policyOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
  readonly #actions = new HostActions(this, this.gateway, this.settings, this.drawn);
  readonly #everything: ApproveAllDialog = new ApproveAllDialog(this, {
    confirmed: () => void this.#save(),
    cancelled: () => this.#actions.cancel(save),
    held: () => renderHeld(this.#actions, save, false),
    trusted: () => this.settings.value.trustVisibility,
  });
  readonly #guard = new GuardedButton(this, {
    trusted: () => this.settings.value.trustVisibility,
    find: () => this.renderRoot.querySelector('.save-bar .submit > .primary'),
  });
  readonly #sections: RuleSections = new RuleSections(this, () => this.#parts.get(ComisPermissionMatrix.elementName));
  readonly #backtest = new DraftBacktest(this, () =>
    (this.#session?.draft.changes.length ?? 0) > 0 ? this.gateway.value : undefined,
  );
  #session: Session | undefined;
  /** The client of the session. */
  #sessionClient: RpcClient | undefined;

  constructor() {
    super();
    new LeaveGuard(this, () => this.dirty);
  }

  protected override dropDrafts(): void {
    this.#endSession(this.gateway.value);
  }

  protected override willUpdate(): void {
    const client = this.gateway.value;
    const policy = this.#policy.store?.state.data;
    if (client !== this.#sessionClient) this.#endSession(client);
    // During a save, only its response tells own changes from others.
    if (policy && !this.#actions.isPending(save)) this.#follow(policy);
    this.dirty = (this.#session?.draft.changes.length ?? 0) > 0 || this.#sections.isTyping;
  }

  protected override render() {
    const client = this.gateway.value;
    const { store } = this.#policy;
    const session = this.#session;
    return html`${this.#parts.get(PolicyBanner.elementName)}
    ${renderView(client, viewOf(client, store), {
      what: strings.what,
      unreadable: ({ unreadable }) => unreadable,
      retry: () => void store?.refresh(),
      bar: (policy) => html`<span>${revisionOf(policy)}</span>`,
      content: () => client && session && this.#content(client, session),
    })}
    ${this.#everything.render(session?.draft, this.#actions.isPending(save))}`;
  }

  #content(client: RpcClient, session: Session): TemplateResult {
    const { policy } = session;
    const why = this.#readOnlyReason(client, policy);
    const saving = this.#actions.isPending(save);
    const { draft, refused } = session;
    const form: FormState = {
      draft,
      refused,
      policy,
      disabled: why !== undefined || saving,
      reasonId: why === undefined ? undefined : 'read-only-reason',
      set: (change) => {
        session.set(change);
        this.requestUpdate();
      },
    };
    const state = {
      saving,
      typing: this.#sections.isTyping,
      reason: this.#reason(session),
      held: renderHeld(this.#actions, save),
      guard: this.#guard,
    };
    return html`${why === undefined ? nothing : html`<p id="read-only-reason" class="muted read-only">${untrusted(why)}</p>`}
      ${renderProvenance(policy)} ${this.#sections.render(form)}
      <div class="block">${this.#parts.get(RememberedRules.elementName)}</div>
      <div class="block">${this.#tryIt(session)}</div>
      ${
        why === undefined
          ? renderSaveBar(session, state, this.#barActions(session), this.#backtest.render(client, policy, draft))
          : nothing
      }`;
  }

  #tryIt({ policy, draft }: Session): HTMLElement {
    const edited = draft.changes.length > 0 ? { ...policy, values: draft.values } : undefined;
    return Object.assign(this.#parts.get(TryIt.elementName), {
      inForce: policy,
      draft: edited,
    } satisfies Partial<TryIt>);
  }

  #barActions(session: Session): SaveBarActions {
    const then =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A) => {
        act(...args);
        this.requestUpdate();
        void this.#keepFocus();
      };
    return {
      save: () => this.#askOrSave(session),
      discard: then(() => {
        session.discard();
        this.#sections.clear();
      }),
      undo: then((key) => session.undo(key)),
      insist: then((key) => session.insist(key)),
      restore: then(() => session.restore()),
      dismiss: then(() => session.dismiss()),
    };
  }

  #follow(policy: Policy): void {
    if (this.#session) this.#session.follow(policy);
    else this.#session = new Session(policy);
  }

  #endSession(client: RpcClient | undefined): void {
    this.#sessionClient = client;
    this.#session = undefined;
    this.#sections.clear();
    this.#everything.close();
  }

  /** Why the draft cannot be saved now; undefined when it can. */
  #reason(session: Session): string | undefined {
    const { changes } = session.draft;
    const conflicts = changes.filter(({ conflict }) => conflict).length;
    if (this.#actions.isPending(save)) return strings.saving;
    if (this.framed !== undefined) return this.framed;
    if (conflicts > 0) return strings.mustDecide(conflicts);
    const typing = this.#sections.whatIsTyped();
    if (typing !== undefined) return typing;
    if (changes.length === 0) return strings.clean;
    return this.gateway.value?.connection.status === 'connected' ? undefined : strings.notConnected;
  }

  #readOnlyReason(client: RpcClient, { values, facts, hasSwitch }: Policy): string | undefined {
    if (this.readOnly) return sharedStrings.readOnly;
    const { framed } = this;
    if (framed !== undefined) return framed;
    if (client.scopes?.includes('admin') === false) return sharedStrings.readOnlyScope('admin');
    const capability = client.capability('config.patch');
    if (capability.status === 'not-offered') return sharedStrings.notOffered('config.patch', capability.reason);
    const keys = Object.keys(values).filter((key) => hasSwitch || key !== 'approvalRules.enabled');
    return keys.every((key) => facts.get(key)?.immutable !== undefined) ? strings.allFixed : undefined;
  }

  #askOrSave(session: Session): void {
    if (this.#reason(session) !== undefined) return;
    const { changes, values } = session.draft;
    if (endOfAsking(changes, values)) this.#everything.ask();
    else void this.#save();
  }

  async #save(): Promise<void> {
    const [client, session] = [this.gateway.value, this.#session];
    if (!client || !session || this.#actions.isPending(save)) return;
    // A reason that came up while the dialog was open is shown beside Save.
    if (this.#reason(session) === undefined) await this.#send(client, session);
    this.#everything.close();
  }

  async #send(client: RpcClient, session: Session): Promise<void> {
    const { policy } = session;
    const { changes } = session.draft;
    const detail = { changes: changes.map(toDetail) };
    const shown = { value: policy.values, latest: () => this.#policy.store?.state.data?.values };
    const act = { client, before: 'comis-before-save', detail, shown } as const;
    const result = await this.#actions.ask(save, act, async () => {
      try {
        session.saved(await savePolicy(client, changes, policy));
      } catch (thrown) {
        session.failed(toGatewayError(thrown));
        throw thrown;
      }
    });
    if ('value' in result) emit(this, 'comis-rules-saved', detail);
    const why = 'error' in result ? this.localized(() => notSentWords(result.error)) : undefined;
    if (why !== undefined) session.notSent(why);
  }

  /** Focuses Save if the focus was lost with the pressed button. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    const root = this.shadowRoot;
    const { activeElement, body } = this.ownerDocument;
    if (root?.activeElement || (activeElement !== null && activeElement !== body && activeElement !== this)) return;
    root?.querySelector<HTMLElement>('.save-bar .primary')?.focus();
  }
}

function revisionOf(policy: Policy): TemplateResult {
  const by = changedBy(policy);
  return html`${strings.revision} <span class="mono">${untrusted(String(policy.revision))}</span>${
      by === undefined ? nothing : html`, ${untrusted(strings.changedBy(by))}`
    }`;
}

const toDetail = ({ key, before, value }: DraftChange): RulesChange => ({ key, before, after: value });
