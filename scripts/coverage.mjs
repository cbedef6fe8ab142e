/**
 * Runs the unit tests in the browser and those in Node that need no build, and prints how much of each layer they ran:
 * `coverage.mjs [areas]`. With areas (see test-unit.mjs) only those tests in the browser run. A line counts as covered
 * when any test ran it; flows end to end are not counted.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import v8ToIstanbul from 'v8-to-istanbul';
import { filesBelow } from './files.mjs';
import { mayImport } from './layers.mjs';
import { root } from './root.mjs';

const areas = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
const [inBrowser, inNode] = [join(folder, 'browser'), join(folder, 'node')];
/** The lines of each source that ran, by its path from the root. */
const ran = new Map();

try {
  const failed = [test('test-unit.mjs', areas, { COVERAGE_DIR: inBrowser })];
  await readBrowser();
  if (areas.length === 0) {
    const files = filesBelow('test').filter((file) =>
      /^test\/(?:(?:protocol|client|testing|gateway|replay)\/.*|[^/]+)\.test\.ts$/.test(file),
    );
    failed.push(test('test-node.mjs', files, { NODE_V8_COVERAGE: inNode }));
    await readNode();
  }
  print();
  process.exitCode = Math.max(...failed);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function test(script, args, env) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [join('scripts', script), ...args], options).status ?? 1;
}

/** Each runner of the browser writes one report, already in terms of the sources. */
function readBrowser() {
  for (const file of jsonBelow(inBrowser)) {
    for (const [path, covered] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) add(path, covered);
  }
}

/** Node writes the ranges of the transpiled code of each process, with the source maps. */
async function readNode() {
  for (const file of jsonBelow(inNode)) {
    const { result, 'source-map-cache': maps = {} } = JSON.parse(readFileSync(file, 'utf8'));
    for (const { url, functions } of result) {
      if (!url.startsWith('file:')) continue;
      const path = fileURLToPath(url);
      const map = maps[url];
      if (!isSource(path) || !map?.data) continue;
      const sourcemap = { ...map.data, sources: [path], sourcesContent: [readFileSync(path, 'utf8')] };
      // Only the length of each transpiled line is known, and needed.
      const source = map.lineLengths.map((length) => '.'.repeat(length)).join('\n');
      const converter = v8ToIstanbul(path, 0, { source, sourceMap: { sourcemap } });
      await converter.load();
      converter.applyCoverage(functions);
      for (const [covered, report] of Object.entries(converter.toIstanbul())) add(covered, report);
      converter.destroy();
    }
  }
}

/** A report has one statement for each line of the source. */
function add(path, { statementMap, s }) {
  if (!isSource(path)) return;
  const file = relative(root, path).split(sep).join('/');
  const lines = ran.get(file) ?? new Set();
  ran.set(file, lines);
  for (const [index, { start }] of Object.entries(statementMap)) if (s[index] > 0) lines.add(start.line);
}

function print() {
  const layers = new Map(Object.keys(mayImport).map((layer) => [layer, { files: 0, lines: 0, ran: 0, least: [] }]));
  for (const file of filesBelow('src')) {
    const layer = layers.get(file.split('/')[1]);
    if (!layer || !file.endsWith('.ts')) continue;
    const text = readFileSync(join(root, file), 'utf8');
    if (isTypesOnly(text)) continue;
    const count = text.trimEnd().split('\n').length;
    const covered = Math.min(count, ran.get(file)?.size ?? 0);
    layer.files += 1;
    layer.lines += count;
    layer.ran += covered;
    layer.least.push({ file, share: covered / count });
  }
  console.log(`\n${row('layer', 'files', 'lines', 'covered', 'least covered file')}`);
  for (const [name, { files, lines, ran: covered, least }] of layers) {
    const [last] = least.sort((a, b) => a.share - b.share);
    console.log(row(name, files, lines, percent(covered / lines), `${percent(last.share)} ${last.file}`));
  }
}

function row(layer, files, lines, covered, least) {
  return `${layer.padEnd(12)}${String(files).padStart(6)}${String(lines).padStart(8)}${covered.padStart(9)}  ${least}`;
}

function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}

function isSource(path) {
  return path.startsWith(join(root, 'src') + sep);
}

/** Nothing of such a module is ever loaded. */
function isTypesOnly(text) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true };
  return /^\s*(?:export \{\};\s*)?$/.test(ts.transpileModule(text, { compilerOptions: options }).outputText);
}

function jsonBelow(from) {
  try {
    return readdirSync(from, { recursive: true })
      .filter((file) => file.endsWith('.json'))
      .map((file) => join(from, file));
  } catch {
    return [];
  }
}
