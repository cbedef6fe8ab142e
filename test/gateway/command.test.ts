import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../../stories/demo/server/gateway-server.js';

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

const badOptions: [args: string[], sentence: RegExp][] = [
  [['--port', 'x'], /^--port takes a whole number from 0 to 65535, not "x"\.\n$/],
  [['--scenario', 'calm'], /^--scenario takes one of quiet, busy, flood, empty, not "calm"\.\n$/],
  [['--token', 'short'], /^--token takes at least 16 characters/],
  [['--gateway', 'nowhere'], /^--gateway takes an address/],
  [['--gateway', 'http://127.0.0.1:1', '--rate', '5'], /^--rate has no effect together with --gateway/],
  [['--allow-origin', 'https://a.example/path'], /^--allow-origin takes an origin/],
  [['--nonsense'], /^Unknown option '--nonsense'\.\n$/],
];
for (const [args, sentence] of badOptions) {
  it(`refuses ${args.join(' ')} in one sentence`, async (t) => {
    const { output, ended } = run(t, ...args);
    assert.equal(await ended, 2);
    assert.match(output.err, sentence);
    assert.equal(output.out, '');
  });
}

it('says when its port is taken', async (t) => {
  const server = await startGateway({ port: 0, scenario: 'empty' });
  t.after(() => server.close());
  const { port } = new URL(server.url);
  const { output, ended } = run(t, '--port', port);
  assert.equal(await ended, 1);
  assert.match(output.err, new RegExp(`^Port ${port} is in use; .*\n$`));
});
