/** The options of `comis-security-elements`, checked. */
import { readFileSync } from 'node:fs';
import { isLoopback } from '../origins.js';
import { BadOption, baseFrom, gatewayFrom, numberFrom, parseOptions } from '../option-values.js';
import { type TokenSource, tokenSourceFrom } from './token-source.js';

/** What the command line asks for. */
export interface CliOptions {
  /** The gateway to lead to; undefined for the reference one (`--demo`). */
  readonly gateway: URL | undefined;
  readonly port: number;
  readonly host: string;
  readonly base: string;
  readonly open: boolean;
  readonly publicUrl: URL | undefined;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** Undefined: a person types the token in the page. */
  readonly token: TokenSource | undefined;
}

/** What `--help` prints. */
export const usage = `Serves the security dashboard for a gateway.

Usage: comis-security-elements --gateway URL [options]
       comis-security-elements --demo [options]
       comis-security-elements check --gateway URL [--write]   checks a gateway: check --help

  --gateway URL      the gateway, like http://127.0.0.1:4766: its calls and events pass through this server
  --demo             a simulated gateway with agents that ask, instead
  --token-file FILE  signs the page in with the token in this file, read at each sign-in
  --port N           the port, 5173 by default; 0 picks a free one
  --host ADDRESS     the address to listen on, 127.0.0.1 by default; others need TLS or --insecure
  --tls-cert FILE    serves https with this certificate (PEM)
  --tls-key FILE     and this key (PEM)
  --insecure         listens on other addresses than this machine's own without TLS
  --public-url URL   the address that people open, where a reverse proxy stands before this server
  --base PATH        answers below this path only, like /comis/
  --open             opens the page in the browser
  --help             prints this
  --version          prints the version

The token comes from the environment variable COMIS_TOKEN or from --token-file, never from an argument. Without one the
page asks for it. With one, everybody who can reach this server acts with it: it listens on this machine alone then.

Exit codes: 0 ended as told, 1 could not run, 2 an option that cannot be used.`;

/** Reads the options. @throws BadOption */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): CliOptions {
  assertNoToken(args);
  const given = parse(args);
  if (given.gateway !== undefined && given.demo) throw new BadOption('--gateway and --demo exclude each other.');
  if (given.gateway === undefined && !given.demo)
    throw new BadOption('--gateway URL says which gateway to lead to; --demo starts a simulated one.');
  const { host = '127.0.0.1' } = given;
  const tls = tlsFrom(given['tls-cert'], given['tls-key']);
  const publicUrl = given['public-url'] === undefined ? undefined : publicUrlFrom(given['public-url']);
  const isAlone = isLoopback(host) && publicUrl === undefined;
  if (!/^[\w.:-]+$/.test(host)) throw new BadOption(`--host takes an address like 127.0.0.1 or ::1, not "${host}".`);
  if (!isLoopback(host) && !tls && !given.insecure)
    throw new BadOption(
      `--host ${host} is reached from other machines: give --tls-cert and --tls-key, or --insecure where something else protects the way.`,
    );
  const token = given.demo ? undefined : tokenSourceFrom(given['token-file'], env['COMIS_TOKEN']);
  if (given.demo && given['token-file'] !== undefined)
    throw new BadOption('--token-file has no effect together with --demo: that gateway makes its own.');
  if (!isAlone && (token || given.demo))
    throw new BadOption(
      `${publicUrl ? '--public-url' : `--host ${host}`} lets others reach this server, and all of them would act with the token ` +
        `${token ? `of ${token.name}` : 'of the simulated gateway'}. ${token ? 'Leave the token out: the page asks for it.' : 'Use it on this machine alone.'}`,
    );
  return {
    gateway: given.gateway === undefined ? undefined : gatewayFrom(given.gateway),
    port: given.port === undefined ? 5173 : numberFrom('port', given.port, 65_535, true),
    host,
    base: given.base === undefined ? '/' : baseFrom(given.base),
    open: given.open === true,
    publicUrl,
    tls,
    token,
  };
}

/** Arguments are seen by every user of the machine and stay in a shell's history. @throws BadOption */
export function assertNoToken(args: readonly string[]): void {
  if (args.some((arg) => /^--?token(=|$)/.test(arg)))
    throw new BadOption(
      'A token is not taken from an argument: other users of this machine see it, and the shell keeps it. Put it into the ' +
        'environment variable COMIS_TOKEN or into a file for --token-file.',
    );
}

/** An argument that belongs to no option is not repeated: it may be a token. */
export const stray = 'This command takes options only, and one of its arguments belongs to none of them.';

function parse(args: readonly string[]) {
  try {
    return parseKnown(args);
  } catch (error) {
    if (error instanceof BadOption && error.message.startsWith('Unexpected argument')) throw new BadOption(stray);
    throw error;
  }
}

function parseKnown(args: readonly string[]) {
  const value = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return parseOptions(args, {
    gateway: value,
    demo: flag,
    'token-file': value,
    port: value,
    host: value,
    'tls-cert': value,
    'tls-key': value,
    insecure: flag,
    'public-url': value,
    base: value,
    open: flag,
  });
}

function tlsFrom(cert: string | undefined, key: string | undefined): CliOptions['tls'] {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new BadOption(
      `--tls-cert and --tls-key belong together: --tls-${cert === undefined ? 'cert' : 'key'} is missing.`,
    );
  return { cert: fileFrom('tls-cert', cert), key: fileFrom('tls-key', key) };
}

function fileFrom(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new BadOption(`--${name}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

function publicUrlFrom(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search) return url;
  throw new BadOption('--public-url takes the address that people open, like https://security.example/comis/.');
}
