import { opensBare } from './bare-socket.js';
import { type StreamEvidence, unopened } from '../failure-cause.js';
import type { GatewayError } from '../../../protocol/index.js';
import type { Settings } from '../../options.js';
import { report } from '../../report.js';

/** Diagnoses why no socket opens, which browsers do not report: once, until one has opened. */
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

  /** Called when a socket did not open. @param offered - the subprotocols, as text. */
  note(offered: string): void {
    if (this.#noted) return;
    const noted = { offered, opensBare: false };
    this.#noted = noted;
    opensBare(this.settings).then((opens) => {
      noted.opensBare = opens;
      if (noted === this.#noted && opens) this.onMore();
    }, report);
  }

  /** The error with all that is known. */
  error(evidence: StreamEvidence): GatewayError {
    const { offered = '', opensBare: bare = false } = this.#noted ?? {};
    return unopened(this.settings.endpoints.socket, evidence, bare, offered);
  }

  /** Called when a socket has opened. */
  forget(): void {
    this.#noted = undefined;
  }
}
