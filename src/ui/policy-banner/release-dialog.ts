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
import { untrusted } from '../text-safety/untrusted-text.js';

const { automatic, ...strings } = bannerStrings;

/** Something that goes ahead without a person once the brake is off. */
interface Line {
  /** The same for the same. */
  readonly key: string;
  readonly content: unknown;
}

/** What the dialog needs of the element that it stands in. */
export interface ReleaseOptions {
  /** Called for each click on Release, with the policy that was shown. */
  readonly confirmed: (shown: Policy) => void;
  /** The person gave up. */
  readonly cancelled: () => void;
  /** What is shown while the host of the page is asked. */
  readonly held: () => unknown;
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
}

/**
 * Asks before the emergency brake is released, and shows what then goes ahead without a person again. When that changes
 * while it is open, it says how, and nothing can be released before somebody can have read it. Who asked about one
 * engagement does not release another one that somebody has begun since.
 */
export class ReleaseDialog {
  readonly #host: LitElement;
  readonly #options: ReleaseOptions;
  #asking = false;
  #refusal: string | undefined;
  /** The brake that was on when the dialog was opened. */
  #about: Brake | undefined;
  /** What was shown first, and what was shown last. */
  #first: readonly Line[] | undefined;
  #last: string | undefined;
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

  get isOpen(): boolean {
    return this.#asking;
  }

  ask(): void {
    this.#refusal = this.#about = this.#first = this.#last = undefined;
    this.#asking = true;
    this.#dialog.ask();
  }

  close(): void {
    this.#asking = false;
    this.#host.requestUpdate();
  }

  /** Says why the brake is still on. */
  refuse(why: string): void {
    this.#refusal = why;
    this.#host.requestUpdate();
  }

  /** @param policy what is in force now. */
  render(policy: Policy | undefined, pending: boolean): TemplateResult {
    return this.#dialog.render(this.#asking && policy ? this.#content(policy, pending) : nothing);
  }

  #content(policy: Policy, pending: boolean): TemplateResult {
    const { engaged, by, at } = policy.brake ?? {};
    if (engaged) this.#about ??= policy.brake;
    if (!pending && (!engaged || at !== this.#about?.at)) return this.#overtaken(policy);
    const lines = automaticAgain(policy);
    this.#note(lines);
    return html`<h2 id="release-title">${strings.releaseTitle}</h2>
      <p>${untrusted(strings.braked(by, at === undefined ? undefined : formatSince(at)))}</p>
      ${this.#effect(lines)}
      <div role="alert">
        ${this.#refusal === undefined ? nothing : html`<p class="error">${untrusted(this.#refusal)}</p>`}
      </div>
      <div role="status">${this.#options.held()}</div>
      ${this.#dialog.renderActions(strings.cancel, pending ? strings.releasing : strings.releaseButton, {
        busy: pending,
        confirmed: () => this.#options.confirmed(policy),
      })}`;
  }

  /** Makes the button inert for a moment when something else is shown than before. */
  #note(lines: readonly Line[]): void {
    const shown = JSON.stringify(lines.map(({ key }) => key));
    this.#first ??= lines;
    if (this.#last !== undefined && this.#last !== shown) {
      this.#dialog.guard.raise();
    }
    this.#last = shown;
  }

  /** What becomes automatic again, and how that differs from what was shown first. */
  #effect(lines: readonly Line[]): TemplateResult {
    const first = this.#first ?? lines;
    const isIn = (all: readonly Line[], line: Line) => all.some(({ key }) => key === line.key);
    const gone = first.filter((line) => !isIn(lines, line));
    const changed = gone.length > 0 || lines.length !== first.length;
    const fresh = (line: Line) => (isIn(first, line) ? nothing : html`<strong>${strings.releaseNew}</strong> `);
    return html`<div role="status">${changed ? html`<p class="again">${strings.releaseChanged}</p>` : nothing}</div>
      <p class="again" id="again">${lines.length === 0 ? strings.releaseNothing : strings.releaseEffect}</p>
      ${
        lines.length + gone.length === 0
          ? nothing
          : html`<ul class="automatic" aria-labelledby="again">
              ${lines.map((line) => html`<li>${fresh(line)}${line.content}</li>`)}
              ${gone.map(
                (line) => html`<li class="muted"><strong>${strings.releaseGone}</strong> <s>${line.content}</s></li>`,
              )}
            </ul>`
      }`;
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
}

/** What goes ahead without a person once the brake is off, a line each. */
function automaticAgain({ values, facts, remembered = [] }: Policy): readonly Line[] {
  const summary = summarize({ values, facts, brake: undefined });
  if (summary.kind === 'off') return [lineOf(automatic.off)];
  if (summary.kind === 'nothing-asks') return [lineOf(automatic.nothingAsks)];
  const list = values['actionConfirmation.autoApprove'];
  const destructive = values['actionConfirmation.requireForDestructive'];
  const both = destructive && values['actionConfirmation.requireForSensitive'];
  const mode = values['approvalRules.defaultMode'];
  return [
    lineOf(automatic.others[both ? 'both' : destructive ? 'destructive' : 'sensitive']),
    ...(list.length > 0 ? [{ key: JSON.stringify(list), content: html`${automatic.list} ${codes(list)}` }] : []),
    ...(mode === 'manual' ? [] : [modeLine(mode)]),
    ...remembered.map((rule) => ({ key: `rule ${rule.id} ${rule.expiresAt}`, content: ruleLine(rule) })),
  ];
}

function modeLine(mode: Open<Exclude<ApprovalMode, 'manual'>>): Line {
  if (isKnown(approvalModes, mode)) return lineOf(automatic.modes[mode]);
  return { key: mode, content: untrusted(strings.unknownMode(mode)) };
}

const lineOf = (words: string): Line => ({ key: words, content: words });

function ruleLine({ action, agentId, expiresAt }: RememberedRule): TemplateResult {
  const agent = agentId === undefined ? automatic.anyAgent : html`<code>${untrusted(agentId)}</code>`;
  return html`${automatic.rule} <code>${untrusted(action)}</code> ${automatic.by} ${agent},
    ${automatic.until(formatSince(expiresAt))}`;
}

const codes = (entries: readonly string[]) =>
  entries.map((entry, index) => html`${index > 0 ? ', ' : ''}<code>${untrusted(entry)}</code>`);
