/** What the parts of a card know of it. */
import type { LitElement } from 'lit';
import type { ApprovalRequest, Decision, Verdict } from '../../../protocol/index.js';
import type { ButtonObstacle } from '../../../ui/guards/guarded-button.js';
import type { Place, Reason } from '../decide/approve-reasons.js';
import type { Phase } from './deadlines.js';

/** What a decision waits for before it is sent: for the host, or for its turn where the gateway takes only so many messages. */
export type WaitsFor = 'host' | 'turn';

/** One request as it is shown, with the decision about it. */
export interface Card extends LitElement {
  /** The request as it is shown, and as it would be decided. */
  readonly request: ApprovalRequest;
  /** What it is called: who asks, and for what. */
  get label(): string;
  /** How it ended; null while it waits; undefined when it ended in a way that nobody knows. */
  readonly ended: Decision | undefined | null;
  /** How close it is to its deadline. */
  readonly phase: Phase;
  /** When the gateway last listed it as waiting, on its clock (epoch ms). */
  readonly listedAt: number;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  /** Why nothing can be decided in the queue; undefined when requests can be. */
  readonly disabledReason: Reason | undefined;
  /** A decision is on its way. */
  readonly sending: boolean;
  /** What the decision waits for before it goes on its way. */
  readonly waitsFor: WaitsFor | undefined;
  /** Whether it is among those to be decided together. */
  readonly selected: boolean;
  /** Why it cannot be decided together with others; undefined when it can. */
  whyNotInBulk(verdict: Verdict): Reason | undefined;
  /** True while it must not move or change: the pointer is over it or the focus is in it. */
  readonly held: boolean;
  /** False while nobody can see or find it: then only its headline is there. */
  readonly filled: boolean;
  /** True while it is on the screen or close to it. */
  readonly near: boolean;
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
  /** Whether what is drawn is what was rendered. */
  readonly drawn: { press(): boolean };
  /** Decides as the person asked. */
  act(verdict: Verdict): void;
  /** Takes back a decision that has not been sent. */
  cancel: (() => void) | undefined;
  /** Selects or unselects it. @param range with all between it and the one before. */
  choose(range: boolean): void;
}
