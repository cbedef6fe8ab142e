/** Types, lint, formatting and freshness of generated files. Each one counts as a test. */
import { spawn } from 'node:child_process';
import { root } from './root.mjs';

const node = process.execPath;
const checks = {
  types: [node, 'node_modules/typescript/bin/tsc', '-p', '.'],
  lint: [
    node,
    'node_modules/eslint/bin/eslint.js',
    '.',
    '--max-warnings=0',
    '--cache',
    '--cache-location',
    '.cache/eslint',
  ],
  formatting: [node, 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  'generated files': [node, '--import', 'tsx', 'scripts/generate.mjs', '--check'],
};

const results = await Promise.all(Object.entries(checks).map(([name, command]) => run(name, command)));
const passed = results.filter(Boolean).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
if (passed < results.length) process.exitCode = 1;

function run(name, [file, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${name}`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}
