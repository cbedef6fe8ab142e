/** Why there is no connection, as a person reads it in a real browser: address and cause, never a token. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { type WebSocket, WebSocketServer } from 'ws';
import { root } from '../../scripts/root.mjs';
import { selfSigned } from '../support/certificate.js';
import { until, useGateway } from '../support/e2e.js';

const bundle = join(root, 'dist/cdn.js');
const token = 'comis_a-token-that-nobody-may-read';
const page = `<!doctype html><title>A host</title><link rel="icon" href="data:," />
<script type="module" src="/cdn.js"></script>
<comis-gateway><comis-connection-status></comis-connection-status></comis-gateway>`;

interface SiteOptions {
  /** Answers the gateway's paths; a WebSocket is refused in the same way unless `upgrade` opens it. */
  readonly answer?: RequestListener;
  readonly upgrade?: (server: Server) => void;
  readonly tls?: boolean;
}

/** A site with the page, and perhaps a gateway's paths, on a port of its own. @returns its host and port. */
async function serve(t: TestContext, { answer, upgrade, tls = false }: SiteOptions): Promise<string> {
  const pages: Readonly<Record<string, [type: string, text: string]>> = {
    '/': ['text/html', page],
    '/cdn.js': ['text/javascript', readFileSync(bundle, 'utf8')],
  };
  const server = tls ? createSecureServer(selfSigned) : createServer();
  server.on('request', (request, response: ServerResponse) => {
    const [type, text] = pages[request.url ?? ''] ?? [];
    if (type !== undefined) response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
    else if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  upgrade?.(server);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(code, headers).end();

/** Opens sockets without any subprotocol, as behind a proxy that strips the header, and answers the stream. */
const stripped: SiteOptions = {
  answer: (_, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n'),
  upgrade: (server) => {
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => false });
    server.on('upgrade', (request, socket, head) => {
      delete request.headers['sec-websocket-protocol'];
      sockets.handleUpgrade(request, socket, head, (opened: WebSocket) => void opened.on('error', () => undefined));
    });
  },
};

/** A port that nothing listens on. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${String(port)}`;
}

describe('why there is no connection', () => {
  const e2e = useGateway();

  /** Opens the page and connects it. @returns what the status says of it, without and with what is for developers. */
  async function read(from: string, url: string, expected: RegExp): Promise<{ words: string; all: string; tab: Page }> {
    assert.ok(existsSync(bundle), 'dist/cdn.js is missing: run npm run build first');
    const options = { ignoreHTTPSErrors: from.startsWith('https:') };
    const tab = await e2e.open(from, { ...options, expected: /./, bypassCSP: true });
    // As text: what compiles the tests names functions by a helper that the page has not.
    await tab.evaluate(`const gateway = document.querySelector('comis-gateway');
      gateway.setAttribute('url', ${JSON.stringify(url)});
      gateway.getToken = () => ${JSON.stringify(token)};`);
    const told = tab.locator('comis-connection-status').locator('details').first();
    const texts = async () => {
      if (!(await told.count())) return { words: '', all: '' };
      return told.evaluate((details: HTMLDetailsElement) => {
        details.open = true;
        const all = details.textContent;
        const forDevelopers = [...details.querySelectorAll('.muted')].map((each) => each.textContent);
        return { all, words: forDevelopers.reduce((rest, part) => rest.replace(part, ''), all) };
      });
    };
    let last = await texts();
    await until(async () => expected.test((last = await texts()).words), String(expected)).catch((error: unknown) => {
      throw new Error(`it says: ${last.all}`, { cause: error });
    });
    const everything = await tab.evaluate(
      () => document.querySelector('comis-connection-status')!.shadowRoot!.innerHTML,
    );
    assert.ok(!everything.includes(token) && !(await tab.content()).includes(token), 'no token');
    assert.doesNotMatch(last.words, /CORS|CSP|connect-src/);
    return { ...last, tab };
  }

  const escaped = (text: string) => text.replaceAll('.', '\\.');

  for (const [code, meaning] of [
    [403, 'usually the gateway or a proxy before it does not let this page'],
    [404, 'usually there is no gateway at this path: check the address and the paths'],
    [503, 'usually the gateway is down or restarting'],
  ] as const) {
    it(`real use 19: in the browser, a ${String(code)} is named with the address and what it usually means`, async (t) => {
      const at = await serve(t, { answer: status(code) });
      const { words } = await read(`http://${at}/`, `http://${at}/gw/`, new RegExp(`HTTP ${String(code)}: ${meaning}`));
      assert.match(words, new RegExp(`No WebSocket opens at ws://${escaped(at)}/gw/ws\\.`));
    });
  }

  it('real use 19: in the browser, a 429 is a limit with its time', async (t) => {
    const at = await serve(t, { answer: status(429, { 'retry-after': '30' }) });
    const { words, tab } = await read(`http://${at}/`, `http://${at}/`, /HTTP 429: usually too many requests/);
    assert.match(words, new RegExp(`ws://${escaped(at)}/ws`));
    const shown = tab.locator('comis-connection-status');
    await shown.getByText('not connected until the limit has passed').waitFor();
    await shown.getByText(/Next try in (2\d|30) s/).waitFor();
  });

  it('real use 19: in the browser, a stripped subprotocol is what it is', async (t) => {
    const at = await serve(t, stripped);
    const { words } = await read(`http://${at}/`, `http://${at}/`, /no subprotocol is chosen/);
    assert.match(
      words,
      new RegExp(`opens at ws://${escaped(at)}/ws, but.*comis\\.v1 is needed.*Sec-WebSocket-Protocol`),
    );
  });

  it('real use 19: in the browser, a refused certificate is among the possible causes, and none is claimed', async (t) => {
    const at = await serve(t, {});
    const gateway = await serve(t, { tls: true, answer: status(200) });
    const { words } = await read(`http://${at}/`, `https://${gateway}/`, /No WebSocket opens/);
    assert.match(
      words,
      new RegExp(`at wss://${escaped(gateway)}/ws\\. Possible causes: .*certificate is not trusted here`),
    );
    assert.match(words, new RegExp(`open https://${escaped(gateway)} in a tab`));
  });

  it('real use 19: in the browser, a server that is down is among the possible causes, and none is claimed', async (t) => {
    const at = await serve(t, {});
    const gone = await closedPort();
    const { words, all } = await read(`http://${at}/`, `http://${gone}/`, /No WebSocket opens/);
    assert.match(
      words,
      new RegExp(`at ws://${escaped(gone)}/ws\\. Possible causes: the gateway is not running; the address`),
    );
    assert.doesNotMatch(words, /certificate|https/);
    assert.match(all, /CORS: the gateway must allow the origin/);
  });

  for (const scheme of ['http', 'ws'] as const) {
    it(`real use 19: in the browser, a page over https says that ${scheme}: cannot be opened from it`, async (t) => {
      const at = await serve(t, { tls: true });
      // Not an address of this machine: browsers trust that one without encryption, too.
      const { words } = await read(`https://${at}/`, `${scheme}://gateway.example/`, /this page came over https/);
      assert.match(words, /ws:\/\/gateway\.example\/ws cannot be opened: .* Use an address with https/);
    });
  }
});
