/** A story: one element in one state, for viewing and for the common test suite. */
import type { TemplateResult } from 'lit';
import type { SimulatedClient, SimulatedGateway, SimulatedGatewayOptions } from '../src/testing/index.js';

/** What a story plays on. */
export interface Stage {
  /** A gateway in memory, empty unless the story names a scenario. */
  readonly gateway: SimulatedGateway;
  /** The client that the element finds through its provider. */
  readonly client: SimulatedClient;
}

/** One state of one element. */
export interface Story {
  /** What to look at, in a sentence. */
  readonly note?: string;
  /** How the gateway is made; an empty scenario by default. */
  readonly gateway?: SimulatedGatewayOptions;
  /** How the client is made; connected and with all scopes by default. */
  readonly client?: Parameters<SimulatedGateway['client']>[0];
  /** False: no provider around the element, so that it has no client. True by default. */
  readonly provider?: boolean;
  /** Readies the gateway before the element is there. */
  setup?(stage: Stage): void | Promise<void>;
  /** Draws it; by default the element alone, without attributes. */
  render?(stage: Stage): TemplateResult;
  /** Goes on once the element has rendered: drops the connection, opens a dialog. */
  play?(stage: Stage, element: HTMLElement): void | Promise<void>;
}

/** The stories of one element: what `stories/<name>.stories.ts` exports as its default. */
export interface Stories {
  /** Its tag: `comis-approval-queue`. */
  readonly element: string;
  readonly title: string;
  /** By what the state is called: `Stale`, `Not allowed`. */
  readonly states: Readonly<Record<string, Story>>;
}
