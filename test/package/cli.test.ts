/** The command of the package as a process of the packed tarball, and who may talk to it. Needs dist/. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { builtinModules } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { filesBelow } from '../../scripts/files.mjs';
import { root } from '../../scripts/root.mjs';
import { readOptions } from '../../src/server/cli/options.js';
import { BadOption } from '../../src/server/option-values.js';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { selfSigned } from '../support/certificate.js';
import { PackedCommand } from '../support/packed-command.js';

const token = 'comis_token_of_an_operator_0123456789';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends a request with headers that a browser would set itself. */
function send(
  url: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const by = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = by(url, { method, headers, rejectUnauthorized: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on('error', reject).end();
  });
}

/** The status of an upgrade; 101 when a socket opens. */
function upgrade(url: string, options: { origin?: string; host?: string } = {}): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), ['comis.v1'], {
      ...(options.origin === undefined ? {} : { origin: options.origin }),
      headers: options.host === undefined ? {} : { host: options.host },
    });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => resolve(0));
  });
}

describe('the command', () => {
  let packed: PackedCommand;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  before(async () => {
    packed = await PackedCommand.unpack();
    gateway = await startGateway({ port: 0, scenario: 'quiet', token });
  });
  after(async () => {
    await packed.close();
    await gateway.close();
  });
  const serve = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
    packed.run(['--gateway', gateway.url, '--port', '0', ...args], env);

  it('brings all that it needs: its modules import Node’s own and each other', () => {
    const own = filesBelow('dist/cli').filter((file) => file.endsWith('.js') && !file.includes('/pages/'));
    assert.ok(own.length >= 3);
    const foreign = own.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:from|import)\s*["']([^"']+)["']/g)]
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !/^(node:|\.)/.test(specifier) && !builtinModules.includes(specifier)),
    );
    assert.deepEqual(foreign, []);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };
    assert.ok(!('ws' in dependencies));
  });

  it('prints its options and its version', async () => {
    const help = packed.run(['--help']);
    assert.equal(await help.ended, 0);
    for (const option of ['gateway', 'demo', 'token-file', 'port', 'host', 'insecure', 'base', 'open', 'public-url'])
      assert.match(help.output.out, new RegExp(`^  --${option} `, 'm'));
    const version = packed.run(['--version']);
    assert.equal(await version.ended, 0);
    const { version: expected } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    assert.equal(version.output.out, `${expected}\n`);
  });

  it('checks a gateway and prints a table, without the token', async () => {
    const checked = packed.run(['check', '--gateway', gateway.url, '--write'], { COMIS_TOKEN: token });
    assert.equal(await checked.ended, 0, checked.output.out + checked.output.err);
    assert.match(checked.output.out, /^ok {4}subprotocol +comis\.v1 is selected/m);
    assert.match(checked.output.out, /\n\n\d{2} passed, 0 failed, \d not checked\n$/);
    const nobody = packed.run(['check', '--gateway', 'http://127.0.0.1:9'], { COMIS_TOKEN: token });
    assert.equal(await nobody.ended, 1);
    assert.match(nobody.output.out, /^FAIL {2}subprotocol +ws:\/\/127\.0\.0\.1:9\/ws could not be opened/m);
    const without = packed.run(['check', '--gateway', gateway.url]);
    assert.equal(await without.ended, 2);
    assert.match(without.output.err, /^The token is missing: .* check --help lists the options\.\n$/);
    const help = packed.run(['check', '--help']);
    assert.equal(await help.ended, 0);
    for (const option of ['gateway', 'token-file', 'write', 'origin'])
      assert.match(help.output.out, new RegExp(`^  --${option} `, 'm'));
    for (const each of [checked, nobody, without]) assert.ok(!(each.output.out + each.output.err).includes(token));
  });

  it('says where it is and where the token comes from, never the token, and ends as told', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const { child, output, ended, address } = serve([], { COMIS_TOKEN: token });
      assert.match(await address(), /^http:\/\/127\.0\.0\.1:\d+\/security$/);
      child.kill(signal);
      assert.equal(await ended, 0);
      assert.match(output.out, /^Gateway: http:\/\/127.0.0.1:\d+\/\nToken: from COMIS_TOKEN\n$/m);
      assert.ok(!(output.out + output.err).includes(token));
      assert.equal(output.err, '');
    }
  });

  it('ends its streams and sockets when it is told to end', async () => {
    const { child, ended, address } = serve();
    const url = await address();
    const stream = await fetch(new URL('/api/events', url), { headers: { authorization: `Bearer ${token}` } });
    assert.equal(stream.status, 200);
    const closed = new Promise((resolve) => {
      const socket = new WebSocket(new URL('/ws', url.replace(/^http/, 'ws')), [
        'comis.v1',
        `bearer.${Buffer.from(token).toString('base64url')}`,
      ]);
      socket
        .on('error', () => undefined)
        .on('close', resolve)
        .on('open', () => child.kill('SIGTERM'));
    });
    assert.equal(await ended, 0);
    await closed;
    await assert.rejects(async () => {
      for await (const _chunk of stream.body!);
    });
  });

  it('takes no token from an argument, and repeats none', async () => {
    for (const args of [
      ['--token', token],
      [`--token=${token}`],
      [token],
      ['--gateway', `http://me:${token}@127.0.0.1:4766`],
      ['--gateway', `http://127.0.0.1:4766/?token=${token}`],
    ]) {
      const { output, ended } = packed.run(['--gateway', gateway.url, ...args]);
      assert.equal(await ended, 2, args.join(' '));
      assert.ok(!(output.out + output.err).includes(token), args.join(' '));
      assert.match(output.err, /--help lists the options\.\n$/);
    }
    const { output, ended } = packed.run(['--gateway', gateway.url, '--token', token]);
    await ended;
    assert.match(output.err, /^A token is not taken from an argument: .*COMIS_TOKEN .*--token-file/);
  });

  it('reads the token of a file at each sign-in, and says when others can read it', async () => {
    const file = join(packed.folder, 'token');
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
    const { output, address } = serve(['--token-file', file]);
    const url = await address();
    const origin = new URL(url).origin;
    const signIn = () =>
      send(`${origin}/session`, { method: 'POST', headers: { origin, 'sec-fetch-site': 'same-origin' } });
    assert.deepEqual(JSON.parse((await signIn()).text), { mode: 'reference', token });
    assert.equal(output.err, '');
    writeFileSync(file, 'another-token');
    assert.deepEqual(JSON.parse((await signIn()).text), { mode: 'reference', token: 'another-token' });
    writeFileSync(file, '');
    const empty = await signIn();
    assert.equal(empty.status, 500);
    assert.match(empty.text, /holds no token: it is empty/);
    writeFileSync(file, token);
    chmodSync(file, 0o644);
    const other = serve(['--token-file', file]);
    await other.address();
    if (other.output.err === '') await once(other.child.stderr!, 'data');
    assert.match(other.output.err, /^Warning: .*\/token can be read by other users of this machine \(mode 644\)/);
  });

  it('hands the token to its own page alone: not to another host, origin or site', async () => {
    const { address, output } = serve([], { COMIS_TOKEN: token });
    const { origin, host, port } = new URL(await address());
    const own = { origin, 'sec-fetch-site': 'same-origin' };
    const post = (headers: Record<string, string>) => send(`${origin}/session`, { method: 'POST', headers });
    assert.equal((await post(own)).status, 200);
    assert.equal((await post({ origin })).status, 200, 'a browser without Sec-Fetch-Site');
    const refused: [why: string, headers: Record<string, string>, status: number][] = [
      [
        'a name that was pointed at this machine',
        { ...own, host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
        421,
      ],
      ['its address in another form', { ...own, host: `127.0.0.1.evil.example:${port}` }, 421],
      ['a number of another machine', { ...own, host: `10.0.0.5:${port}`, origin: `http://10.0.0.5:${port}` }, 421],
      ['another origin', { ...own, origin: 'https://evil.example' }, 403],
      ['another port of this machine', { ...own, origin: 'http://127.0.0.1:1' }, 403],
      ['another scheme', { ...own, origin: `https://${host}` }, 403],
      ['an opaque origin', { ...own, origin: 'null' }, 403],
      ['another site', { origin, 'sec-fetch-site': 'cross-site' }, 403],
      ['another origin of the same site', { origin, 'sec-fetch-site': 'same-site' }, 403],
      ['a person who types the address', { origin, 'sec-fetch-site': 'none' }, 403],
      ['no origin', {}, 403],
    ];
    for (const [why, headers, status] of refused) {
      const answer = await post(headers);
      assert.equal(answer.status, status, why);
      assert.ok(!answer.text.includes(token), why);
    }
    assert.equal((await send(`${origin}/session`, { headers: own })).status, 405);
    for (const path of ['/security', '/session', '/approvals', '/../../package.json', '/assets/..%2f..%2fmain.js']) {
      const answer = await send(`${origin}${path}`);
      assert.ok(!(answer.text + JSON.stringify(answer.headers)).includes(token), path);
    }
    assert.ok(!(output.out + output.err).includes(token));
  });

  it('opens calls and the stream to its own pages, and to programs that bring a token', async () => {
    const { address } = serve([], { COMIS_TOKEN: token });
    const { origin, port } = new URL(await address());
    const authorization = `Bearer ${token}`;
    const read = (headers: Record<string, string>) => send(`${origin}/api/health`, { headers });
    assert.equal((await read({ origin: 'https://evil.example', authorization })).status, 403);
    assert.equal((await read({ host: `evil.example:${port}`, authorization })).status, 421);
    assert.equal(await upgrade(`${origin}/ws`, { origin: 'https://evil.example' }), 403);
    assert.equal(await upgrade(`${origin}/ws`, { origin, host: `evil.example:${port}` }), 421);
    assert.equal(await upgrade(`${origin}/elsewhere`, { origin }), 404);
    // Without a token the gateway decides, and what it says comes through.
    assert.equal((await send(`${origin}/api/events`, { headers: { origin } })).status, 401);
  });

  it('serves under a strict policy: nothing inline, no frame, no socket elsewhere', async () => {
    const { address } = serve();
    const url = await address();
    const { headers } = await send(url);
    const policy = String(headers['content-security-policy']);
    const { host } = new URL(url);
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.ok(policy.includes(`connect-src 'self' ws://${host};`), policy);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types lit-html; frame-ancestors 'none'$/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
  });

  it('listens on this machine alone, unless it is told otherwise with TLS or --insecure, and without a token', async () => {
    const file = (name: string, content: Buffer) => {
      writeFileSync(join(packed.folder, name), content);
      return join(packed.folder, name);
    };
    const certificate = ['--tls-cert', file('cert.pem', selfSigned.cert), '--tls-key', file('key.pem', selfSigned.key)];
    const refusals: [args: string[], env: Record<string, string>, sentence: RegExp][] = [
      [
        ['--host', '0.0.0.0'],
        {},
        /^--host 0\.0\.0\.0 is reached from other machines: give --tls-cert and --tls-key, or --insecure/,
      ],
      [['--host', '::'], {}, /^--host :: is reached from other machines/],
      [
        ['--host', '0.0.0.0', '--insecure'],
        { COMIS_TOKEN: token },
        /^--host 0\.0\.0\.0 lets others reach this server, and all of them would act with the token of COMIS_TOKEN/,
      ],
      [['--host', '0.0.0.0', ...certificate], { COMIS_TOKEN: token }, /would act with the token of COMIS_TOKEN/],
      [['--public-url', 'https://security.example/'], { COMIS_TOKEN: token }, /^--public-url lets others reach/],
    ];
    for (const [args, env, sentence] of refusals) {
      const { output, ended } = serve(args, env);
      assert.equal(await ended, 2, args.join(' '));
      assert.match(output.err, sentence);
      assert.ok(!output.err.includes(token));
    }
    const { address } = serve(['--host', '0.0.0.0', ...certificate]);
    const url = await address();
    assert.match(url, /^https:\/\/localhost:\d+\/security$/);
    const { port } = new URL(url);
    const at = `https://127.0.0.1:${port}`;
    assert.equal((await send(`${at}/security`)).status, 200);
    assert.match(
      String((await send(`${at}/security`)).headers['content-security-policy']),
      new RegExp(`wss://127.0.0.1:${port};`),
    );
    // A numeric address cannot be pointed elsewhere; a name can.
    assert.equal((await send(`${at}/security`, { headers: { host: `10.0.0.5:${port}` } })).status, 200);
    assert.equal((await send(`${at}/security`, { headers: { host: 'evil.example' } })).status, 421);
    const session = await send(`${at}/session`, { method: 'POST', headers: { origin: at } });
    assert.deepEqual(JSON.parse(session.text), { mode: 'proxy' });
  });

  it('is reached by a reverse proxy under its public address', async () => {
    const { address } = serve(['--public-url', 'https://security.example/comis/', '--base', '/comis/']);
    assert.equal(await address(), 'https://security.example/comis/security');
    const { output } = serve(['--public-url', 'https://security.example']);
    assert.equal(output.err, '');
  });

  it('keeps its errors to one line that names what and where', async () => {
    const { address } = serve();
    const { port } = new URL(await address());
    const cases: [args: string[], code: number, sentence: RegExp][] = [
      [
        ['--gateway', gateway.url, '--port', port],
        1,
        new RegExp(`^Port ${port} is in use: choose another with --port N`),
      ],
      [
        ['--gateway', gateway.url, '--host', '192.0.2.1', '--insecure', '--port', '0'],
        1,
        /^--host 192\.0\.2\.1 is no address of this machine\.$/,
      ],
      [
        ['--gateway', gateway.url, '--tls-cert', 'package/package.json', '--tls-key', 'package/package.json'],
        1,
        /^--tls-cert and --tls-key cannot be used together/,
      ],
      [['--nonsense'], 2, /^Unknown option '--nonsense'\./],
    ];
    for (const [args, code, sentence] of cases) {
      const { output, ended } = packed.run(args);
      assert.equal(await ended, code, args.join(' '));
      assert.match(output.err.trimEnd(), sentence);
      assert.equal(output.err.trimEnd().split('\n').length, 1);
      assert.equal(output.out, '');
    }
  });

  it('answers for a gateway that is down with its address', async () => {
    const { address } = packed.run(['--gateway', 'http://127.0.0.1:1', '--port', '0']);
    const { origin } = new URL(await address());
    const answer = await send(`${origin}/api/events`, { headers: { origin, authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 502);
    assert.match(answer.text, /The gateway at http:\/\/127\.0\.0\.1:1 cannot be reached/);
    assert.equal(await upgrade(`${origin}/ws`, { origin }), 502);
  });

  it('survives requests that no browser sends', async () => {
    const { address, child } = serve();
    const url = await address();
    const { port } = new URL(url);
    for (const raw of [
      'GET http://evil.example/security HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'GET //evil.example/..%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'GET /%ff%fe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      'GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      'nonsense\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(raw));
        socket
          .on('data', () => undefined)
          .on('error', () => resolve())
          .on('close', () => resolve());
      });
    }
    assert.equal(child.exitCode, null);
    assert.equal((await send(url)).status, 200);
  });

  it('shows a simulated gateway on request, on this machine alone', async () => {
    const { address, output } = packed.run(['--demo', '--port', '0']);
    const { origin } = new URL(await address());
    assert.match(output.out, /Gateway: simulated, in memory/);
    const session = await send(`${origin}/session`, { method: 'POST', headers: { origin } });
    assert.match((JSON.parse(session.text) as { token: string }).token, /^comis_/);
    const { ended, output: other } = packed.run(['--demo', '--host', '0.0.0.0', '--insecure']);
    assert.equal(await ended, 2);
    assert.match(other.err, /Use it on this machine alone\./);
  });

  it(
    'leaves no token in its environment or command line while it runs',
    { skip: process.platform !== 'linux' },
    async () => {
      const { address, child } = serve([], { COMIS_TOKEN: token });
      await address();
      const shown = execFileSync('cat', [`/proc/${String(child.pid)}/cmdline`], { encoding: 'latin1' });
      assert.ok(!shown.includes(token));
    },
  );
});

