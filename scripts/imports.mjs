/** What the modules of src import of each other, types included, read from the statements themselves. */
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { filesBelow } from './files.mjs';
import { root } from './root.mjs';

/** All modules, from the root. */
export const modules = filesBelow('src').filter((file) => file.endsWith('.ts'));

/**
 * What a module imports, exports from or loads, as it is written there.
 *
 * @param {string} file
 * @returns {string[]}
 */
export function specifiersOf(file) {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  return [...text.matchAll(/(?:from\s+|import\s+|import\(\s*)'([^']+)'/g)].map(([, specifier]) => specifier);
}

/** Loading a locale is loading data: what is in it comes by the registry, and its types are those of the elements. */
const isLocale = (specifier) => /^(\.\.\/)+locales\/[a-z]{2}\.js$/.test(specifier);

/**
 * The modules of src that a module imports, from the root.
 *
 * @param {string} file
 * @returns {string[]}
 */
export function importsOf(file) {
  const local = specifiersOf(file).filter((specifier) => specifier.startsWith('.') && !isLocale(specifier));
  return [...new Set(local.map((path) => posix.join(dirname(file), path).replace(/\.js$/, '.ts')))];
}

/**
 * The layer of a module: the folder below src, or the file itself.
 *
 * @param {string} file
 * @returns {string}
 */
export const layerOf = (file) => file.split('/')[1] ?? '';

/**
 * Groups of modules that import each other in a circle (Tarjan's strongly connected components).
 *
 * @returns {string[][]}
 */
export function circles() {
  /** @type {string[][]} */
  const found = [];
  const numbers = new Map();
  const lowest = new Map();
  const stack = [];
  const visit = (file) => {
    numbers.set(file, numbers.size);
    lowest.set(file, numbers.get(file));
    stack.push(file);
    for (const next of importsOf(file)) {
      if (!numbers.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file), lowest.get(next)));
    }
    if (lowest.get(file) !== numbers.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) found.push(group.sort());
  };
  for (const file of modules) if (!numbers.has(file)) visit(file);
  return found;
}

/** The picture of the layers and what they import, for docs/architecture.md. @returns {string} Mermaid. */
export function layerPicture() {
  const layers = [...new Set(modules.map(layerOf))].filter((layer) => !layer.endsWith('.ts')).sort();
  const arrows = layers.flatMap((from) => {
    const imported = modules.filter((file) => layerOf(file) === from).flatMap((file) => importsOf(file).map(layerOf));
    return layers.filter((to) => to !== from && imported.includes(to)).map((to) => `  ${from} --> ${to}`);
  });
  return ['```mermaid', 'flowchart BT', ...layers.map((layer) => `  ${layer}`), ...arrows, '```'].join('\n');
}
