/**
 * Measures what a page pays for what it embeds: `npm run size` prints each page's bytes beside its budget and fails above it;
 * `npm run size -- --write` writes the figures into README. kB are 1000 bytes, gzip -9 for each file: the entry and what it
 * imports statically, of a Vite build for that page alone, Lit included.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { freshDist } from './pages.mjs';
import { root } from './root.mjs';

/** The most that each page may pay, in kB. */
export const budget = JSON.parse(readFileSync(join(root, 'scripts/size-budget.json'), 'utf8'));

/** What the page of a row imports. */
function sourceOf(page) {
  const dist = (path) => JSON.stringify(join(root, 'dist', path));
  if (page === 'client.js')
    return `import { createClient } from ${dist('client.js')};\nglobalThis.createClient = createClient;`;
  return page
    .split(' + ')
    .map((name) => `import ${dist(`elements/${name}/define.js`)};`)
    .join('\n');
}

/** @returns {Promise<{ first: number, all: number, files: number }>} bytes at once, bytes with what may be loaded later. */
export async function measure(page, { keep } = {}) {
  if (page === 'cdn.js') {
    const bytes = gzipped(readFileSync(join(root, 'dist/cdn.js')));
    return { first: bytes, all: bytes, files: 1 };
  }
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'size-'));
  try {
    writeFileSync(join(folder, 'page.js'), sourceOf(page));
    const { output } = await build({
      configFile: false,
      root,
      logLevel: 'silent',
      publicDir: false,
      build: {
        write: keep !== undefined,
        outDir: join(folder, 'out'),
        target: 'es2022',
        modulePreload: { polyfill: false },
        rolldownOptions: { input: join(folder, 'page.js'), treeshake: true },
      },
    });
    const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
    const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
    const first = withImports(entry.fileName, chunks);
    const sizeOf = (names) => [...names].reduce((sum, name) => sum + gzipped(chunks.get(name).code), 0);
    return { first: sizeOf(first), all: sizeOf(chunks.keys()), files: first.size };
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true });
  }
}

function withImports(name, chunks, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const each of chunks.get(name).imports) if (chunks.has(each)) withImports(each, chunks, found);
  return found;
}

const gzipped = (data) => gzipSync(data, { level: 9 }).length;
const kB = (bytes) => (bytes / 1000).toFixed(1);

if (process.argv[1] === import.meta.filename) {
  freshDist();
  const only = process.argv.slice(2).filter((each) => !each.startsWith('--'));
  let failed = 0;
  console.log('page                            kB  budget  later kB  files');
  for (const [page, most] of Object.entries(budget)) {
    if (only.length > 0 && !only.includes(page)) continue;
    const { first, all, files } = await measure(page);
    const isOver = first / 1000 > most;
    if (isOver) failed += 1;
    const figures = [
      kB(first).padStart(7),
      most.toFixed(1).padStart(7),
      kB(all - first).padStart(9),
      String(files).padStart(6),
    ];
    console.log(`${page.padEnd(26)} ${figures.join(' ')}${isOver ? '  OVER' : ''}`);
  }
  if (failed > 0) process.exitCode = 1;
}
