/** Builds dist/: the modules, the single file for script tags, and their types. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { findElements, specifier } from './elements.ts';
import { root } from './root.mjs';

await build({ root, mode: 'lib' });
await build({ root, mode: 'cdn' });

const tsc = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { cwd: root, stdio: 'inherit' });

// Types lie where the sources lie; an element's public path may be another one.
for (const { name, defineFile } of findElements()) {
  const path = `src/elements/${name}/define.ts`;
  if (path === defineFile) continue;
  const file = join(root, path.replace('src/', 'dist/').replace(/\.ts$/, '.d.ts'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import '${specifier(path, defineFile)}';\n`);
}
