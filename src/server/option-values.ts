/** Reads the values of options on a command line. Messages say what was expected and where. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** An option that cannot be used, in one sentence. */
export class BadOption extends Error {}

/** Reads options, and nothing else. @throws BadOption */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (error instanceof Error && error.message.includes('ambiguous')) {
      const [option = ''] = /--[\w-]+/.exec(error.message) ?? [];
      throw new BadOption(`${option} needs a value; one that begins with "-" is written as ${option}=VALUE.`);
    }
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new BadOption(sentence.endsWith('.') ? sentence : `${sentence}.`);
  }
}

/** A number from 0. @throws BadOption */
export function numberFrom(name: string, text: string, most: number, whole: boolean): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value <= most && (!whole || Number.isInteger(value))) return value;
  throw new BadOption(`--${name} takes a ${whole ? 'whole ' : ''}number from 0 to ${most}, not "${text}".`);
}

/** A path with a slash at both ends. @throws BadOption */
export function baseFrom(text: string): string {
  const path = `/${text}/`.replace(/\/{2,}/g, '/');
  if (new URL(path, 'http://host').pathname === path) return path;
  throw new BadOption(`--base takes a path like /comis/, not "${text}".`);
}

/** The address of a gateway. One with a user, a password or a query may hold a secret: it is not repeated. @throws BadOption */
export function gatewayFrom(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username || url?.password || url?.search)
    throw new BadOption(
      '--gateway takes an address like http://127.0.0.1:4766, without a user, a password or a query: it is seen by others.',
    );
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new BadOption(`--gateway takes an address like http://127.0.0.1:4766, not "${text}".`);
}
