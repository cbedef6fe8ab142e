import type { RpcClient } from '../../../client/rpc-client.js';
import type { ElementSettings } from '../../../context/settings-context.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import type { ApprovalRequest, Decision, GatewayError, Verdict } from '../../../protocol/index.js';
import { english, type Language } from '../../../ui/language/language.js';
import type { Reason } from '../decide/approve-reasons.js';
import { type Change, changesOf, paramChanges } from '../compare/changes.js';
import type { WaitsFor } from './card.js';
import { type Phase, phaseOf } from './deadlines.js';
import type { Overtaken } from './render-outcome.js';

/** A request as its card shows it: the shown version, later changes, and its outcome. */
export interface ShownRequest {
  /** The shown version, which a decision is bound to. */
  readonly request: ApprovalRequest;
  /** The latest version from the gateway. */
  readonly latest: ApprovalRequest;
  /** A later version, while the card is held and must not change under the reader. */
  readonly pendingChange: ApprovalRequest | undefined;
  /** The version to compare with: the first one shown, or the last one reviewed. */
  readonly accepted: ApprovalRequest;
  /** The changes to review; for an ended request, how its decided parameters differ from those shown. */
  readonly changes: readonly Change[];
  /** When the shown version replaced an earlier one, on the gateway's clock (epoch ms). */
  readonly changedAt: number | undefined;
  /** The fault that limits how it can be decided. */
  readonly fault: Fault | undefined;
  /** Its decision; null while pending; undefined when it ended with an unknown outcome. */
  readonly ended: Decision | undefined | null;
  /** Since when its outcome is readable, epoch ms, local clock. */
  readonly endedSince: number | undefined;
  /** Why a decision made here did not count; undefined where none was made, or it did. */
  readonly overtaken: Overtaken | undefined;
}

/** The store's knowledge of a request. */
export interface ReceivedRequest {
  /** Undefined when no longer pending. */
  readonly request: ApprovalRequest | undefined;
  readonly fault: Fault | undefined;
  /** Its decision, where known. */
  readonly ended: Decision | undefined;
}

/** A newly shown request. */
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

/** A moment on the gateway's clock and on this machine's (epoch ms). */
export interface Moment {
  readonly gateway: number;
  readonly here: number;
}

/**
 * Applies an update of a request.
 *
 * @param isFrozen whether the card must keep showing its version: then the change waits for review.
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
  // Its outcome was unknown, and it is pending again.
  const waiting = { ended: null, endedSince: undefined, overtaken: undefined };
  const base = shown.ended === undefined ? compared({ ...shown, ...waiting }, shown) : shown;
  if (latest === base.latest) return base.fault === fault ? base : { ...base, fault };
  const isSame = JSON.stringify(latest) === JSON.stringify(base.request);
  const pendingChange = isSame || !isFrozen ? undefined : latest;
  const changed = isSame || isFrozen ? {} : { request: latest, changedAt: now.gateway };
  return compared({ ...base, latest, fault, pendingChange, ...changed }, base);
}

/** Marks the changes up to a version as reviewed. The request may have changed again since. */
export function reviewed(shown: ShownRequest, version: ApprovalRequest, now: Moment): ShownRequest {
  const pendingChange = shown.pendingChange === version ? undefined : shown.pendingChange;
  const changedAt = version === shown.request ? shown.changedAt : now.gateway;
  return compared({ ...shown, request: version, accepted: version, pendingChange, changedAt }, shown);
}

/** Computes the changes to review, reusing them where nothing can have changed. */
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

/** The state of a card: its request, deadline, whether it can be decided, and the progress of a decision. */
export interface CardState {
  readonly shown: ShownRequest;
  /** When the gateway last listed it as waiting, on its clock (epoch ms). */
  readonly listedAt: number;
  /** The phase of its deadline. */
  readonly phase: Phase;
  /** Why nothing can be decided in the queue; undefined when it can. */
  readonly disabledReason: Reason | undefined;
  /** Whether the gateway is known to remember rules. */
  readonly canRemember: boolean;
  /** A decision is in flight. */
  readonly sending: boolean;
  /** What the decision waits for before it is sent. */
  readonly waitsFor: WaitsFor | undefined;
  /** Why the last decision failed. */
  readonly error: GatewayError | undefined;
  /** The verdict of that decision. */
  readonly tried: Verdict | undefined;
  /** The query for the request's context. */
  readonly client: RpcClient | undefined;
  /** Whether the host vouches for what it draws over the card. */
  readonly trustVisibility: boolean;
  /** The time zone: an IANA name; undefined: the browser's. */
  readonly timeZone: string | undefined;
  /** The language of the queue. */
  readonly language: Language;
  /** The host's patterns of what else is hidden like a secret. */
  readonly redact: readonly RegExp[] | undefined;
}

/** The sources of a card's state. */
export interface CardSources {
  readonly client: RpcClient | undefined;
  /** The gateway's clock, epoch ms. */
  readonly now: number;
  readonly listedAt: number;
  readonly settings: Pick<ElementSettings, 'timeZone' | 'redact' | 'trustVisibility'>;
  readonly language: Language;
  readonly disabledReason: Reason | undefined;
  readonly canRemember: boolean;
  /** The decisions made in the queue. */
  readonly decisions: {
    isPending(approvalId: string): boolean;
    waitsFor(approvalId: string): WaitsFor | undefined;
    error(approvalId: string): GatewayError | undefined;
    tried(approvalId: string): Verdict | undefined;
  };
}

/** The initial state of a card, from its request alone. */
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
  language: english,
  redact: undefined,
});

/** Computes the state of a card. */
export function cardState(shown: ShownRequest, sources: CardSources): CardState {
  const { request } = shown;
  const { client, now, listedAt, disabledReason, canRemember, decisions, language } = sources;
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
    language,
    redact,
  };
}

/** Whether a card must render again. `listedAt` itself is not rendered, only the phase. */
export function isOtherState(now: CardState, before: CardState | undefined): boolean {
  if (!before) return true;
  const { listedAt: _, disabledReason, ...rest } = now;
  if (disabledReason?.id !== before.disabledReason?.id) return true;
  if (disabledReason?.sentence !== before.disabledReason?.sentence) return true;
  return (Object.keys(rest) as (keyof typeof rest)[]).some((key) => !Object.is(now[key], before[key]));
}
