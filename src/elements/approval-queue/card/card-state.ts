import type { RpcClient } from '../../../client/rpc-client.js';
import type { ElementSettings } from '../../../context/settings-context.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import type { ApprovalRequest, Decision, GatewayError, Verdict } from '../../../protocol/index.js';
import type { Reason } from '../decide/approve-reasons.js';
import { type Change, changesOf, paramChanges } from '../compare/changes.js';
import type { WaitsFor } from './card.js';
import { type Phase, phaseOf } from './deadlines.js';
import type { Overtaken } from './render-outcome.js';

/** What a card shows of its request: the version, what has become of it since, and how it ended. */
export interface ShownRequest {
  /** The request as it is shown, and as it would be decided. */
  readonly request: ApprovalRequest;
  /** The request as the gateway sent it last. */
  readonly latest: ApprovalRequest;
  /** What the request has become since, when the card is held and must not change under the reader. */
  readonly pendingChange: ApprovalRequest | undefined;
  /** The version that a person decides about: the first one shown, or the last one reviewed. */
  readonly accepted: ApprovalRequest;
  /** What is to be reviewed; for one that has ended, in which parameters it ended otherwise than shown. */
  readonly changes: readonly Change[];
  /** When the version that is shown replaced another, on the gateway's clock (epoch ms). */
  readonly changedAt: number | undefined;
  /** Why it cannot be decided like any other. */
  readonly fault: Fault | undefined;
  /** How it ended; null while it waits; undefined when it ended in a way that nobody knows. */
  readonly ended: Decision | undefined | null;
  /** Since when a person can read how it ended, on this machine's clock (epoch ms). */
  readonly endedSince: number | undefined;
  /** Why a decision that was made here did not count; undefined where none was made, or it did. */
  readonly overtaken: Overtaken | undefined;
}

/** What the store has of a request. */
export interface ReceivedRequest {
  /** Undefined when it no longer waits. */
  readonly request: ApprovalRequest | undefined;
  readonly fault: Fault | undefined;
  /** How it ended, where that is known. */
  readonly ended: Decision | undefined;
}

/** A request that a card shows from now on. */
export function firstShown(request: ApprovalRequest, fault?: Fault): ShownRequest {
  return {
    request,
    latest: request,
    pendingChange: undefined,
    accepted: request,
    changes: [],
    changedAt: undefined,
    fault,
    ended: null,
    endedSince: undefined,
    overtaken: undefined,
  };
}

/** When something is taken in: on the gateway's clock and on this machine's (epoch ms). */
export interface Moment {
  readonly gateway: number;
  readonly here: number;
}

/**
 * Takes in what has become of a request.
 *
 * @param isFrozen whether the card must go on showing what it shows: then the change waits to be reviewed.
 */
export function received(
  shown: ShownRequest,
  { request: latest, fault, ended }: ReceivedRequest,
  isFrozen: boolean,
  now: Moment,
): ShownRequest {
  if (!latest) {
    const how = shown.ended ?? ended;
    if (how === shown.ended && !shown.pendingChange && shown.fault === fault) return shown;
    const endedSince = shown.endedSince ?? now.here;
    return compared({ ...shown, fault, ended: how, endedSince, pendingChange: undefined }, shown);
  }
  // That nobody knew how it ended may have been wrong: it waits again.
  const waiting = { ended: null, endedSince: undefined, overtaken: undefined };
  const base = shown.ended === undefined ? compared({ ...shown, ...waiting }, shown) : shown;
  if (latest === base.latest) return base.fault === fault ? base : { ...base, fault };
  const isSame = JSON.stringify(latest) === JSON.stringify(base.request);
  const pendingChange = isSame || !isFrozen ? undefined : latest;
  const changed = isSame || isFrozen ? {} : { request: latest, changedAt: now.gateway };
  return compared({ ...base, latest, fault, pendingChange, ...changed }, base);
}

/** A person has reviewed the changes up to a version. The request may have changed again since. */
export function reviewed(shown: ShownRequest, version: ApprovalRequest, now: Moment): ShownRequest {
  const pendingChange = shown.pendingChange === version ? undefined : shown.pendingChange;
  const changedAt = version === shown.request ? shown.changedAt : now.gateway;
  return compared({ ...shown, request: version, accepted: version, pendingChange, changedAt }, shown);
}

