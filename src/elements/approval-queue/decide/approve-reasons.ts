/**
 * Why a request cannot be approved or denied: every reason, in order, each with its sentence. Buttons, keys, bulk
 * decisions, the select box and sending all use this table. docs/approve-reasons.md documents it; a test keeps the two
 * in sync.
 */
import type { Capability } from '../../../client/rpc-client.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import { unbindable } from '../../../data/approvals/approvals.js';
import {
  type Decision,
  isKnown,
  type Open,
  type Risk,
  risks,
  type Scope,
  type Verdict,
} from '../../../protocol/index.js';
import { sharedStrings } from '../../../ui/base/strings.js';
import type { ButtonObstacle } from '../../../ui/guards/guarded-button.js';
import { strings } from '../approval-queue.strings.js';
import { bulkStrings } from '../bulk/bulk.strings.js';
import type { Phase } from '../card/deadlines.js';
import { requestStrings as words } from '../card/request.strings.js';
import type { Unapprovable } from './unapprovable.js';
import type { Concealed } from './unreadable-style.js';

/**
 * Where a reason is shown: `instead` of the buttons, `above` them, in the `review` of changes or the `reading` line
 * above them, `beside` them at the end of their row, on the `select` box, as the `outcome`, or as the `failure` of an
 * unsent decision.
 */
export type Place = 'instead' | 'above' | 'review' | 'reading' | 'beside' | 'select' | 'outcome' | 'failure';

/** Why a decision is not available. */
export interface Reason {
  readonly id: string;
  readonly sentence: string;
  readonly place: Place;
}

/** One row of the table. */
export interface ReasonRow<Facts> {
  readonly id: string;
  /** The verdicts that it blocks. */
  readonly blocks: readonly Verdict[];
  /** Whether it applies only to the card's own buttons and keys, or only to bulk decisions. Default: both. */
  readonly only?: 'card' | 'bulk';
  readonly place: Place;
  readonly holds: (facts: Facts) => boolean;
  readonly sentence: (facts: Facts) => string;
}

/** The query: for which verdict, and whether in a bulk decision. */
export interface Asked {
  readonly verdict: Verdict;
  readonly bulk?: boolean;
  /** Only reasons that are shown there. */
  readonly place?: Place;
}

const both: readonly Verdict[] = ['approve', 'deny'];
const approve: readonly Verdict[] = ['approve'];

/** The facts that decide whether anything can be decided in a queue. */
export interface QueueFacts {
  readonly readOnly: boolean;
  /** The gateway's capability for `approvals.respond`. */
  readonly respond: Capability;
  /** The scopes of the token; undefined while they are not known. */
  readonly scopes: readonly Scope[] | undefined;
  /** Whether another origin frames the page. */
  readonly framed: boolean;
}

/** Reasons of the whole queue. */
export const queueRows: readonly ReasonRow<QueueFacts>[] = [
  {
    id: 'read-only',
    blocks: both,
    place: 'instead',
    holds: ({ readOnly }) => readOnly,
    sentence: () => strings.readOnly,
  },
  {
    id: 'not-offered',
    blocks: both,
    place: 'instead',
    holds: ({ respond }) => respond.status === 'not-offered',
    sentence: ({ respond }) =>
      sharedStrings.notOffered('approvals.respond', respond.status === 'not-offered' ? respond.reason : undefined),
  },
  {
    id: 'no-scope',
    blocks: both,
    place: 'instead',
    holds: ({ scopes }) => scopes?.includes('admin') === false,
    sentence: () => strings.noScope('admin'),
  },
  { id: 'framed', blocks: both, place: 'instead', holds: ({ framed }) => framed, sentence: () => sharedStrings.framed },
];

