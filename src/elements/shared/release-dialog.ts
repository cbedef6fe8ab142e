import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Policy } from '../../data/policy.js';
import { stanceOf } from '../../data/stance.js';
import type { Brake, RememberedRule } from '../../protocol/index.js';
import { formatSince } from './format.js';
import { ModalController } from './modal-controller.js';
import { noticeStrings } from './policy-notice.strings.js';
import { untrusted } from './untrusted-text.js';

const { automatic, ...strings } = noticeStrings;

/**
 * Asks before the emergency brake is released, and shows what then goes ahead without a person again. Who asked about one
 * engagement does not release another one that somebody has begun since.
 */
export class ReleaseDialog {
  readonly #host: LitElement;
  readonly #confirmed: (shown: Policy) => void;
  #asking = false;
  #refusal: string | undefined;
  /** The brake that was on when the dialog was opened. */
  #about: Brake | undefined;

  /** @param confirmed called for each click on Release, with the policy that was shown. */
  constructor(host: LitElement, confirmed: (shown: Policy) => void) {
    this.#host = host;
    this.#confirmed = confirmed;
    new ModalController(host, '#release', () => this.#asking);
  }

  get isOpen(): boolean {
    return this.#asking;
  }

  ask(): void {
    this.#refusal = this.#about = undefined;
    this.#set(true);
  }

  close(): void {
    this.#set(false);
  }

  /** Says why the brake is still on. */
  refuse(why: string): void {
    this.#refusal = why;
    this.#host.requestUpdate();
  }

  /** @param policy what is in force now. */
  render(policy: Policy | undefined, pending: boolean): TemplateResult {
    const shown = this.#asking && policy ? this.#content(policy, pending) : nothing;
    return html`<dialog id="release" part="dialog" aria-labelledby="release-title" @close=${this.#onClose}>
      ${shown}
    </dialog>`;
  }

  #content(policy: Policy, pending: boolean): TemplateResult {
    const { engaged, by, at } = policy.brake ?? {};
    if (engaged) this.#about ??= policy.brake;
    if (!pending && (!engaged || at !== this.#about?.at)) return this.#overtaken(policy);
    const lines = automaticAgain(policy);
    return html`<h2 id="release-title">${strings.releaseTitle}</h2>
      <p>${untrusted(strings.braked(by, at === undefined ? undefined : formatSince(at)))}</p>
      ${
        lines.length === 0
          ? html`<p class="again">${strings.releaseNothing}</p>`
          : html`<p class="again" id="again">${strings.releaseEffect}</p>
              <ul class="automatic" aria-labelledby="again">
                ${lines.map((line) => html`<li>${line}</li>`)}
              </ul>`
      }
      <div role="alert">
        ${this.#refusal === undefined ? nothing : html`<p class="error">${untrusted(this.#refusal)}</p>`}
      </div>
      <div class="actions">
        <button type="button" data-first @click=${() => this.close()}>${strings.cancel}</button>
        <button
          type="button"
          class="danger"
          aria-disabled=${pending}
          @click=${pending ? nothing : () => this.#confirmed(policy)}
        >
          ${pending ? strings.releasing : strings.releaseButton}
        </button>
      </div>`;
  }

  /** There is nothing left to release of what was asked about. */
  #overtaken({ brake: { engaged, by, at } = { engaged: false } }: Policy): TemplateResult {
    const words = engaged
      ? strings.engagedAnew(by, at === undefined ? undefined : formatSince(at))
      : strings.releasedMeanwhile(by);
    return html`<h2 id="release-title">${strings.releaseTitle}</h2>
      <p role="status">${untrusted(words)}</p>
      <div class="actions">
        <button type="button" data-first @click=${() => this.close()}>${strings.close}</button>
      </div>`;
  }

  #set(asking: boolean): void {
    this.#asking = asking;
    this.#host.requestUpdate();
  }

  /** The browser closed it, by Escape; or it was closed here, and may ask again by now. */
  readonly #onClose = (event: Event): void => {
    if (!(event.currentTarget as HTMLDialogElement).open) this.close();
  };
}

/** What goes ahead without a person once the brake is off, a line each. */
function automaticAgain({ values, facts, remembered = [] }: Policy): unknown[] {
  const stance = stanceOf({ values, facts, brake: undefined });
  if (stance.kind === 'off') return [automatic.off];
  if (stance.kind === 'nothing-asks') return [automatic.nothingAsks];
  const list = values['actionConfirmation.autoApprove'];
  const destructive = values['actionConfirmation.requireForDestructive'];
  const both = destructive && values['actionConfirmation.requireForSensitive'];
  const mode = values['approvalRules.defaultMode'];
  return [
    automatic.others[both ? 'both' : destructive ? 'destructive' : 'sensitive'],
    ...(list.length > 0 ? [html`${automatic.list} ${codes(list)}`] : []),
    ...(mode === 'manual' ? [] : [automatic.modes[mode]]),
    ...remembered.map(ruleLine),
  ];
}

function ruleLine({ action, agentId, expiresAt }: RememberedRule): TemplateResult {
  const agent = agentId === undefined ? automatic.anyAgent : html`<code>${untrusted(agentId)}</code>`;
  return html`${automatic.rule} <code>${untrusted(action)}</code> ${automatic.by} ${agent},
    ${automatic.until(formatSince(expiresAt))}`;
}

const codes = (entries: readonly string[]) =>
  entries.map((entry, index) => html`${index > 0 ? ', ' : ''}<code>${untrusted(entry)}</code>`);
