/** A real site of a host, of another origin than the gateway's: whoever embeds or frames the elements. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** The site. It listens on this machine alone, and is reached under two names, which are two origins and two sites. */
export class HostSite {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /**
   * Serves HTML pages and scripts (`.js`) by their paths, on a port of its own.
   *
   * @param policy their content security policy, if they have one.
   */
  static async start(pages: Readonly<Record<string, string>>, policy?: string): Promise<HostSite> {
    const server = createServer(({ url = '/' }, response) => {
      const path = url.split('?', 1)[0] ?? '/';
      const page = pages[path];
      if (page === undefined) return void response.writeHead(404).end();
      response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
      if (policy !== undefined) response.setHeader('content-security-policy', policy);
      response.end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new HostSite(server);
  }

  /** Its address under the name `localhost`: for a browser another origin than `127.0.0.1`, at any port. */
  get url(): string {
    return `http://localhost:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