/** The facts that decide whether one request can be decided. Costly ones are getters. */
export interface CardFacts {
  /** The reason of the whole queue. */
  readonly queue: Reason | undefined;
  /** How it ended; null while it waits. */
  readonly ended: Decision | undefined | null;
  readonly sending: boolean;
  readonly phase: Phase;
  readonly risk: Open<Risk>;
  readonly fault: Fault | undefined;
  /** Whether the request differs from the version first shown or last reviewed. */
  readonly isChanged: boolean;
  /** Whether what approving needs is loaded. */
  readonly isLoaded: boolean;
  /** Whether part of the text is not drawn yet: what checks it is being loaded. */
  readonly isChecking: boolean;
  /** Why the request cannot have been read in full. */
  readonly unapprovable: Unapprovable | undefined;
  /** What the page's styles conceal. */
  readonly concealed: Concealed | undefined;
  readonly reading: {
    /** Whether all of it was in view, need not be, or was declared as read. */
    readonly isRead: boolean;
    /** How many values are masked. */
    readonly hidden: number;
    readonly obscured: boolean;
    readonly skipped: boolean;
  };
  /** Why a press of the button would not count now; undefined where no button is involved. */
  readonly button: ButtonObstacle | undefined;
}

const isUnread = ({ reading }: CardFacts): boolean => !reading.isRead;
const hasOwnId = (fault: Fault): boolean => fault.kind === 'unreadable' && fault.readable.approvalId !== undefined;

function cannotBeRead(id: Unapprovable, sentence: () => string): ReasonRow<CardFacts> {
  return { id, blocks: approve, place: 'above', holds: ({ unapprovable }) => unapprovable === id, sentence };
}

function isConcealed(what: Concealed): ReasonRow<CardFacts> {
  const holds = ({ concealed }: CardFacts) => concealed === what;
  return { id: `${what}-concealed`, blocks: approve, place: 'above', holds, sentence: () => words.concealed[what] };
}

function buttonIs(obstacle: ButtonObstacle, blocks: readonly Verdict[]): ReasonRow<CardFacts> {
  const holds = ({ button }: CardFacts) => button === obstacle;
  return { id: obstacle, blocks, only: 'card', place: 'beside', holds, sentence: () => sharedStrings.guard[obstacle] };
}

/** Reasons of one request, checked after those of its queue. */
export const cardRows: readonly ReasonRow<CardFacts>[] = [
  {
    id: 'ended',
    blocks: both,
    place: 'outcome',
    holds: ({ ended }) => ended !== null,
    sentence: ({ ended }) => strings.ended(ended ?? undefined),
  },
  {
    id: 'sending',
    blocks: both,
    only: 'card',
    place: 'beside',
    holds: ({ sending }) => sending,
    sentence: () => strings.sending,
  },
  {
    id: 'time-up',
    blocks: both,
    place: 'instead',
    holds: ({ phase }) => phase === 'over',
    sentence: () => strings.unconfirmed,
  },
  {
    id: 'one-by-one',
    blocks: both,
    only: 'bulk',
    place: 'select',
    holds: ({ risk }) => risk === 'high' || risk === 'critical' || !isKnown(risks, risk),
    sentence: () => bulkStrings.oneByOne,
  },
  {
    id: 'duplicate',
    blocks: both,
    place: 'above',
    holds: ({ fault }) => fault?.kind === 'duplicate',
    sentence: () => words.duplicate,
  },
  {
    id: 'no-id',
    blocks: both,
    place: 'above',
    holds: ({ fault }) => fault?.kind === 'unreadable' && !hasOwnId(fault),
    sentence: () => words.noId,
  },
  {
    id: 'unreadable',
    blocks: approve,
    place: 'above',
    holds: ({ fault }) => fault !== undefined && hasOwnId(fault),
    sentence: () => words.onlyDeny,
  },
  {
    id: 'not-reviewed',
    blocks: both,
    place: 'review',
    holds: ({ isChanged }) => isChanged,
    sentence: () => words.notReviewed,
  },
  {
    id: 'not-loaded',
    blocks: approve,
    place: 'above',
    holds: ({ isLoaded }) => !isLoaded,
    sentence: () => words.notLoaded,
  },
  {
    id: 'checking',
    blocks: approve,
    place: 'above',
    holds: ({ isChecking }) => isChecking,
    sentence: () => words.checking,
  },
  cannotBeRead('truncated', () => words.truncated),
  cannotBeRead('too-deep', () => words.tooDeep),
  cannotBeRead('number-rounded', () => words.rounded),
  cannotBeRead('number-unreadable', () => words.unreadableNumber),
  cannotBeRead('not-bindable', () => unbindable),
  cannotBeRead('damaged', () => words.damaged),
  isConcealed('action'),
  isConcealed('risk'),
  isConcealed('params'),
  isConcealed('notes'),
  {
    id: 'values-masked',
    blocks: approve,
    place: 'reading',
    holds: (facts) => isUnread(facts) && facts.reading.hidden > 0,
    sentence: ({ reading }) => words.notShown(reading.hidden),
  },
  {
    id: 'text-covered',
    blocks: approve,
    place: 'reading',
    holds: (facts) => isUnread(facts) && facts.reading.obscured,
    sentence: () => words.obscured,
  },
  {
    id: 'part-skipped',
    blocks: approve,
    place: 'reading',
    holds: (facts) => isUnread(facts) && facts.reading.skipped,
    sentence: () => words.skipped,
  },
  { id: 'not-read', blocks: approve, place: 'reading', holds: isUnread, sentence: () => words.notSeen },
  buttonIs('out-of-view', approve),
  buttonIs('hidden', approve),
  buttonIs('soon', both),
];

