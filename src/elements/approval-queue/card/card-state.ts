import type { RpcClient } from '../../../client/rpc-client.js';
import type { ElementSettings } from '../../../context/settings-context.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import type { ApprovalRequest, Decision, GatewayError, Verdict } from '../../../protocol/index.js';
import type { Reason } from '../decide/approve-reasons.js';
import type { WaitsFor } from './card.js';
import { type Phase, phaseOf } from './deadlines.js';
import type { Overtaken } from './render-outcome.js';

/** Which version of its request a card shows, what the request has become since, and how it ended. */
export interface ShownRequest {
  /** The request as it is shown, and as it would be decided. */
  readonly request: ApprovalRequest;
  /** The request as the gateway sent it last. */
  readonly latest: ApprovalRequest;
  /** What the request has become since, when the card is held and must not change under the reader. */
  readonly pendingChange: ApprovalRequest | undefined;
  /** Why it cannot be decided like any other. */
  readonly fault: Fault | undefined;
  /** How it ended; null while it waits; undefined when it ended in a way that nobody knows. */
  readonly ended: Decision | undefined | null;
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
  return { request, latest: request, pendingChange: undefined, fault, ended: null, overtaken: undefined };
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
): ShownRequest {
  if (!latest) {
    const how = shown.ended ?? ended;
    if (how === shown.ended && !shown.pendingChange && shown.fault === fault) return shown;
    return { ...shown, fault, ended: how, pendingChange: undefined };
  }
  // That nobody knew how it ended may have been wrong: it waits again.
  const base = shown.ended === undefined ? { ...shown, ended: null, overtaken: undefined } : shown;
  if (latest === base.latest) return base.fault === fault ? base : { ...base, fault };
  const isSame = JSON.stringify(latest) === JSON.stringify(base.request);
  const pendingChange = isSame || !isFrozen ? undefined : latest;
  return { ...base, latest, fault, pendingChange, request: isSame || isFrozen ? base.request : latest };
}

/** Shows a version whose changes were reviewed. The request may have changed again since. */
export function reviewed(shown: ShownRequest, version: ApprovalRequest): ShownRequest {
  const pendingChange = shown.pendingChange === version ? undefined : shown.pendingChange;
  return { ...shown, request: version, pendingChange };
}

/** What a card shows beside its request: how long it waits, whether it can be decided, and what became of a decision. */
export interface CardState {
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

/** The state of a card that no queue has given one yet. */
export const initialState: CardState = {
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
};

/** Computes what a card shows beside its request. */
export function cardState(request: ApprovalRequest, sources: CardSources): CardState {
  const { client, now, listedAt, disabledReason, canRemember, decisions } = sources;
  const { timeZone, redact, trustVisibility } = sources.settings;
  const { approvalId } = request;
  return {
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
