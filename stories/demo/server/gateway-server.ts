/** The standalone server: pages, sign-in, and a gateway behind them, on this machine alone. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type ScenarioName, SimulatedGateway } from '../../../src/testing/index.js';
import { type Backend, refuseUpgrade } from './backend.js';
import { hasLoopbackHost, OriginPolicy } from './origins.js';
import { servePage } from './pages.js';
import { proxyBackend } from './proxy.js';
import { referenceBackend } from './reference.js';
import { redirect, sendError, setSecurityHeaders } from './respond.js';
import { openSecrets } from './secrets.js';
import { serveSignIn } from './sign-in.js';

/** How a server is started. */
export interface GatewayServerOptions {
  /** 5173 by default; 0 picks a free one. */
  readonly port?: number;
  /** The path that all addresses begin with, a slash at both ends; `/` by default. */
  readonly base?: string;
  /** Another gateway to lead to, instead of being one. What follows about scenario, token and secrets has no effect then. */
  readonly gateway?: URL;
  /** `busy` by default. */
  readonly scenario?: ScenarioName;
  /** Events per second; as the scenario has it by default. */
  readonly rate?: number;
  /** Audit entries at the start, at least; as the scenario has it by default. */
  readonly audit?: number;
  /** The secret of the admin token; a random one by default. */
  readonly token?: string;
  /** The folder of `secrets.db`; a temporary one by default, which goes when the server ends. */
  readonly data?: string;
  /** False turns the store of secrets off; on by default. */
  readonly secrets?: boolean;
  /** What the key of `secrets.db` is made from; without it secrets are kept in memory only. */
  readonly masterKey?: string;
  /** Origins besides our own whose pages may use the API. */
  readonly allowOrigins?: readonly string[];
  /** Where the built pages are; `build/pages` of this repository by default. */
  readonly pages?: string;
}

/** A running server. */
export interface GatewayServer {
  /** `http://127.0.0.1:PORT`, and the base without its last slash. */
  readonly url: string;
  /** The secret of the admin token; undefined when the server leads to another gateway. */
  readonly adminToken: string | undefined;
  /** Where its secrets are, in one sentence; undefined when the server leads to another gateway. */
  readonly secretsNote: string | undefined;
  /** The gateway in its memory; undefined when the server leads to another one. */
  readonly gateway: SimulatedGateway | undefined;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

const host = '127.0.0.1';
const builtPages = fileURLToPath(new URL('../../../build/pages', import.meta.url));

/**
 * Starts a server.
 *
 * @throws the listening socket's error: `EADDRINUSE` when the port is taken.
 * @throws {SecretFileError} when `secrets.db` cannot be opened.
 */
export async function startGateway(options: GatewayServerOptions = {}): Promise<GatewayServer> {
  const { port = 5173, base = '/', allowOrigins, pages = builtPages } = options;
  const { backend, gateway, adminToken, secretsNote } = options.gateway
    ? { backend: proxyBackend(options.gateway), gateway: undefined, adminToken: undefined, secretsNote: undefined }
    : startReference(options);
  const server = createServer();
  serve(server, { backend, origins: new OriginPolicy(allowOrigins), pages, base });
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    backend.close();
    throw error;
  }
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}${base.slice(0, -1)}`,
    adminToken,
    secretsNote,
    gateway,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      backend.close();
      server.closeIdleConnections();
      // Whoever has not taken its leave by then is cut off.
      const cut = setTimeout(() => server.closeAllConnections(), 500);
      return closed.finally(() => clearTimeout(cut));
    },
  };
}

function startReference({ scenario = 'busy', rate, audit, token, ...rest }: GatewayServerOptions) {
  const secrets = openSecrets(rest);
  const gateway = new SimulatedGateway({ scenario, rate, audit, secretStorage: secrets.storage });
  const adminToken = token ?? `comis_${randomBytes(32).toString('base64url')}`;
  gateway.tokens.create({ name: 'admin', scopes: ['rpc', 'ws', 'admin'] }, adminToken);
  const reference = referenceBackend(gateway, adminToken);
  const close = () => {
    reference.close();
    secrets.close();
  };
  return { gateway, adminToken, secretsNote: secrets.note, backend: { ...reference, close } };
}

interface Site {
  readonly backend: Backend;
  readonly origins: OriginPolicy;
  readonly pages: string;
  readonly base: string;
}

function serve(server: Server, { backend, origins, pages, base }: Site): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    setSecurityHeaders(response);
    const isBelow = enter(request, base);
    const path = pathOf(request);
    if (!hasLoopbackHost(request)) sendError(response, 421, 'This server answers on this machine only.');
    else if (!isBelow) leadIn(response, path, base);
    else if (path === '/session') serveSignIn(request, response, backend.signIn);
    // A plain request for the socket tells a page what refuses its socket: only the gateway behind knows.
    else if (path.startsWith('/api/') || (path === '/ws' && backend.signIn.mode === 'proxy'))
      serveApi(backend, origins, request, response, path);
    else if (path.startsWith('/demo/')) {
      if (origins.accepts(request)) backend.control(request, response, path);
      else sendError(response, 403, 'Pages of this origin are not allowed here.');
    } else void servePage(pages, request, response, { path, base });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const isBelow = enter(request, base);
    if (!hasLoopbackHost(request)) refuseUpgrade(socket, '421 Misdirected Request');
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
