/** A site: the pages, their sign-in, and the gateway behind them, on one origin. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Backend, refuseUpgrade } from './backend.js';
import { OriginPolicy, type Reach } from './origins.js';
import { servePage } from './pages.js';
import { redirect, sendError, setSecurityHeaders } from './respond.js';
import { serveSignIn } from './sign-in.js';

/** How a site is started. */
export interface SiteOptions {
  readonly backend: Backend;
  /** The folder of the built pages. */
  readonly pages: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** The path that all addresses begin with, a slash at both ends. */
  readonly base: string;
  /** The address to listen on; this machine alone by default. */
  readonly host?: string | undefined;
  /** Certificate and key (PEM); without them it is plain HTTP. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** The address that people open, where a reverse proxy stands before the site. */
  readonly publicUrl?: URL | undefined;
  /** Origins besides our own whose pages may use the API. */
  readonly allowOrigins?: readonly string[] | undefined;
  /** Pages may open WebSockets to any address; by default only to this site. */
  readonly anySocket?: boolean | undefined;
}

/** A running site. */
export interface Site {
  /** `http://127.0.0.1:PORT`, and the base without its last slash. */
  readonly url: string;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a site.
 *
 * @throws the listening socket's error: `EADDRINUSE` when the port is taken.
 * @throws {Error} of OpenSSL when certificate and key cannot be used.
 */
export async function startSite({ backend, port, base, host = '127.0.0.1', tls, ...rest }: SiteOptions): Promise<Site> {
  const scheme = tls ? 'https' : 'http';
  const reach: Reach = { scheme, host, publicUrl: rest.publicUrl, allowed: rest.allowOrigins };
  try {
    const server: Server = tls ? createSecureServer(tls) : createServer();
    serve(server, { ...rest, backend, base, origins: new OriginPolicy(reach) });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    return {
      url: `${scheme}://${name}:${(server.address() as AddressInfo).port}${base.slice(0, -1)}`,
      close: () => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        backend.close();
        server.closeIdleConnections();
        // Whoever has not taken its leave by then is cut off.
        const cut = setTimeout(() => server.closeAllConnections(), 500);
        return closed.finally(() => clearTimeout(cut));
      },
    };
  } catch (error) {
    backend.close();
    throw error;
  }
}

interface Served {
  readonly backend: Backend;
  readonly origins: OriginPolicy;
  readonly pages: string;
  readonly base: string;
  readonly anySocket?: boolean | undefined;
}

function serve(server: Server, { backend, origins, pages, base, anySocket }: Served): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const isMeantForUs = origins.isMeantForUs(request);
    setSecurityHeaders(response, anySocket || !isMeantForUs ? undefined : origins.socketsOf(request));
    const isBelow = enter(request, base);
    const path = pathOf(request);
    if (!isMeantForUs) sendError(response, 421, origins.notForUs);
    else if (!isBelow) leadIn(response, path, base);
    else if (path === '/session') void serveSignIn(request, response, origins, () => backend.signIn());
    // A plain request for the socket tells a page what refuses its socket: only the gateway behind knows.
    else if (path.startsWith('/api/') || (path === '/ws' && backend.isElsewhere))
      serveApi(backend, origins, request, response, path);
    else if (path.startsWith('/demo/')) {
      if (origins.accepts(request)) backend.control(request, response, path);
      else sendError(response, 403, 'Pages of this origin are not allowed here.');
    } else void servePage(pages, request, response, { path, base });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const isBelow = enter(request, base);
    if (!origins.isMeantForUs(request)) refuseUpgrade(socket, '421 Misdirected Request');
    else if (!isBelow || pathOf(request) !== '/ws') refuseUpgrade(socket, '404 Not Found');
    else if (!origins.accepts(request)) refuseUpgrade(socket, '403 Forbidden');
    else backend.upgrade(request, socket, head);
  });
}

function serveApi(
  backend: Backend,
  origins: OriginPolicy,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) {
  for (const [name, value] of Object.entries(origins.corsHeaders(request))) response.setHeader(name, value);
  if (!origins.accepts(request)) sendError(response, 403, 'Pages of this origin are not allowed here.');
  else if (request.method === 'OPTIONS') response.writeHead(204).end();
  else backend.api(request, response, path);
}

/** Takes the base off a request's address. @returns false when it does not begin with it. */
function enter(request: IncomingMessage, base: string): boolean {
  const { url = '/' } = request;
  if (!url.startsWith(base)) return false;
  request.url = url.slice(base.length - 1);
  return true;
}

/** Leads from the root, and from the base without its last slash, to the pages. */
function leadIn(response: ServerResponse, path: string, base: string): void {
  if (path === '/' || `${path}/` === base) redirect(response, `${base}security`);
  else sendError(response, 404, `Everything here is below ${base}.`);
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split(/[?#]/, 1)[0] ?? '/';
}
