/** The open connections of the gateway. */

/** A WebSocket or an event stream. */
export interface Connection {
  /** The token that it was opened with. */
  readonly tokenId: string;
  /** Ends at once, as a broken network would. */
  drop(): void;
  /** Stays open and says nothing more. */
  stall(): void;
  /** The token is no longer accepted. */
  throwOut(): void;
  /** The server goes away. */
  restart(): void;
}

/** Tracks connections. */
export class Connections {
  readonly #open = new Set<Connection>();
  #refusedUntil = 0;

  /** The number of open connections. */
  get size(): number {
    return this.#open.size;
  }

  /** True while new ones are refused. */
  get refusing(): boolean {
    return performance.now() < this.#refusedUntil;
  }

  /** Adds a connection. @returns a function that removes it. */
  add(connection: Connection): () => void {
    this.#open.add(connection);
    return () => this.#open.delete(connection);
  }

  /** Refuses new connections for so many ms from now; 0: no longer. */
  refuseFor(ms: number): void {
    this.#refusedUntil = performance.now() + ms;
  }

  /** Does something to all connections, or to those of one token. */
  each(act: 'drop' | 'stall' | 'throwOut' | 'restart', tokenId?: string): void {
    for (const connection of [...this.#open]) {
      if (tokenId === undefined || connection.tokenId === tokenId) connection[act]();
    }
  }
}