/** Finds what is to be reviewed, anew only where that may have changed. */
function compared(shown: ShownRequest, before: ShownRequest): ShownRequest {
  const version = ({ pendingChange, request }: ShownRequest) => pendingChange ?? request;
  const isSame =
    shown.accepted === before.accepted && version(shown) === version(before) && shown.ended === before.ended;
  return isSame ? shown : { ...shown, changes: changesIn(shown, version(shown)) };
}

function changesIn({ accepted, request, ended }: ShownRequest, version: ApprovalRequest): readonly Change[] {
  if (ended === null) return changesOf(accepted, version);
  return ended ? paramChanges(request.params, ended.params) : [];
}

/** What a card shows: its request, how long it waits, whether it can be decided, and what became of a decision. */
export interface CardState {
  readonly shown: ShownRequest;
  /** When the gateway last listed it as waiting, on its clock (epoch ms). */
  readonly listedAt: number;
  /** How close it is to its deadline. */
  readonly phase: Phase;
  /** Why nothing can be decided in the queue; undefined when requests can be. */
  readonly disabledReason: Reason | undefined;
  /** Whether the gateway is known to remember rules. */
  readonly canRemember: boolean;
  /** A decision is on its way. */
  readonly sending: boolean;
  /** What the decision waits for before it goes on its way. */
  readonly waitsFor: WaitsFor | undefined;
  /** Why the last decision was not taken. */
  readonly error: GatewayError | undefined;
  /** What that decision was. */
  readonly tried: Verdict | undefined;
  /** What is asked about the request's context. */
  readonly client: RpcClient | undefined;
  /** Whether the host vouches for what it draws over the card. */
  readonly trustVisibility: boolean;
  /** The zone of its times: an IANA name; undefined: the browser's. */
  readonly timeZone: string | undefined;
  /** What else is hidden like a secret. */
  readonly redact: readonly RegExp[] | undefined;
}

/** What the state of a card is computed from. */
export interface CardSources {
  readonly client: RpcClient | undefined;
  /** The gateway's clock, epoch ms. */
  readonly now: number;
  readonly listedAt: number;
  readonly settings: Pick<ElementSettings, 'timeZone' | 'redact' | 'trustVisibility'>;
  readonly disabledReason: Reason | undefined;
  readonly canRemember: boolean;
  /** The decisions that were made in the queue. */
  readonly decisions: {
    isPending(approvalId: string): boolean;
    waitsFor(approvalId: string): WaitsFor | undefined;
    error(approvalId: string): GatewayError | undefined;
    tried(approvalId: string): Verdict | undefined;
  };
}

/** The state of a card before its queue says more than its request. */
export const initialState = (request: ApprovalRequest): CardState => ({
  shown: firstShown(request),
  listedAt: 0,
  phase: 'calm',
  disabledReason: undefined,
  canRemember: false,
  sending: false,
  waitsFor: undefined,
  error: undefined,
  tried: undefined,
  client: undefined,
  trustVisibility: false,
  timeZone: undefined,
  redact: undefined,
});

/** Computes what a card shows. */
export function cardState(shown: ShownRequest, sources: CardSources): CardState {
  const { request } = shown;
  const { client, now, listedAt, disabledReason, canRemember, decisions } = sources;
  const { timeZone, redact, trustVisibility } = sources.settings;
  const { approvalId } = request;
  return {
    shown,
    listedAt,
    phase: phaseOf(request, now, listedAt),
    disabledReason,
    canRemember,
    sending: decisions.isPending(approvalId),
    waitsFor: decisions.waitsFor(approvalId),
    error: decisions.error(approvalId),
    tried: decisions.tried(approvalId),
    client,
    trustVisibility,
    timeZone,
    redact,
  };
}

/** Whether a card must be drawn anew. When it was listed last is not drawn: its phase is. */
export function isOtherState(now: CardState, before: CardState | undefined): boolean {
  if (!before) return true;
  const { listedAt: _, disabledReason, ...rest } = now;
  if (disabledReason?.id !== before.disabledReason?.id) return true;
  if (disabledReason?.sentence !== before.disabledReason?.sentence) return true;
  return (Object.keys(rest) as (keyof typeof rest)[]).some((key) => !Object.is(now[key], before[key]));
}
