import { eventOf, Gap, Misdated, type EventLine, type LogRow } from '../../data/events/event-rows.js';
import { risks } from '../../protocol/index.js';
import { formatClock, formatIso, formatRecent, formatTitle } from '../../ui/format/format.js';
import { openWords, wordClass } from '../../ui/text-safety/open-word.js';
import type { RowView } from '../../ui/table/row-window.js';
import { jsonForCopy, textWithoutSecrets } from '../../ui/text-safety/json-view.js';
import { setRowJson } from '../../ui/table/row-copy.js';
import { untrustedNodes } from '../../ui/text-safety/untrusted-text.js';
import { columns } from './event-table.js';
import { strings } from './security-events.strings.js';

/** How much of a text a cell holds, in UTF-16 units: more than fits on one line. All of it is in the details. */
const cellLength = 240;

let rowIdCounter = 0;

/** What a row shows beside its event. */
export interface RowState {
  /** Whether its details are open. */
  isOpen(row: LogRow): boolean;
  /** Whether another event has the same id. */
  isReused(line: EventLine): boolean;
}

/** A row of the table: five cells that are written again and again. */
export class EventRow implements RowView<LogRow> {
  readonly element = document.createElement('div');
  readonly #time = document.createElement('time');
  readonly #agent: TextCell;
  readonly #action: TextCell;
  #shownRisk: string | undefined;
  readonly #risk = document.createElement('span');
  readonly #user: TextCell;
  /** How it ended, in a word, and what was said about it. */
  readonly #outcome: TextCell;
  readonly #message: TextCell;
  readonly #how: HTMLElement;
  readonly #between = document.createTextNode('');
  readonly #outcomeWord: HTMLElement;
  readonly #first: HTMLElement;
  readonly #others: readonly HTMLElement[];
  readonly #details = document.createElement('button');
  readonly #state: RowState;
  readonly #reusedId = document.createElement('span');
  readonly #clockOff = document.createElement('span');
  #gap = false;
  #misdated = false;
  #reused = false;
  #routine = false;
  #open = false;
  #index = -1;

