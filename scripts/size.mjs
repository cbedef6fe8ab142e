/**
 * Measures what a page pays for what it embeds, prints it beside the budget, and fails above it: `npm run size`. With `--write`
 * the figures, and the integrity hash of cdn.js, are written into README. kB are 1000 bytes, gzip -9 for each file: the entry and what it imports statically, of a
 * Vite build for that page alone, Lit included.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { format, resolveConfig } from 'prettier';
import { build } from 'vite';
import { freshDist } from './pages.mjs';
import { root } from './root.mjs';
import { withTable } from './with-table.mjs';

/** How far the figures in README may be from the truth, in kB. */
const readmeTolerance = 1;

const pages = JSON.parse(readFileSync(join(root, 'scripts/size-budget.json'), 'utf8'));

freshDist();
const rows = [];
for (const [page, { budget, goal }] of Object.entries(pages))
  rows.push({ page, budget, goal, ...(await measure(page)) });

console.log('page                          kB  budget    goal  later');
let failed = 0;
for (const { page, first, later, budget, goal } of rows) {
  const isOver = first > budget;
  if (isOver) failed += 1;
  const figures = [first, budget, goal, later].map((kB) => kB.toFixed(1).padStart(7));
  console.log(`${page.padEnd(25)}${figures.join(' ')}${isOver ? '  OVER' : ''}`);
}

const readme = readFileSync(join(root, 'README.md'), 'utf8');
if (process.argv.includes('--write')) {
  const text = withTable(withTable(readme, 'sizes', table()), 'integrity', integrity());
  writeFileSync(
    join(root, 'README.md'),
    await format(text, { ...(await resolveConfig('README.md')), parser: 'markdown' }),
  );
} else {
  const stale = rows.filter(({ page, first }) => !(Math.abs(figureOf(page) - first) <= readmeTolerance));
  for (const { page } of stale) console.log(`README says ${figureOf(page)} kB of ${page}: npm run size -- --write`);
  failed += stale.length;
  if (!readme.includes(integrity())) {
    console.log('README has the integrity hash of another cdn.js: npm run size -- --write');
    failed += 1;
  }
}
console.log(`${failed > 0 ? 0 : 1} passed, ${failed > 0 ? 1 : 0} failed`);
if (failed > 0) process.exitCode = 1;

/** @returns {Promise<{ first: number, later: number }>} kB at once, and of what may be loaded when it is needed. */
async function measure(page) {
  const built = { 'cdn.js': 'dist/cdn.js', 'autoloader.js': 'dist/browser/autoloader.js' }[page];
  if (built) return { first: gzipped(readFileSync(join(root, built))), later: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'size-'));
  try {
    writeFileSync(join(folder, 'page.js'), sourceOf(page));
    const { output } = await build({
      configFile: false,
      root,
      logLevel: 'silent',
      publicDir: false,
      build: {
        write: false,
        target: 'es2022',
        modulePreload: { polyfill: false },
        rolldownOptions: { input: join(folder, 'page.js') },
      },
    });
    const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
    const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
    const first = withImports(entry.fileName, chunks);
    const sizeOf = (names) => [...names].reduce((sum, name) => sum + gzipped(chunks.get(name).code), 0);
    return { first: sizeOf(first), later: sizeOf(chunks.keys()) - sizeOf(first) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the page of a row imports. */
function sourceOf(page) {
  const dist = (path) => JSON.stringify(join(root, 'dist', path));
  if (page === 'client.js')
    return `import { createClient } from ${dist('client.js')};\nglobalThis.client = createClient;`;
  return page
    .split(' + ')
    .map((name) => `import ${dist(`elements/${name}/define.js`)};`)
    .join('\n');
}

function withImports(name, chunks, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const each of chunks.get(name).imports) if (chunks.has(each)) withImports(each, chunks, found);
  return found;
}

/** What pins cdn.js for pages that take it from another server (Subresource Integrity). */
function integrity() {
  const hash = createHash('sha384').update(readFileSync(join(root, 'dist/cdn.js')));
  return `\`cdn.js\`: \`sha384-${hash.digest('base64')}\``;
}

function gzipped(data) {
  return gzipSync(data, { level: 9 }).length / 1000;
}

function table() {
  const lines = rows.map(({ page, first, later }) => `| ${nameOf(page)} | ${first.toFixed(1)} | ${later.toFixed(1)} |`);
  return ['| page | kB at once | kB when needed |', '| --- | --- | --- |', ...lines].join('\n');
}

function nameOf(page) {
  return page.endsWith('.js')
    ? `\`${page}\``
    : page
        .split(' + ')
        .map((name) => `\`<comis-${name}>\``)
        .join(' + ');
}

/** What README says of a page, in kB. */
function figureOf(page) {
  const [, sizes = ''] = readme.split('<!-- sizes -->');
  const row = sizes.split('\n').find((line) => line.split('|')[1]?.trim() === nameOf(page));
  return Number(row?.split('|')[2]);
}
