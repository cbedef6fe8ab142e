/** The standalone server: pages, sign-in, and a gateway behind them, on this machine alone. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type ScenarioName, SimulatedGateway } from '../../../src/testing/index.js';
import { proxyBackend } from '../../../src/server/proxy.js';
import { startSite } from '../../../src/server/site.js';
import { referenceBackend } from './reference.js';
import { openSecrets } from './secrets.js';

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

const builtPages = fileURLToPath(new URL('../../../build/pages', import.meta.url));

/**
 * Starts a server.
 *
 * @throws the listening socket's error: `EADDRINUSE` when the port is taken.
 * @throws {SecretFileError} when `secrets.db` cannot be opened.
 */
export async function startGateway(options: GatewayServerOptions = {}): Promise<GatewayServer> {
  const { port = 5173, base = '/', allowOrigins, pages = builtPages } = options;
  const { backend, ...rest } = options.gateway
    ? { backend: proxyBackend(options.gateway), gateway: undefined, adminToken: undefined, secretsNote: undefined }
    : referenceGateway(options);
  const site = await startSite({ backend, pages, port, base, allowOrigins, anySocket: true });
  return { ...rest, url: site.url, close: () => site.close() };
}

/** A reference gateway, and what a server needs of it. */
export function referenceGateway({ scenario = 'busy', rate, audit, token, ...rest }: GatewayServerOptions) {
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
