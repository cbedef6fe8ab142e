#!/usr/bin/env node
/** The command `comis-security-elements`: the standalone page for a gateway, or a check of one. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Backend } from '../backend.js';
import { BadOption } from '../option-values.js';
import { isLoopback } from '../origins.js';
import { proxyBackend } from '../proxy.js';
import { startSite } from '../site.js';
import { checkCommand, checkUsage } from './check-command.js';
import { openBrowser } from './open-browser.js';
import { type CliOptions, readOptions, usage } from './options.js';

/** Beside this file once it is built. */
const beside = (name: string) => new URL(name, import.meta.url);

async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, process.env);
  // Out of the environment, so that no process that is started from here inherits it.
  delete process.env['COMIS_TOKEN'];
  const { port, base, host, tls, publicUrl, token, gateway } = options;
  const backend = await backendFor(options);
  const site = await startSite({ backend, pages: fileURLToPath(beside('pages')), port, base, host, tls, publicUrl });
  // Before anything is said: whoever reads it may end us at once. A second signal ends us without waiting.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void site.close());
  const address = `${publicUrl?.href.replace(/\/$/, '') ?? site.url}/security`;
  const tokenLine = gateway ? [`Token: ${token ? `from ${token.name}` : 'typed in the page'}`] : [];
  say(
    [`Comis security dashboard: ${address}`, `Gateway: ${gateway?.href ?? 'simulated, in memory'}`, ...tokenLine].join(
      '\n',
    ),
  );
  if (token?.warning !== undefined) warn(token.warning);
  if (gateway?.protocol === 'http:' && !isLoopback(gateway.hostname.replace(/^\[|\]$/g, '')))
    warn(`the way to ${gateway.origin} is not encrypted: whoever is on it reads the token.`);
  if (options.open) openBrowser(address, () => warn(`no browser could be opened: open ${address}`));
}

async function backendFor({ gateway, token }: CliOptions): Promise<Backend> {
  if (gateway)
    return proxyBackend(gateway, () => (token ? { mode: 'reference', token: token.read() } : { mode: 'proxy' }));
  // Loaded only when it is used: it is larger than all the rest.
  const { referenceGateway } = (await import(beside('demo.js').href)) as DemoModule;
  return referenceGateway({}).backend;
}

/** The built `stories/demo/server/gateway-server.ts`. */
interface DemoModule {
  readonly referenceGateway: (options: object) => { readonly backend: Backend };
}

function version(): string {
  return (JSON.parse(readFileSync(beside('../../package.json'), 'utf8')) as { version: string }).version;
}

/** Says in one sentence why it does not run. */
function explain(error: unknown, args: readonly string[]): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof BadOption) return `${message} ${args[0] === 'check' ? 'check ' : ''}--help lists the options.`;
  const at = `--host ${args[args.indexOf('--host') + 1] ?? ''}`;
  if (code === 'EADDRINUSE')
    return `Port ${port ?? ''} is in use: choose another with --port N, or let --port 0 pick a free one.`;
  if (code === 'EACCES')
    return `Port ${port ?? ''} may not be listened on by this user: choose one above 1023 with --port N.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${at} is no address of this machine.`;
  if (code?.startsWith('ERR_OSSL') || code?.startsWith('ERR_SSL') || /PEM|key values mismatch/i.test(message))
    return `--tls-cert and --tls-key cannot be used together (${code ?? 'no PEM'}): both are PEM files, and the key is that of the certificate.`;
  return `It cannot start: ${message}`;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const warn = (line: string): void => void process.stderr.write(`Warning: ${line}\n`);

const args = process.argv.slice(2);
try {
  const isCheck = args[0] === 'check';
  if (args.includes('--help') || args.includes('-h')) say(isCheck ? checkUsage : usage);
  else if (args.includes('--version')) say(version());
  else if (isCheck) process.exitCode = await checkCommand(args.slice(1), process.env, say, warn);
  else await run(args);
} catch (error) {
  process.stderr.write(`${explain(error, args)}\n`);
  process.exitCode = error instanceof BadOption ? 2 : 1;
}