  constructor(state: RowState) {
    const { element } = this;
    this.#state = state;
    element.className = 'row';
    element.role = 'row';
    element.part.add('row');
    const [time, agent, action, risk, user] = columns.map(({ id }) => cell(id));
    if (!time || !agent || !action || !risk || !user) throw new TypeError('five columns');
    this.#first = time;
    this.#others = [agent, action, risk, user];
    this.#agent = new TextCell(agent);
    // What was done never pushes out of sight how it ended: each of the two is cut by itself.
    const what = child(action, 'what');
    const how = child(action, 'how');
    this.#action = new TextCell(what);
    this.#outcomeWord = child(how, 'outcome');
    this.#outcomeWord.part.add('outcome');
    this.#outcome = new TextCell(this.#outcomeWord, '');
    how.append(this.#between);
    this.#message = new TextCell(child(how, 'message'), '');
    this.#how = how;
    this.#user = new TextCell(user);
    this.#risk.part.add('risk');
    risk.append(this.#risk);
    this.#clockOff.className = 'clock-off';
    this.#clockOff.textContent = strings.clockOff;
    this.#reusedId.className = 'reused-id';
    this.#reusedId.textContent = strings.reusedId;
    this.#prepareDetails([this.#time, action, risk]);
    time.append(this.#details, this.#time);
    element.append(time, ...this.#others);
  }

  show(row: LogRow): void {
    const gap = row instanceof Gap;
    const open = this.#state.isOpen(row);
    if (open !== this.#open) this.element.ariaCurrent = (this.#open = open) ? 'true' : null;
    if (gap !== this.#gap) this.#become(gap);
    setRowJson(this.element, () => (gap ? strings.gap(row) : jsonForCopy(eventOf(row))));
    if (gap) this.#first.textContent = strings.gap(row);
    else this.#showLine(row);
  }

  place(index: number): void {
    if (index === this.#index) return;
    this.#index = index;
    // The first row of the table is its head, and counting begins with 1.
    this.element.ariaRowIndex = String(index + 2);
  }

  #showLine(line: EventLine): void {
    const { agentId, action, user, risk, outcome, message, routine } = eventOf(line);
    const misdated = line instanceof Misdated;
    const reused = this.#state.isReused(line);
    if (misdated !== this.#misdated) mark(this.#first, this.#clockOff, (this.#misdated = misdated));
    if (reused !== this.#reused) mark(this.#first, this.#reusedId, (this.#reused = reused));
    const at = misdated ? line.arrivedAt : line.timestamp;
    this.#time.dateTime = formatIso(at);
    this.#time.title = formatTitle(at);
    this.#time.textContent = misdated ? formatClock(at) : formatRecent(at);
    const isRoutine = routine !== undefined;
    if (isRoutine !== this.#routine) this.element.classList.toggle('routine', (this.#routine = isRoutine));
    this.#agent.show(agentId);
    this.#action.show(action);
    this.#user.show(user);
    this.#message.show(message && textWithoutSecrets(message));
    this.#how.hidden = outcome === undefined && message === undefined;
    this.#between.data = outcome !== undefined && message !== undefined ? ' ' : '';
    if (this.#outcome.show(outcome)) this.#outcomeWord.className = `outcome ${outcomeClass(outcome)}`;
    if (risk === this.#shownRisk) return;
    this.#shownRisk = risk;
    this.#risk.replaceChildren(...untrustedNodes(openWords(risks, risk)));
    this.#risk.className = `risk risk-${wordClass(risks, risk)}`;
  }

  /** A gap is one cell as wide as the table. */
  #become(gap: boolean): void {
    this.#gap = gap;
    this.element.classList.toggle('gap', gap);
    for (const other of this.#others) other.hidden = gap;
    if (gap) {
      this.#first.ariaColSpan = String(columns.length);
    } else {
      this.#first.ariaColSpan = null;
      this.#first.replaceChildren(this.#details, this.#time);
      mark(this.#first, this.#clockOff, this.#misdated);
      mark(this.#first, this.#reusedId, this.#reused);
    }
  }

  #prepareDetails(described: readonly HTMLElement[]): void {
    const row = ++rowIdCounter;
    described.forEach((part, index) => (part.id = `row-${row}-${index}`));
    this.#details.type = 'button';
    this.#details.className = 'open';
    // Reached by the arrow keys; with a stop of its own in each row, Tab would never come to an end.
    this.#details.tabIndex = -1;
    this.#details.ariaLabel = strings.details;
    this.#details.setAttribute('aria-describedby', described.map(({ id }) => id).join(' '));
  }
}

function mark(cell: HTMLElement, sign: HTMLElement, on: boolean): void {
  if (on) cell.append(sign);
  else sign.remove();
}

function cell(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = `cell col-${name}`;
  element.role = 'cell';
  return element;
}

/** Appends a part of a cell. */
function child(parent: HTMLElement, name: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  parent.append(element);
  return element;
}

/** A cell with text that an agent may have chosen. */
class TextCell {
  readonly #cell: HTMLElement;
  readonly #text = document.createTextNode('');
  readonly #none: string;
  #value: string | undefined;

  /** @param none what stands there for a field that is absent. */
  constructor(cell: HTMLElement, none: string = strings.none) {
    this.#cell = cell;
    cell.translate = false;
    this.#text.data = this.#none = none;
    cell.append(this.#text);
  }

  /** @returns whether it shows something else now. */
  show(value: string | undefined): boolean {
    if (value === this.#value) return false;
    this.#value = value;
    const nodes = value === undefined ? [this.#none] : untrustedNodes(clip(value));
    const [only] = nodes;
    if (nodes.length === 1 && typeof only === 'string') {
      // Writing into the node that is there is much cheaper than a new one.
      if (this.#cell.firstChild !== this.#text || this.#text.nextSibling) this.#cell.replaceChildren(this.#text);
      this.#text.data = only;
    } else {
      this.#cell.replaceChildren(...nodes);
    }
    return true;
  }
}

/** Outcomes that have a mark and a colour of their own; any other is shown as it came. */
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

function clip(text: string): string {
  if (text.length <= cellLength) return text;
  const end = text.codePointAt(cellLength - 1);
  return `${text.slice(0, end !== undefined && end > 0xffff ? cellLength - 1 : cellLength)}…`;
}
