/** A real site of a host, of another origin than the gateway's: whoever embeds or frames the elements. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** The site. It listens on this machine alone, and is reached under two names, which are two origins and two sites. */
export class HostSite {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves HTML pages by their paths, on a port of its own. */
  static async start(pages: Readonly<Record<string, string>>): Promise<HostSite> {
    const server = createServer(({ url = '/' }, response) => {
      const page = pages[url.split('?', 1)[0] ?? '/'];
      if (page === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
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
