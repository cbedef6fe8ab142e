/** A card as its parts see it. */
import type { LitElement } from 'lit';
import type { ApprovalRequest, Decision, Verdict } from '../../../protocol/index.js';
import type { ButtonObstacle } from '../../../ui/guards/guarded-button.js';
import type { Place, Reason } from '../decide/approve-reasons.js';
import type { Approving } from './card-code.js';
import type { Phase } from './deadlines.js';

/** What a decision waits for before it is sent: the host, or its turn under the gateway's message limit. */
export type WaitsFor = 'host' | 'turn';

/** One shown request, with the decision about it. */
export interface Card extends LitElement {
  /** The shown version, which a decision is bound to. */
  readonly request: ApprovalRequest;
  /** Its accessible name: who asks, and for what. */
  get label(): string;
  /** Its decision; null while pending; undefined when it ended with an unknown outcome. */
  readonly ended: Decision | undefined | null;
  /** The phase of its deadline. */
  readonly phase: Phase;
  /** When the gateway last listed it as waiting, on its clock (epoch ms). */
  readonly listedAt: number;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  /** Why nothing can be decided in the queue; undefined when it can. */
  readonly disabledReason: Reason | undefined;
  /** A decision is in flight. */
  readonly sending: boolean;
  /** What the decision waits for before it is sent. */
  readonly waitsFor: WaitsFor | undefined;
  /** Whether it is selected for a bulk decision. */
  readonly selected: boolean;
  /** Why it cannot be part of a bulk decision; undefined when it can. */
  whyNotInBulk(verdict: Verdict): Reason | undefined;
  /** True while it must not move or change: the pointer is over it or the focus is in it. */
  readonly held: boolean;
  /** False while far from the screen: then only its headline is rendered. */
  readonly filled: boolean;
  /** True while on or near the screen. */
  readonly near: boolean;
  /** What approving needs; undefined until it is loaded. */
  readonly approving: Approving | undefined;
  /** Whether the host vouches for what it draws over the card. */
  readonly trustVisibility: boolean;
  /** Shows above the buttons why it cannot be decided yet. */
  readonly gate: { get id(): string; showMissing(): void };
  /**
   * Why it cannot be decided now; undefined when it can.
   *
   * @param place only reasons that are shown there.
   * @param button why a press of the button would not count.
   */
  whyNot(verdict: Verdict, place?: Place, button?: ButtonObstacle): Reason | undefined;
  /** Whether the DOM is as rendered. */
  readonly drawn: { press(): boolean };
  /** Sends a verdict. */
  act(verdict: Verdict): void;
  /** Cancels a decision that was not sent yet. */
  cancel: (() => void) | undefined;
  /** Selects or unselects it. @param range with all between it and the one before. */
  choose(range: boolean): void;
}
