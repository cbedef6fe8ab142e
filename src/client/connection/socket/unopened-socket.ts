import { opensBare } from './bare-socket.js';
import { type StreamEvidence, unopened } from '../failure-cause.js';
import type { GatewayError } from '../../../protocol/index.js';
import type { Settings } from '../../options.js';
import { report } from '../../report.js';

/** Finds out why no socket opens, which browsers do not tell: once, until one has opened. */
export class UnopenedSocket {
  #noted: { readonly offered: string; opensBare: boolean } | undefined;

  /** @param onMore - called when more is known. */
  constructor(
    private readonly settings: Settings,
    private readonly onMore: () => void,
  ) {}

  get isNoted(): boolean {
    return this.#noted !== undefined;
  }

  /** A socket did not open. @param offered - the subprotocols, in words. */
  note(offered: string): void {
    if (this.#noted) return;
    const noted = { offered, opensBare: false };
    this.#noted = noted;
    opensBare(this.settings).then((opens) => {
      noted.opensBare = opens;
      if (noted === this.#noted && opens) this.onMore();
    }, report);
  }

  /** What is known of it. */
  error(evidence: StreamEvidence): GatewayError {
    const { offered = '', opensBare: bare = false } = this.#noted ?? {};
    return unopened(this.settings.endpoints.socket, evidence, bare, offered);
  }

  /** One has opened. */
  forget(): void {
    this.#noted = undefined;
  }
}
