import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ReadState } from '../../data/stores/client-store.js';
import { deciderOf } from '../../data/approvals/history.js';
import type { Replay, Replayed } from '../../data/policy/backtest.js';
import type { Decision } from '../../protocol/index.js';
import { formatSince } from '../format/format.js';
import { ruleName } from '../policy-banner/policy-words.js';
import { backtestStrings as strings } from './backtest.strings.js';
import { timeOf } from '../format/time.js';
import { riskMark } from '../format/risk.js';
import { untrusted } from '../text-safety/untrusted-text.js';
import { errorWords } from '../base/client-error.strings.js';

/** The backtest of a draft. */
export interface Backtest {
  /** The replay of the draft; undefined while there are no decisions. */
  readonly replay: Replay | undefined;
  /** How many decisions the rules in force would have made automatically, where comparable. */
  readonly inForce: number | undefined;
}

/**
 * Renders the result of a draft's backtest, with the list of automatic decisions.
 *
 * @param id the id of the sentence in the shadow root, for `aria-describedby`.
 */
export function renderBacktest(
  state: ReadState<readonly Decision[]>,
  { replay, inForce }: Backtest,
  id: string,
): TemplateResult {
  return html`<div class="proof" part="proof">
    <p id=${id} role="status" class=${replay && replay.denied + replay.approved > 0 ? 'warning-mark' : ''}>
      ${words(state, replay)} ${inForce === undefined || !replay?.total ? nothing : strings.inForce(inForce)}
    </p>
    ${
      replay && replay.alone.length > 0
        ? html`<details>
            <summary>${strings.show(replay.alone.length)}</summary>
            <ul aria-label=${strings.list} tabindex="0">
              ${repeat(replay.alone, ({ decision }) => decision.approvalId, line)}
            </ul>
          </details>`
        : nothing
    }
  </div>`;
}

function words({ data, error }: ReadState<readonly Decision[]>, replay: Replay | undefined): unknown {
  if (!replay || !data) return error ? untrusted(strings.failed(errorWords(error))) : strings.reading;
  if (data.length === 0) return strings.none;
  return strings.sentence(replay.alone.length, replay.total, replay.denied, replay.approved);
}

function line({ decision, judgement, against }: Replayed): TemplateResult {
  const { action, agentId, outcome, resolvedAt, resolvedBy, risk } = decision;
  return html`<li class=${against ? 'against' : ''}>
    ${timeOf(resolvedAt, formatSince(resolvedAt))}
    <span class="what"><code>${untrusted(action)}</code> ${agentId === undefined ? nothing : untrusted(agentId)}</span>
    ${riskMark(risk)}
    <span class="then">${untrusted(strings.then(outcome, deciderOf(decision), resolvedBy))}</span>
    <span class="now">
      ${strings.now[judgement.decision]} ${strings.by(ruleName(judgement.rule))}
      ${entry(judgement.rule === 'approvalRules.remembered' ? undefined : judgement.entry)}
    </span>
  </li>`;
}

const entry = (text: string | undefined) => (text === undefined ? nothing : html`<code>${untrusted(text)}</code>`);

/** The styles of a backtest. */
export const backtestStyles = css`
  .proof summary {
    width: fit-content;
    color: var(--_accent);
    cursor: pointer;
  }
  .proof ul {
    max-height: 16em;
    margin: 0.29em 0 0;
    padding: 0;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    list-style: none;
  }
  .proof li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.92em;
    padding: 0.31em 0.61em;
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  .proof li + li {
    border-block-start: 1px solid var(--_border);
  }
  .proof .what {
    flex: 1 1 13.71em;
    min-width: 0;
  }
  .proof .now {
    flex-basis: 100%;
    color: var(--_muted);
  }
  .proof .against .then {
    color: var(--_warn);
    font-weight: 600;
  }
`;
