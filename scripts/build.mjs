/** Builds dist/: the modules, the single file for script tags, their types, and data for editors. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { writeEditorData } from './editor-data.mjs';
import { findElements, specifier } from './elements.ts';
import { locales } from './locales.mjs';
import { stampDist } from './pages.mjs';
import { root } from './root.mjs';

const configFile = join(root, 'vite.config.ts');
await build({ configFile, mode: 'lib' });
// After the modules, of which they are some.
for (const tag of locales) await build({ configFile, mode: `locale-${tag}` });
await build({ configFile, mode: 'cdn' });
await build({ configFile, mode: 'browser' });
await build({ configFile, mode: 'cli' });
await build({ configFile, mode: 'cli-page' });

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const types = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (types.status !== 0) {
  console.error('dist/ has no complete types: the sources do not compile.');
  process.exitCode = 1;
}

// What is imported for its types alone.
writeFileSync(join(root, 'dist/frameworks/types.js'), 'export {};\n');
writeEditorData();

// Types lie where the sources lie; an element's public path may be another one.
for (const { name, defineFile } of findElements()) {
  const path = `src/elements/${name}/define.ts`;
  if (path === defineFile) continue;
  const file = join(root, path.replace('src/', 'dist/').replace(/\.ts$/, '.d.ts'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import '${specifier(path, defineFile)}';\n`);
}

if (types.status === 0) stampDist();