/** The facts checked right before a decision is sent. Costly ones are getters. */
export interface SendFacts {
  /** Whether the queue is still on the page. */
  readonly isConnected: boolean;
  /** Whether the queue still has the client of the decision. */
  readonly isSameClient: boolean;
  /** The reason of the whole queue. */
  readonly queue: Reason | undefined;
  /** Whether the request differs from the shown version. */
  readonly isChanged: boolean;
  /** The reason of the request, checked again in a bulk decision. */
  readonly card: Reason | undefined;
  /** Whether other software altered the text on the screen. */
  readonly isAltered: boolean;
}

const failure = { blocks: both, place: 'failure' } as const;

/** Reasons checked after the press, before those of the queue. */
export const goneRows: readonly ReasonRow<SendFacts>[] = [
  { ...failure, id: 'queue-gone', holds: ({ isConnected }) => !isConnected, sentence: () => words.queueGone },
  { ...failure, id: 'other-gateway', holds: ({ isSameClient }) => !isSameClient, sentence: () => words.otherGateway },
];

/** Reasons checked after those of the queue: the screen or the request is no longer what was decided. */
export const shownRows: readonly ReasonRow<SendFacts>[] = [
  { ...failure, id: 'changed', holds: ({ isChanged }) => isChanged, sentence: () => words.changed },
  { ...failure, id: 'altered', holds: ({ isAltered }) => isAltered, sentence: () => sharedStrings.altered },
];

/** Why nothing can be decided in a queue; undefined when it can. */
export function whyNotInQueue(facts: QueueFacts): Reason | undefined {
  return firstOf(queueRows, facts, () => true);
}

/** Why a request cannot be decided; undefined when it can. */
export function whyNotDecide(facts: CardFacts, { verdict, bulk = false, place }: Asked): Reason | undefined {
  if (facts.queue && (place === undefined || place === facts.queue.place)) return facts.queue;
  const unasked = bulk ? 'card' : 'bulk';
  return firstOf(
    cardRows,
    facts,
    (row) => row.blocks.includes(verdict) && row.only !== unasked && (place === undefined || place === row.place),
  );
}

/** Why a decision must not be sent; undefined when it may. */
export function whyNotSend(facts: SendFacts): Reason | undefined {
  const all = () => true;
  return firstOf(goneRows, facts, all) ?? facts.queue ?? firstOf(shownRows, facts, all) ?? facts.card;
}

function firstOf<Facts>(
  rows: readonly ReasonRow<Facts>[],
  facts: Facts,
  isAsked: (row: ReasonRow<Facts>) => boolean,
): Reason | undefined {
  const row = rows.find((each) => isAsked(each) && each.holds(facts));
  if (!row) return undefined;
  const { id, place, sentence } = row;
  return { id, place, sentence: sentence(facts) };
}
