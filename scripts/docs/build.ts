/** Writes the documentation site: pages, their style and script, and the files that they link to. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { root } from '../root.mjs';
import { linkedFiles, sitePages } from './site.js';

/** Builds the site. @returns its folder. */
export async function buildDocs(): Promise<string> {
  const folder = join(root, 'build/docs');
  // Empties the folder first.
  await build({ configFile: join(root, 'vite.config.ts'), mode: 'docs' });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  for (const { file, html } of sitePages(version)) write(join(folder, file), html);
  copyFileSync(join(root, 'stories/docs/site.css'), join(folder, 'assets/site.css'));
  mkdirSync(join(folder, 'files'), { recursive: true });
  for (const file of linkedFiles) copyFileSync(join(root, file), join(folder, 'files', basename(file)));
  return folder;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
