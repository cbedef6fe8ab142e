/** Where the token of the page comes from: the environment or a file, never an argument. */
import { readFileSync, statSync } from 'node:fs';
import { BadOption } from '../option-values.js';

/** A source of tokens. */
export interface TokenSource {
  /** What it is, for messages. */
  readonly name: string;
  /** Something to know about it; undefined when all is well. */
  readonly warning: string | undefined;
  /** The token as it is now. @throws {Error} that says why there is none. */
  read(): string;
}

const longest = 8192;

/** Finds the source; undefined when none is given. @throws BadOption */
export function tokenSourceFrom(file: string | undefined, variable: string | undefined): TokenSource | undefined {
  const inVariable = variable?.trim();
  if (file === undefined) {
    if (!inVariable) return undefined;
    const token = tokenIn(inVariable, 'COMIS_TOKEN');
    return { name: 'COMIS_TOKEN', warning: undefined, read: () => token };
  }
  if (inVariable) throw new BadOption('COMIS_TOKEN and --token-file exclude each other: which one is meant?');
  // Read again at each sign-in, so that a token can be replaced without a restart.
  const read = () => tokenIn(contentOf(file), `--token-file ${file}`);
  read();
  return { name: file, warning: warningOf(file), read };
}

/** Never repeats the content. */
function tokenIn(text: string, where: string): string {
  const token = text.trim();
  if (token === '') throw new BadOption(`${where} holds no token: it is empty.`);
  if (token.length > longest || /[\s\u0000-\u001f\u007f]/.test(token))
    throw new BadOption(
      `${where} holds no token: one is a single line without spaces, of ${longest} characters at most.`,
    );
  return token;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadOption(
      `--token-file: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    );
  }
}

function warningOf(file: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) === 0) return undefined;
  return `${file} can be read by other users of this machine (mode ${mode.toString(8)}): chmod 600 keeps them out.`;
}
