let isAnyUnguarded = false;

/**
 * The base of clients without a network, such as the simulated gateway's. A private field marks them, so that no other
 * object can pass for one: for such a client a host's own tests may turn the guards of buttons off.
 */
export class ClientWithoutNetwork {
  #isUnguarded = false;

  /**
   * Turns the guards off where a client is used.
   *
   * @throws {TypeError} when it has a network.
   */
  static unguard(client: object): void {
    if (!(#isUnguarded in client)) throw new TypeError('passGuards() is for clients of a SimulatedGateway only.');
    client.#isUnguarded = isAnyUnguarded = true;
  }

  /** Whether the guards are off where a client is used. */
  static isUnguarded(client: object | undefined): boolean {
    return isAnyUnguarded && client !== undefined && #isUnguarded in client && client.#isUnguarded;
  }
}
