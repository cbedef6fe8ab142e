/** Finds the public elements in the source, so that nothing has to list them. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow, slashed } from './files.mjs';
import { root } from './root.mjs';

/** One public element: a class with `static elementName` beside the `define.ts` that defines it. */
export interface ElementSource {
  /** The tag without its prefix: `approval-queue`. */
  readonly name: string;
  /** The tag as it is without a prefix of the host's: `comis-approval-queue`. */
  readonly tag: string;
  readonly className: string;
  /** The module of the class, from the root. */
  readonly classFile: string;
  /** The module that defines it, from the root. */
  readonly defineFile: string;
}

/**
 * All public elements, sorted by name.
 *
 * @throws {Error} when a define.ts belongs to no element or to several, or two elements share a name.
 */
export function findElements(): readonly ElementSource[] {
  const found = filesBelow('src')
    .filter((file) => file.endsWith('/define.ts') && file !== 'src/define.ts')
    .map(elementOf);
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  found.forEach(({ name, defineFile }, index) => {
    if (found[index + 1]?.name === name) throw new Error(`Two elements are called ${name}, one in ${defineFile}.`);
  });
  return found;
}

/** The one element that a define.ts is for: the class that it imports from beside itself and that has a name. */
function elementOf(defineFile: string): ElementSource {
  const folder = dirname(defineFile);
  const imports = [...readFileSync(join(root, defineFile), 'utf8').matchAll(/from '(\.\/[^']+)\.js'/g)];
  const elements = imports.flatMap(([, path]) => {
    const classFile = slashed(join(folder, `${path}.ts`));
    if (!existsSync(join(root, classFile))) return [];
    const source = readFileSync(join(root, classFile), 'utf8');
    const name = /static (?:override )?(?:readonly )?elementName(?:: string)? = '([^']+)'/.exec(source)?.[1];
    const className = /export class (\w+)/.exec(source)?.[1];
    return name && className ? [{ name, tag: `comis-${name}`, className, classFile, defineFile }] : [];
  });
  const own = elements.filter(({ name, classFile }) => classFile.endsWith(`/${name}.ts`));
  const one = elements.length === 1 ? elements[0] : own.find(({ name }) => folder.endsWith(name));
  if (!one) throw new Error(`${defineFile} must define one public element; it has ${elements.length}.`);
  return one;
}

/** The module specifier of a file as another one imports it: `./elements/x/define.js`. */
export function specifier(from: string, to: string): string {
  const path = slashed(relative(dirname(from), to)).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
