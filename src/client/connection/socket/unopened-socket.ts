import { opensBare } from './bare-socket.js';
import { limited, type StreamEvidence, unopened } from '../failure-cause.js';
import { type RequestLimit, requestLimit } from './request-limit.js';
import type { GatewayError } from '../../../protocol/index.js';
import type { Settings } from '../../options.js';
import { report } from '../../report.js';

/** What is known of a socket that did not open. */
interface Noted {
  readonly offered: string;
  opensBare: boolean;
  limit?: RequestLimit;
}

/** Diagnoses why no socket opens, which browsers do not report: once, until one has opened. */
export class UnopenedSocket {
  #noted: Noted | undefined;

  /** @param onMore - called when more is known. */
  constructor(
    private readonly settings: Settings,
    private readonly onMore: () => void,
  ) {}

  get isNoted(): boolean {
    return this.#noted !== undefined;
  }

  /** Called when a socket did not open. @param offered - the subprotocols, as text. */
  note(offered: string, evidence: StreamEvidence): void {
    if (this.#noted && !isOver(this.#noted.limit)) return;
    const noted: Noted = { offered, opensBare: false };
    this.#noted = noted;
    this.#diagnose(noted, evidence).then(() => {
      if (noted === this.#noted && (noted.opensBare || noted.limit)) this.onMore();
    }, report);
  }

  async #diagnose(noted: Noted, evidence: StreamEvidence): Promise<void> {
    noted.opensBare = await opensBare(this.settings);
    // A stream that is open says nothing of a limit reached since: the gateway is asked once more.
    if (noted.opensBare || typeof evidence !== 'object' || evidence.status !== 200) return;
    const limit = await requestLimit(this.settings);
    if (limit) noted.limit = limit;
  }

  /** The error with all that is known. */
  error(evidence: StreamEvidence): GatewayError {
    const { offered = '', opensBare: bare = false, limit } = this.#noted ?? {};
    const { socket } = this.settings.endpoints;
    if (!limit || isOver(limit)) return unopened(socket, evidence, bare, offered);
    return limited(socket, limit.endsAt - performance.now());
  }

  /** Called when a socket has opened. */
  forget(): void {
    this.#noted = undefined;
  }
}

const isOver = (limit: RequestLimit | undefined): boolean => limit !== undefined && performance.now() >= limit.endsAt;
