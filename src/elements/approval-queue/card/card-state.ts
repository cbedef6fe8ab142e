import type { RpcClient } from '../../../client/rpc-client.js';
import type { ElementSettings } from '../../../context/settings-context.js';
import type { ApprovalRequest, GatewayError, Verdict } from '../../../protocol/index.js';
import type { Reason } from '../decide/approve-reasons.js';
import type { WaitsFor } from './card.js';
import { type Phase, phaseOf } from './deadlines.js';

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