const bad: [args: string[], sentence: RegExp][] = [
  [[], /^--gateway URL says which gateway to lead to; --demo starts a simulated one\.$/],
  [['--gateway', 'http://h', '--demo'], /^--gateway and --demo exclude each other\.$/],
  [['--gateway', 'nowhere'], /^--gateway takes an address like .*, not "nowhere"\.$/],
  [['--gateway', 'ws://h'], /^--gateway takes an address/],
  [['--gateway', 'http://h', '--port', '65536'], /^--port takes a whole number from 0 to 65535, not "65536"\.$/],
  [['--gateway', 'http://h', '--base', 'a b'], /^--base takes a path/],
  [['--gateway', 'http://h', '--host', 'a/b', '--insecure'], /^--host takes an address/],
  [['--gateway', 'http://h', '--tls-cert', 'c'], /^--tls-cert and --tls-key belong together: --tls-key is missing\.$/],
  [['--gateway', 'http://h', '--token-file', '/nowhere/t'], /^--token-file: \/nowhere\/t cannot be read \(ENOENT\)\.$/],
  [['--gateway', 'http://h', '--public-url', 'x'], /^--public-url takes the address that people open/],
  [['--demo', '--token-file', 'f'], /^--token-file has no effect together with --demo/],
  [['--gateway'], /^Option '--gateway <value>' argument missing\.$/],
];
for (const [args, sentence] of bad) {
  it(`the command cannot use ${args.join(' ') || 'no options'}`, () => {
    assert.throws(
      () => readOptions(args, {}),
      (error) => error instanceof BadOption && sentence.test(error.message),
    );
  });
}

it('the command takes one token, of one line', () => {
  const of = (value: string) => readOptions(['--gateway', 'http://h'], { COMIS_TOKEN: value }).token?.read();
  assert.equal(of(` ${token}\n`), token);
  assert.equal(of(''), undefined);
  for (const wrong of ['two words', 'a\nb', 'x'.repeat(9000), 'nul\u0000'])
    assert.throws(() => of(wrong), /^Error: COMIS_TOKEN holds no token/);
});
