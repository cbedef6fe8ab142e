/** How many estimates are compared: about four minutes of heartbeats, so that a drifting clock is followed. */
const kept = 8;

/** Estimates the gateway's clock: of the last answers, the one that came quickest is the least wrong. */
export class ServerClock {
  #estimates: { readonly offset: number; readonly roundTrip: number }[] = [];

  /** The gateway's time as estimated, epoch ms; this machine's while there is no estimate. */
  now(): number {
    let best = this.#estimates[0];
    for (const estimate of this.#estimates) if (best && estimate.roundTrip <= best.roundTrip) best = estimate;
    return Date.now() + (best?.offset ?? 0);
  }

  /**
   * Takes in one answer.
   *
   * @param sentAt - when the question left, epoch ms here.
   * @param receivedAt - when the answer came, epoch ms here.
   * @param serverTime - what the gateway's clock said in between, epoch ms.
   */
  add(sentAt: number, receivedAt: number, serverTime: number): void {
    const roundTrip = receivedAt - sentAt;
    // This machine's clock was set back meanwhile: the answer says nothing.
    if (roundTrip < 0) return;
    this.#estimates.push({ offset: serverTime - (sentAt + receivedAt) / 2, roundTrip });
    if (this.#estimates.length > kept) this.#estimates.shift();
  }

  /** Forgets everything: another machine may answer from now on. */
  reset(): void {
    this.#estimates = [];
  }
}
