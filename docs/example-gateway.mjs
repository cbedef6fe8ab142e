/**
 * A small gateway: agents ask with `POST /ask` and wait, people decide in the elements. Run it with
 * `COMIS_TOKEN=… AGENT_TOKEN=… node example-gateway.mjs`. It keeps everything in memory.
 */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const { PORT = '4766', COMIS_TOKEN, AGENT_TOKEN, ALLOW_ORIGIN } = process.env;
if (!COMIS_TOKEN || !AGENT_TOKEN) throw new Error('COMIS_TOKEN (for people) and AGENT_TOKEN (for agents) are needed.');

const sha256 = (text) => createHash('sha256').update(text).digest();
const isToken = (given, token) => timingSafeEqual(sha256(given ?? ''), sha256(token));
const bearerOf = ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];

// Requests and decisions
const waiting = new Map();
const decisions = [];

function ask(wanted, answer) {
  const made = { approvalId: randomUUID(), createdAt: Date.now() };
  const request = { params: {}, risk: 'unknown', timeoutMs: 300_000, ...wanted, ...made };
  const { timeoutMs } = request;
  const end = () => resolve(request.approvalId, { outcome: 'expired', automatic: 'timeout', resolvedBy: 'gateway' });
  // The gateway ends what nobody decides. 0 waits for ever.
  const timer = timeoutMs > 0 ? setTimeout(end, timeoutMs) : undefined;
  waiting.set(request.approvalId, { request, timer, answer });
  publish('approval:requested', request);
  return request.approvalId;
}

function resolve(approvalId, ended) {
  const { request, timer, answer } = waiting.get(approvalId);
  clearTimeout(timer);
  waiting.delete(approvalId);
  const decision = { ...request, ...ended, resolvedAt: Date.now() };
  decisions.push(decision);
  publish('approval:resolved', decision);
  answer(decision);
  return decision;
}

/** RFC 8785: keys sorted, everything else as JSON.stringify writes it. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/** Binds a decision to what was shown. Absent and null fields are left out. */
export function digestOf({ approvalId, agentId, action, toolName, params, sessionKey }) {
  const fields = Object.entries({ approvalId, agentId, action, toolName, params, sessionKey });
  return sha256(
    canonical(Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== null))),
  ).toString('hex');
}

// JSON-RPC
const failure = (code, message, data) => Object.assign(new Error(message), { code, data });
const invalid = (...issues) => failure(-32602, `Invalid params: ${issues.join('; ')}`, { issues });

const operator = { name: 'operator', scopes: ['rpc', 'ws', 'admin'] };
const methods = {
  'system.ping': () => ({ pong: true, ts: Date.now(), ...operator, methods: Object.keys(methods) }),
  'approvals.list': () => {
    const requests = [...waiting.values()].map(({ request }) => request);
    return { requests, total: requests.length, now: Date.now() };
  },
  'approvals.respond': ({ approvalId, decision, comment, digest }) => {
    if (decision !== 'approve' && decision !== 'deny') throw invalid('`decision` is neither approve nor deny');
    if (decision === 'approve' && !digest) throw invalid('`digest` is missing: it is needed to approve');
    const before = decisions.find((each) => each.approvalId === approvalId);
    if (before) throw failure(-32003, `Already ${before.outcome}`, { decision: before });
    const request = waiting.get(approvalId)?.request;
    if (!request) throw failure(-32002, `There is no request ${approvalId}`);
    const current = digestOf(request);
    if (digest && digest !== current) throw failure(-32005, 'The request has changed', { current, request });
    const outcome = decision === 'approve' ? 'approved' : 'denied';
    const { resolvedBy, resolvedAt } = resolve(approvalId, { outcome, comment, resolvedBy: 'operator' });
    return { approvalId, outcome, resolvedBy, resolvedAt };
  },
  'approvals.history': ({ cursor, limit = 100, from = 0, to = Infinity, ...wanted }) => {
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw invalid('`limit` is not between 1 and 1000');
    if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw invalid('`cursor` is none of this gateway');
    const admits = (each) =>
      each.resolvedAt >= from && each.resolvedAt <= to && Object.keys(wanted).every((key) => each[key] === wanted[key]);
    const total = decisions.filter(admits).length;
    const page = [];
    // A cursor is a place from the oldest on: new decisions do not shift pages.
    for (let index = cursor ? Number(cursor) : decisions.length; --index >= 0;) {
      if (!decisions[index] || !admits(decisions[index])) continue;
      if (page.length === limit) return { decisions: page, nextCursor: String(index + 1), total };
      page.push(decisions[index]);
    }
    return { decisions: page, total };
  },
};

