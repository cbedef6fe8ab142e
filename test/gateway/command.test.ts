import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { BadOption, readOptions } from '../../stories/demo/server/options.js';

const main = fileURLToPath(new URL('../../stories/demo/server/main.ts', import.meta.url));
const token = 'a-token-that-nobody-guesses';

function run(t: TestContext, ...args: string[]) {
  return runWith(t, {}, ...args);
}

function runWith(t: TestContext, env: Record<string, string>, ...args: string[]) {
  const { COMIS_SECRETS_MASTER_KEY: _none, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { ...inherited, CI: 'true', ...env },
  });
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
  while (!output.out.includes('Secrets: ')) await new Promise((resolve) => child.stdout.once('data', resolve));
  const [first, second, third] = output.out.split('\n');
  assert.match(first ?? '', /^Comis security dashboard: http:\/\/127\.0\.0\.1:\d+\/security$/);
  assert.equal(second, `Admin token: ${token}`);
  assert.equal(third, 'Secrets: in memory only, gone when the gateway ends: COMIS_SECRETS_MASTER_KEY is not set');
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
  [['--rate', '-1'], /^--rate needs a value/],
  [['--audit', '1.5'], /^--audit takes a whole number/],
  [['--scenario', 'calm'], /^--scenario takes one of quiet, busy, flood, empty, not "calm"\.$/],
  [['--token', 'short'], /^--token takes at least 16 characters/],
  [['--token', 'has spaces in its middle'], /^--token takes/],
  [['--gateway', 'nowhere'], /^--gateway takes an address/],
  [['--gateway', 'ftp://127.0.0.1'], /^--gateway takes an address/],
  [['--gateway', 'http://127.0.0.1:1', '--rate', '5'], /^--rate has no effect together with --gateway/],
  [['--data', ''], /^--data takes the path of a folder\.$/],
  [['--gateway', 'http://127.0.0.1:1', '--no-secrets'], /^--no-secrets has no effect together with --gateway/],
  [['--allow-origin', 'https://a.example/path'], /^--allow-origin takes an origin/],
  [['--port', '-1'], /^--port needs a value/],
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
    '--port 0 --scenario quiet --rate 2.5 --audit 300 --data /var/lib/comis --no-secrets --allow-origin https://a.example --allow-origin http://b.example:81';
  assert.deepEqual(readOptions(args.split(' ')), {
    port: 0,
    scenario: 'quiet',
    rate: 2.5,
    audit: 300,
    data: '/var/lib/comis',
    secrets: false,
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

it('takes the key of the secrets from its environment, and says in one sentence when it is the wrong one', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'comis-test-'));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  const args = ['--port', '0', '--scenario', 'busy', '--data', data];
  const first = runWith(t, { COMIS_SECRETS_MASTER_KEY: 'one' }, ...args);
  while (!first.output.out.includes('Secrets: '))
    await new Promise((resolve) => first.child.stdout.once('data', resolve));
  assert.ok(first.output.out.includes(`Secrets: encrypted in ${join(data, 'secrets.db')}\n`));
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);
  const second = runWith(t, { COMIS_SECRETS_MASTER_KEY: 'two' }, ...args);
  assert.equal(await second.ended, 1);
  assert.match(
    second.output.err,
    /^The server cannot start: .* was written with another COMIS_SECRETS_MASTER_KEY\.\n$/,
  );
});
