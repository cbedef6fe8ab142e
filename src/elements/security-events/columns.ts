import { eventOf, Misdated, type EventLine } from '../../data/events/event-rows.js';
import type { SecurityEvent } from '../../protocol/index.js';
import { formatClock, formatDateTime, formatRecent } from '../../ui/format/format.js';
import { riskMark } from '../../ui/format/risk.js';
import { timeOf } from '../../ui/format/time.js';
import { type Column, searchedTexts } from '../../ui/table/column.js';
import { textWithoutSecrets } from '../../ui/text-safety/untrusted-json.js';
import { untrustedLine } from '../../ui/text-safety/untrusted-text.js';
import { html, nothing, type TemplateResult } from 'lit';
import { strings } from './security-events.strings.js';

/** The columns of the log. */
export const columns: readonly Column<EventLine>[] = [
  {
    id: 'time',
    get label() {
      return strings.columns.time;
    },
    width: 'calc(11.2 * var(--_font-size))',
    cell: (line, { isRepeated }) =>
      html`${time(line)}${mark('clock-off', strings.clockOff, line instanceof Misdated)}${mark('reused-id', strings.reusedId, isRepeated)}`,
    filter: (line) => [formatRecent(eventOf(line).timestamp), formatDateTime(eventOf(line).timestamp)],
  },
  {
    id: 'agent',
    get label() {
      return strings.columns.agent;
    },
    width: 'minmax(0, 2fr)',
    cell: (line) => orNone(eventOf(line).agentId),
    copy: (line) => eventOf(line).agentId ?? strings.none,
    filter: (line) => [eventOf(line).agentId],
  },
  {
    id: 'action',
    get label() {
      return strings.columns.action;
    },
    width: 'minmax(0, 4.2fr)',
    cell: (line) => whatAndHow(eventOf(line)),
    copy: (line) => {
      const { action, outcome, message } = eventOf(line);
      return [action, outcome, message && textWithoutSecrets(message)].filter(Boolean).join(' ');
    },
    filter: (line) => {
      const { action, outcome, message } = eventOf(line);
      return [action, outcome, message];
    },
  },
  {
    id: 'risk',
    get label() {
      return strings.columns.risk;
    },
    width: 'calc(6.9 * var(--_font-size))',
    cell: (line) => riskMark(eventOf(line).risk),
    filter: (line) => [eventOf(line).risk],
  },
  {
    id: 'user',
    get label() {
      return strings.columns.user;
    },
    width: 'minmax(0, 1.2fr)',
    cell: (line) => orNone(eventOf(line).user),
    copy: (line) => eventOf(line).user ?? strings.none,
    filter: (line) => [eventOf(line).user],
  },
];

/** The text that the search covers: the columns, and the ids that link to other lists. */
export const searchedIn = (event: SecurityEvent): readonly (string | undefined)[] => [
  ...searchedTexts(columns, event),
  event.type,
  event.traceId,
  event.sessionKey,
];

/** An event with a wrong date is placed by its arrival, and says so. */
function time(line: EventLine): TemplateResult {
  return line instanceof Misdated
    ? timeOf(line.arrivedAt, formatClock(line.arrivedAt))
    : timeOf(line.timestamp, formatRecent(line.timestamp));
}

const mark = (name: string, words: string, isOn: boolean) =>
  isOn ? html`<span class=${name}>${words}</span>` : nothing;

const orNone = (text: string | undefined) => (text === undefined ? strings.none : untrustedLine(text));

/**
 * Action and outcome are truncated separately, so that a long action never hides the outcome. Absent values are empty
 * strings and not `nothing`, so that the text node is reused for the next event.
 */
function whatAndHow({ action, outcome, message }: SecurityEvent): TemplateResult {
  const between = outcome !== undefined && message !== undefined ? ' ' : '';
  return html`<span class="what">${untrustedLine(action)}</span
    ><span class="how" ?hidden=${outcome === undefined && message === undefined}
      ><span class="outcome ${outcomeClass(outcome)}" part="outcome">${untrustedLine(outcome ?? '')}</span
      >${between}<span class="message">${untrustedLine(textWithoutSecrets(message ?? ''))}</span></span
    >`;
}

/** Outcomes with a mark and a colour; others are shown as text. */
const knownOutcomes: ReadonlySet<string> = new Set([
  'success',
  'approved',
  'denied',
  'failure',
  'expired',
  'withdrawn',
]);

function outcomeClass(outcome: string | undefined): string {
  if (outcome === undefined) return '';
  return knownOutcomes.has(outcome) ? `outcome-${outcome}` : 'outcome-other';
}
