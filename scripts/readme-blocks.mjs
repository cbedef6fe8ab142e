/** The code in README's chapters on frameworks and languages, which tests compile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** @type {Record<string, string>} */
const extensions = { ts: 'ts', tsx: 'tsx', vue: 'vue', svelte: 'svelte' };

/**
 * The first block of code of each part that begins with a name, such as `**React** 19: ...` or `## Languages`.
 *
 * @returns {Map<string, { file: string, code: string }>} by that name in lower case; `file` is `readme` with an extension.
 */
export function readmeBlocks() {
  const blocks = new Map();
  let name = '';
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  for (const found of text.matchAll(/^\*\*(.+?)\*\*|^## (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm)) {
    const [, part, chapter, language = '', code] = found;
    const extension = extensions[language];
    if (code === undefined) name = (part ?? chapter).toLowerCase();
    else if (extension && !blocks.has(name)) blocks.set(name, { file: `readme.${extension}`, code });
  }
  return blocks;
}
