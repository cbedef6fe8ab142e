/** `comis-security-elements check`: checks a gateway and prints a table. */
import { Cleanup } from '../check/cleanup.js';
import { checkGateway } from '../check/check.js';
import { tableLine } from '../check/report.js';
import { usualLimits } from '../check/target.js';
import { BadOption, gatewayFrom, parseOptions } from '../option-values.js';
import { assertNoToken, stray } from './options.js';
import { tokenSourceFrom } from './token-source.js';

/** What `check --help` prints. */
export const checkUsage = `Checks a gateway against the documented RPC, and prints a table.

Usage: comis-security-elements check --gateway URL [options]

  --gateway URL      the gateway, like http://127.0.0.1:4766: /ws and /api/events are below it
  --token-file FILE  the token is in this file; otherwise in the environment variable COMIS_TOKEN
  --write            also creates, changes and removes tokens, secrets and rules of its own, and denies
                     waiting requests with the action comis.check; reads only without it
  --origin ORIGIN    the origin of a page that is to reach the gateway, like https://ops.example
  --help             prints this

It takes about 20 seconds, as it waits for the stream to send something while nothing happens.

Exit codes: 0 nothing failed, 1 a row failed, 2 an option that cannot be used, 130 interrupted.`;

/** Runs the command. @returns the exit code. @throws BadOption */
export async function checkCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  out: (line: string) => void,
  warn: (line: string) => void,
): Promise<number> {
  const { gateway, origin, write, token } = readCheckOptions(args, env);
  if (token.warning !== undefined) warn(token.warning);
  const cleanup = new Cleanup();
  const interrupted = () => {
    // What was made is removed also then.
    void cleanup.run().then(
      (left) => {
        if (left.length > 0) warn(`could not be removed: ${left.join(', ')}.`);
        process.exit(130);
      },
      () => process.exit(130),
    );
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  out(`Checking ${gateway.href} ${write ? 'with changes of its own' : '(reads only; --write tries changes too)'}\n`);
  const report = await checkGateway(
    { gateway, token: token.read(), origin, limits: usualLimits },
    { write, cleanup, onRow: (row) => out(tableLine(row)) },
  );
  const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map((state) => report.count(state));
  out(`\n${passed} passed, ${failed} failed, ${skipped} not checked`);
  return failed === 0 ? 0 : 1;
}

/** Reads the options. @throws BadOption */
export function readCheckOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  assertNoToken(args);
  const given = parse(args);
  if (given.gateway === undefined) throw new BadOption('--gateway URL says which gateway to check.');
  const token = tokenSourceFrom(given['token-file'], env['COMIS_TOKEN']);
  if (!token) throw new BadOption('The token is missing: put it into COMIS_TOKEN, or into a file for --token-file.');
  return {
    gateway: gatewayFrom(given.gateway),
    origin: given.origin === undefined ? undefined : originFrom(given.origin),
    write: given.write === true,
    token,
  };
}

function parse(args: readonly string[]) {
  try {
    const value = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    return parseOptions(args, { gateway: value, 'token-file': value, origin: value, write: flag });
  } catch (error) {
    if (error instanceof BadOption && error.message.startsWith('Unexpected argument')) throw new BadOption(stray);
    throw error;
  }
}

function originFrom(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new BadOption('--origin takes an origin as browsers send it, like https://ops.example, without a path.');
}
