import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Policy } from '../../data/policy/policy.js';
import { summarize } from '../../data/policy/policy-summary.js';
import {
  type ApprovalMode,
  approvalModes,
  type Brake,
  isKnown,
  type Open,
  type RememberedRule,
} from '../../protocol/index.js';
import { formatSince } from '../format/format.js';
import { ConfirmDialog } from '../dialogs/confirm-dialog.js';
import { bannerStrings } from './policy-banner.strings.js';
import { releaseStrings as strings } from './release.strings.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** Something that becomes automatic once the brake is off. */
interface Line {
  /** Identifies it for comparison. */
  readonly key: string;
  readonly content: unknown;
}

/** What the dialog needs from its element. */
export interface ReleaseOptions {
  /** Called for each click on Release, with the shown policy. */
  readonly confirmed: (shown: Policy) => void;
  /** Called when the person cancels. */
  readonly cancelled: () => void;
  /** Rendered while the host's answer is pending. */
  readonly held: () => unknown;
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
}

/**
 * Confirms the release of the emergency brake, and shows what becomes automatic again. When that changes while it is
 * open, it shows the difference, and guards the button until it can have been read. It releases only the engagement
 * that it was opened for, not a later one.
 */
export class ReleaseDialog {
  readonly #host: LitElement;
  readonly #options: ReleaseOptions;
  #asking = false;
  #refusal: (() => string) | undefined;
  /** The engagement that the dialog was opened for. */
  #about: Brake | undefined;
  /** What was shown first. */
  #first: readonly Line[] | undefined;
  readonly #dialog: ConfirmDialog;

  constructor(host: LitElement, options: ReleaseOptions) {
    this.#host = host;
    this.#options = options;
    this.#dialog = new ConfirmDialog(host, {
      id: 'release',
      isOpen: () => this.#asking,
      trusted: options.trusted,
      leave: () => {
        options.cancelled();
        this.close();
      },
    });
  }

  /** What a release is decided by. */
  readonly releaseFacts = releaseFacts;

  get isOpen(): boolean {
    return this.#asking;
  }

  ask(): void {
    this.#refusal = this.#about = this.#first = undefined;
    this.#asking = true;
    this.#dialog.ask();
  }

  close(): void {
    this.#asking = false;
    this.#host.requestUpdate();
  }

  /** Shows why the brake is still on. */
  refuse(why: () => string): void {
    this.#refusal = why;
    this.#host.requestUpdate();
  }

  /** @param policy the policy in force. */
  render(policy: Policy | undefined, pending: boolean): TemplateResult {
    return this.#dialog.render(this.#asking && policy ? this.#content(policy, pending) : nothing);
  }

  #content(policy: Policy, pending: boolean): TemplateResult {
    const { engaged, by, at } = policy.brake ?? {};
    if (engaged) this.#about ??= policy.brake;
    if (!pending && (!engaged || at !== this.#about?.at)) return this.#overtaken(policy);
    const lines = automaticAgain(policy);
    this.#first ??= lines;
    this.#dialog.guard.follow(releaseFacts(policy));
    return html`<h2 id="release-title">${strings.title}</h2>
      <p>${untrusted(bannerStrings.braked(by, at === undefined ? undefined : formatSince(at)))}</p>
      ${this.#effect(lines)}
      <div role="alert">
        ${this.#refusal === undefined ? nothing : html`<p class="error">${untrusted(this.#refusal())}</p>`}
      </div>
      <div role="status">${this.#options.held()}</div>
      ${this.#dialog.renderActions(strings.cancel, pending ? bannerStrings.releasing : strings.button, {
        busy: pending,
        confirmed: () => this.#options.confirmed(policy),
      })}`;
  }

  /** Renders what becomes automatic again, and how that differs from what was shown first. */
  #effect(lines: readonly Line[]): TemplateResult {
    const first = this.#first ?? lines;
    const isIn = (all: readonly Line[], line: Line) => all.some(({ key }) => key === line.key);
    const gone = first.filter((line) => !isIn(lines, line));
    const changed = gone.length > 0 || lines.length !== first.length;
    const fresh = (line: Line) => (isIn(first, line) ? nothing : html`<strong>${strings.added}</strong> `);
    return html`<div role="status">${changed ? html`<p class="again">${strings.changed}</p>` : nothing}</div>
      <p class="again" id="again">${lines.length === 0 ? strings.nothing : strings.effect}</p>
      ${
        lines.length + gone.length === 0
          ? nothing
          : html`<ul class="automatic" aria-labelledby="again">
              ${lines.map((line) => html`<li>${fresh(line)}${line.content}</li>`)}
              ${gone.map(
                (line) => html`<li class="muted"><strong>${strings.gone}</strong> <s>${line.content}</s></li>`,
              )}
            </ul>`
      }`;
  }

  /** The engagement that the dialog was opened for is over. */
  #overtaken({ brake: { engaged, by, at } = { engaged: false } }: Policy): TemplateResult {
    const words = engaged
      ? strings.engagedAnew(by, at === undefined ? undefined : formatSince(at))
      : strings.releasedMeanwhile(by);
    return html`<h2 id="release-title">${strings.title}</h2>
      <p role="status">${untrusted(words)}</p>
      <div class="actions">
        <button type="button" data-first @click=${() => this.close()}>${strings.close}</button>
      </div>`;
  }
}

/** What a release is decided by: which engagement it ends, and what goes ahead without a person afterwards. */
const releaseFacts = (policy: Policy): object => ({
  engaged: policy.brake?.engaged === true,
  at: policy.brake?.at,
  automatic: automaticAgain(policy).map(({ key }) => key),
});

/** What becomes automatic once the brake is off, one line each. */
function automaticAgain({ values, facts, remembered = [] }: Policy): readonly Line[] {
  const summary = summarize({ values, facts, brake: undefined });
  if (summary.kind === 'off') return [lineOf(strings.automatic.off)];
  if (summary.kind === 'nothing-asks') return [lineOf(strings.automatic.nothingAsks)];
  const list = values['actionConfirmation.autoApprove'];
  const destructive = values['actionConfirmation.requireForDestructive'];
  const both = destructive && values['actionConfirmation.requireForSensitive'];
  const mode = values['approvalRules.defaultMode'];
  return [
    lineOf(strings.automatic.others[both ? 'both' : destructive ? 'destructive' : 'sensitive']),
    ...(list.length > 0
      ? [{ key: JSON.stringify(list), content: html`${strings.automatic.list} ${codes(list)}` }]
      : []),
    ...(mode === 'manual' ? [] : [modeLine(mode)]),
    ...remembered.map((rule) => ({ key: `rule ${rule.id} ${rule.expiresAt}`, content: ruleLine(rule) })),
  ];
}

function modeLine(mode: Open<Exclude<ApprovalMode, 'manual'>>): Line {
  if (isKnown(approvalModes, mode)) return lineOf(strings.automatic.modes[mode]);
  return { key: mode, content: untrusted(bannerStrings.unknownMode(mode)) };
}

const lineOf = (words: string): Line => ({ key: words, content: words });

function ruleLine({ action, agentId, expiresAt }: RememberedRule): TemplateResult {
  const agent = agentId === undefined ? strings.automatic.anyAgent : html`<code>${untrusted(agentId)}</code>`;
  return html`${strings.automatic.rule} <code>${untrusted(action)}</code> ${strings.automatic.by} ${agent},
    ${strings.automatic.until(formatSince(expiresAt))}`;
}

const codes = (entries: readonly string[]) =>
  entries.map((entry, index) => html`${index > 0 ? ', ' : ''}<code>${untrusted(entry)}</code>`);
