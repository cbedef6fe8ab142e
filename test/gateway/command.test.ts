import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { BadOption, readOptions } from '../../stories/demo/server/options.js';

const main = fileURLToPath(new URL('../../stories/demo/server/main.ts', import.meta.url));
const token = 'a-token-that-nobody-guesses';

function run(t: TestContext, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { env: { ...process.env, CI: 'true' } });
  t.after(() => child.kill('SIGKILL'));
  const output = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (output.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.err += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, output, ended };
}

it('prints where it is and the token, as plain lines, and leaves when told', async (t) => {
  const { child, output, ended } = run(t, '--port', '0', '--scenario', 'quiet', '--token', token);
  while (!output.out.includes('Admin token')) await new Promise((resolve) => child.stdout.once('data', resolve));
  const [first, second] = output.out.split('\n');
  assert.match(first ?? '', /^Comis security dashboard: http:\/\/127\.0\.0\.1:\d+\/security$/);
  assert.equal(second, `Admin token: ${token}`);
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
  assert.equal(output.err, '');
});

it('refuses what it cannot use in one sentence', async (t) => {
  const { output, ended } = run(t, '--nonsense');
  assert.equal(await ended, 2);
  assert.equal(output.err, "Unknown option '--nonsense'.\n");
  assert.equal(output.out, '');
});

const badOptions: [args: string[], sentence: RegExp][] = [
  [['--port', 'x'], /^--port takes a whole number from 0 to 65535, not "x"\.$/],
  [['--port', '65536'], /^--port takes/],
  [['--port'], /^Option '--port <value>' argument missing\.$/],
  [['--rate', '-1'], /^Option '--rate' argument is ambiguous\.$/],
  [['--audit', '1.5'], /^--audit takes a whole number/],
  [['--scenario', 'calm'], /^--scenario takes one of quiet, busy, flood, empty, not "calm"\.$/],
  [['--token', 'short'], /^--token takes at least 16 characters/],
  [['--token', 'has spaces in its middle'], /^--token takes/],
  [['--gateway', 'nowhere'], /^--gateway takes an address/],
  [['--gateway', 'ftp://127.0.0.1'], /^--gateway takes an address/],
  [['--gateway', 'http://127.0.0.1:1', '--rate', '5'], /^--rate has no effect together with --gateway/],
  [['--allow-origin', 'https://a.example/path'], /^--allow-origin takes an origin/],
  [['stray'], /^Unexpected argument 'stray'\.$/],
];
for (const [args, sentence] of badOptions) {
  it(`cannot use ${args.join(' ')}`, () => {
    assert.throws(
      () => readOptions(args),
      (error) => error instanceof BadOption && sentence.test(error.message),
    );
  });
}

it('reads what it can use', () => {
  const args =
    '--port 0 --scenario quiet --rate 2.5 --audit 300 --allow-origin https://a.example --allow-origin http://b.example:81';
  assert.deepEqual(readOptions(args.split(' ')), {
    port: 0,
    scenario: 'quiet',
    rate: 2.5,
    audit: 300,
    allowOrigins: ['https://a.example', 'http://b.example:81'],
  });
});

it('says when its port is taken', async (t) => {
  const server = await startGateway({ port: 0, scenario: 'empty' });
  t.after(() => server.close());
  const { port } = new URL(server.url);
  const { output, ended } = run(t, '--port', port);
  assert.equal(await ended, 1);
  assert.match(output.err, new RegExp(`^Port ${port} is in use; .*\n$`));
});