function answerTo(text) {
  let id = null;
  try {
    const call = JSON.parse(text);
    id = call?.id ?? null;
    if (call?.jsonrpc !== '2.0') throw failure(-32600, 'Not a JSON-RPC 2.0 request');
    if (!Object.hasOwn(methods, call.method)) throw failure(-32601, `Method not found: ${call.method}`);
    return { jsonrpc: '2.0', id, result: methods[call.method](call.params ?? {}) };
  } catch (error) {
    const { message, data } = error;
    const code = error instanceof SyntaxError ? -32700 : (error.code ?? -32603);
    return { jsonrpc: '2.0', id, error: { code, message, data } };
  }
}

const sockets = new WebSocketServer({
  noServer: true,
  maxPayload: 2 ** 20,
  // The client may offer others before it, and always one with the token, which is never selected.
  handleProtocols: (offered) => offered.has('comis.v1') && 'comis.v1',
});
sockets.on('connection', (socket, request) => {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
  const bearer = offered.find((each) => each.startsWith('bearer.'))?.slice('bearer.'.length) ?? '';
  // After the upgrade: browsers do not see an HTTP status here.
  if (!isToken(Buffer.from(bearer, 'base64url').toString(), COMIS_TOKEN)) socket.close(4001, 'Token refused');
  else socket.on('message', (data) => socket.send(JSON.stringify(answerTo(data.toString()))));
  socket.on('error', () => socket.terminate());
});

// The stream: ids name the run, a number and the time, so that none is used twice and a gap knows when it began.
const run = randomUUID();
const startedAt = Date.now();
const log = [];
const streams = new Set();
let count = 0;
const position = () => `${run}.${count}.${Date.now()}`;

function publish(name, payload) {
  count++;
  log.push({ number: count, text: `id: ${position()}\nevent: ${name}\ndata: ${JSON.stringify(payload)}\n\n` });
  if (log.length > 1000) log.shift();
  // One that does not read is cut off, and resumes.
  for (const stream of streams) {
    stream.write(log.at(-1).text);
    if (stream.writableLength > 2 ** 20) stream.destroy();
  }
}
const ping = () => `event: ping\ndata: {"ts":${Date.now()}}\n\n`;
setInterval(() => streams.forEach((stream) => stream.write(ping())), 15_000).unref();

function openStream(request, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const last = request.headers['last-event-id'];
  const [lastRun, number, time] = last?.split('.') ?? [run, count, 0];
  const isKnown = lastRun === run && Number(number) >= count - log.length && Number(number) <= count;
  const gap = { from: Math.min(Number(time) || startedAt, Date.now()), to: Date.now() };
  response.write(last ? ping() : `id: ${position()}\n${ping()}`);
  if (!isKnown) response.write(`id: ${position()}\nevent: stream:gap\ndata: ${JSON.stringify(gap)}\n\n`);
  else for (const each of log) if (each.number > Number(number)) response.write(each.text);
  streams.add(response);
  response.on('close', () => streams.delete(response));
}

async function serveAgent(request, response, send) {
  try {
    let text = '';
    for await (const chunk of request) text += chunk;
    const wanted = JSON.parse(text);
    if (typeof wanted.action !== 'string') throw new Error('`action` is missing');
    const id = ask(wanted, (decision) => send(200, decision));
    // An agent that hangs up does not want it any more.
    response.on('close', () => waiting.has(id) && resolve(id, { outcome: 'withdrawn', resolvedBy: 'agent' }));
  } catch ({ message }) {
    send(400, { message });
  }
}

function serve(request, response) {
  const { origin } = request.headers;
  const send = (status, body) => response.writeHead(status).end(JSON.stringify(body));
  response.setHeader('content-type', 'application/json');
  if (origin !== undefined && origin === ALLOW_ORIGIN) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-headers', 'authorization, last-event-id');
  }
  if (request.method === 'OPTIONS') response.writeHead(204).end();
  else if (request.url === '/api/events') {
    if (isToken(bearerOf(request), COMIS_TOKEN)) openStream(request, response);
    else send(401, { message: 'The token is missing or not accepted.' });
  } else if (request.url === '/ask' && request.method === 'POST') {
    if (isToken(bearerOf(request), AGENT_TOKEN)) serveAgent(request, response, send);
    else send(401, { message: 'Agents only.' });
  } else send(404, { message: 'There is nothing here.' });
}

const server = createServer(serve);
server.on('upgrade', (request, socket, head) => {
  const { origin, host } = request.headers;
  // Programs send no Origin; pages of our own host and of the allowed one may come.
  const isAllowed = [undefined, ALLOW_ORIGIN, `http://${host}`, `https://${host}`].includes(origin);
  if (request.url !== '/ws' || !isAllowed) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  else sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Gateway: http://127.0.0.1:${server.address().port}`));

// 1001 tells clients to come back at once.
process.once('SIGTERM', () => {
  for (const socket of sockets.clients) socket.close(1001, 'Restarting');
  for (const stream of streams) stream.end();
  server.close();
});
