/** The types for frameworks, in a small project each: strict, with skipLibCheck off, from the packed tarball. Reads dist/. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify, stripVTControlCharacters } from 'node:util';
import { readmeBlocks } from '../../scripts/readme-blocks.mjs';
import { root } from '../../scripts/root.mjs';
import { installStrictly, pack, temporaryFolder } from '../support/packed.js';

const run = promisify(execFile);

const blocks = readmeBlocks();

const common = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  noEmit: true,
  types: [],
};

describe('types for frameworks', { concurrency: 2 }, () => {
  let folder = { path: '', remove: () => Promise.resolve() };
  let tarball = '';
  before(async () => {
    folder = await temporaryFolder('frameworks');
    tarball = await pack(folder.path);
  });
  after(() => folder.remove());

  /** Checks a project. @returns what the checker printed. */
  async function check(
    name: string,
    tool: readonly string[],
    { packages, options, vue }: { packages: readonly string[]; options?: object; vue?: object },
  ): Promise<string> {
    const project = join(folder.path, name);
    await cp(join(root, 'test/frameworks', name), project, { recursive: true });
    const block = blocks.get(name === 'none' ? 'languages' : name);
    // That of React is about its components, not about tags.
    if (name !== 'jsx') {
      assert.ok(block, `README has no code for ${name}`);
      await writeFile(join(project, block.file), block.code);
    }
    await installStrictly(project, tarball, packages);
    const config = { compilerOptions: { ...common, ...options }, vueCompilerOptions: vue, include: ['*'] };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
    await writeFile(join(project, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
    const [file = '', ...args] = tool;
    const command = [join(root, 'node_modules', file), ...args];
    const { stdout } = await run(process.execPath, command, { cwd: project }).catch((error: unknown) => ({
      stdout: `FAILED\n${(error as { stdout: string; stderr: string }).stdout}${(error as { stderr: string }).stderr}`,
    }));
    return stripVTControlCharacters(stdout);
  }
  const tsc = ['typescript/bin/tsc', '-p', '.'];

  it('types elements and their events without a framework', async () => {
    assert.equal(await check('none', tsc, { packages: [] }), '');
  });

  it('types the React components', async () => {
    const options = { jsx: 'react-jsx' };
    assert.equal(await check('react', tsc, { packages: ['react', '@types/react'], options }), '');
  });

  it("types the tags in React's JSX", async () => {
    const options = { jsx: 'react-jsx' };
    assert.equal(await check('jsx', tsc, { packages: ['react', '@types/react'], options }), '');
  });

  it("types the tags in Preact's JSX", async () => {
    const options = { jsx: 'react-jsx', jsxImportSource: 'preact' };
    assert.equal(await check('preact', tsc, { packages: ['preact'], options }), '');
  });

  it("types the tags in Solid's JSX", async () => {
    const options = { jsx: 'preserve', jsxImportSource: 'solid-js' };
    assert.equal(await check('solid', tsc, { packages: ['solid-js'], options }), '');
  });

  it("types the tags in Vue's templates", async () => {
    const vue = { strictTemplates: true };
    assert.equal(await check('vue', ['vue-tsc/bin/vue-tsc.js', '-p', '.'], { packages: ['vue'], vue }), '');
  });

  it("types the tags in Svelte's markup", async () => {
    const output = await check('svelte', ['svelte-check/bin/svelte-check', '--output', 'machine'], {
      packages: ['svelte'],
    });
    const problems = output.split('\n').filter((line) => /\b(ERROR|WARNING)\b/.test(line));
    assert.equal(problems.length, 3, output);
    for (const problem of problems) assert.match(problem, /"wrong\.svelte"/);
    assert.match(output, /'tokenId' does not exist/);
  });
});
