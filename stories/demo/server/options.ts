/** The options of the command line, checked. */
import { resolve } from 'node:path';
import { BadOption, baseFrom, gatewayFrom, numberFrom, parseOptions } from '../../../src/server/option-values.js';
import { scenarioNames } from '../../../src/testing/index.js';
import type { GatewayServerOptions } from './gateway-server.js';

export { BadOption };

/** A token must suit a header (RFC 6750, b68token) and must not be guessed. */
const tokenPattern = /^[A-Za-z0-9._~+/-]+=*$/;
const shortestToken = 16;

/** Reads the options. @throws BadOption */
export function readOptions(args: readonly string[]): GatewayServerOptions {
  const {
    port,
    base,
    gateway,
    scenario,
    rate,
    audit,
    token,
    data,
    'no-secrets': off,
    'allow-origin': origins,
  } = parse(args);
  if (gateway !== undefined) {
    const unused = Object.entries({ scenario, rate, audit, token, data, 'no-secrets': off }).find(
      ([, value]) => value !== undefined,
    );
    if (unused) throw new BadOption(`--${unused[0]} has no effect together with --gateway: that gateway has its own.`);
  }
  return {
    ...(port === undefined ? {} : { port: numberFrom('port', port, 65_535, true) }),
    ...(base === undefined ? {} : { base: baseFrom(base) }),
    ...(gateway === undefined ? {} : { gateway: gatewayFrom(gateway) }),
    ...(scenario === undefined ? {} : { scenario: scenarioFrom(scenario) }),
    ...(rate === undefined ? {} : { rate: numberFrom('rate', rate, 100_000, false) }),
    ...(audit === undefined ? {} : { audit: numberFrom('audit', audit, 100_000, true) }),
    ...(token === undefined ? {} : { token: tokenFrom(token) }),
    ...(data === undefined ? {} : { data: dataFrom(data) }),
    ...(off === undefined ? {} : { secrets: !off }),
    allowOrigins: (origins ?? []).map(originFrom),
  };
}

/** What `--help` prints. */
export const usage = `Serves the standalone page and the reference gateway.
  --port N           listens on this port of 127.0.0.1; 5173, 0 picks one
  --base PATH        answers below this path only, like /comis/
  --scenario NAME    ${scenarioNames.join(', ')}
  --rate N           events a second
  --audit N          audit entries at the start
  --token T          the admin token, at least ${shortestToken} characters
  --data DIR         keeps secrets.db there; a fresh temporary folder by default
  --no-secrets       turns the secrets store off
  --allow-origin O   pages of this origin may connect; may be given more than once
  --gateway URL      leads to another gateway instead; the page asks for its token`;

function parse(args: readonly string[]) {
  const value = { type: 'string' } as const;
  return parseOptions(args, {
    port: value,
    base: value,
    gateway: value,
    scenario: value,
    rate: value,
    audit: value,
    token: value,
    data: value,
    'no-secrets': { type: 'boolean' },
    'allow-origin': { type: 'string', multiple: true },
  });
}

function scenarioFrom(text: string) {
  const scenario = scenarioNames.find((name) => name === text);
  if (scenario) return scenario;
  throw new BadOption(`--scenario takes one of ${scenarioNames.join(', ')}, not "${text}".`);
}

/** Does not repeat the token: messages end up in logs. */
function tokenFrom(text: string): string {
  if (text.length >= shortestToken && tokenPattern.test(text)) return text;
  throw new BadOption(`--token takes at least ${shortestToken} characters of A-Z a-z 0-9 - . _ ~ + /.`);
}

function dataFrom(text: string): string {
  if (text.trim() !== '') return resolve(text);
  throw new BadOption('--data takes the path of a folder.');
}

function originFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')) return url.origin;
  throw new BadOption(`--allow-origin takes an origin like https://host.example:8443, not "${text}".`);
}
