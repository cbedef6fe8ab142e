/** Reads the design tokens from their styles, for the manifest and README. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const styles = join(root, 'src/ui/base/tokens.styles.ts');

/**
 * The public custom properties in their order.
 *
 * @returns {readonly { name: string, default: string, description: string }[]}
 * @throws {Error} when one has no description.
 */
export function designTokens() {
  const source = readFileSync(styles, 'utf8');
  const tokens = [...source.matchAll(/(?:\/\* ([^*]+) \*\/\s+)?--_[\w-]+: var\((--comis-[\w-]+), (.+)\);/g)];
  return tokens.map(([, description, name, initial]) => {
    if (description === undefined) throw new Error(`${name} needs a comment in ${styles} that says what it is for.`);
    return { name, default: initial.replaceAll('\\\\', '\\'), description };
  });
}
