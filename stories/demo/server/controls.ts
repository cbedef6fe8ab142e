/** `/demo/*`: controls for tests and demos. They need a token with the scope admin, and work on this machine only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { describeIssues, rpcErrorCodes } from '../../../src/protocol/index.js';
import { isRpcMethod, RpcFailure, type SecurityEventInput, type SimulatedGateway } from '../../../src/testing/index.js';
import { bearerToken } from './bearer.js';
import type { Connections } from './connections.js';
import * as schemas from './control-schemas.js';
import { BadRequest, readJson } from './json-body.js';
import { refuseToken, sendError, sendJson } from '../../../src/server/respond.js';
import type { TokenCheck } from './wrong-tokens.js';

interface World {
  readonly gateway: SimulatedGateway;
  readonly connections: Connections;
  readonly tokens: TokenCheck;
}
type Control = (world: World, body: unknown, id: string) => unknown;

/** One row per control. The last part of an address is its `:id`. */
const controls: Readonly<Record<string, Control>> = {
  'POST /demo/approvals': ({ gateway }, body) => {
    const asked = parse(schemas.NewApproval, body);
    const { request } = gateway.agent(asked.agentId).ask(asked);
    return { approvalId: request.approvalId };
  },
  'GET /demo/approvals/:id': ({ gateway }, _body, id) => gateway.approvals.agentView(id),
  'PATCH /demo/approvals/:id': ({ gateway }, body, id) => {
    const { params } = parse(schemas.ApprovalChange, body);
    if (params) gateway.approvals.change(id, params);
    else gateway.approvals.withdraw(id);
    return gateway.approvals.agentView(id);
  },
  'POST /demo/actions': ({ gateway }, body) => {
    const action = parse(schemas.NewAction, body);
    const { decision, rule, entry, approvalId } = gateway.agent(action.agentId).act(action);
    return { decision, rule, entry, approvalId };
  },
  'POST /demo/events': async ({ gateway }, body) => ({
    ids: await emitAll(
      gateway,
      Array.isArray(body) ? parse(z.array(schemas.NewEvent), body) : [parse(schemas.NewEvent, body)],
    ),
  }),
  'POST /demo/connections': ({ gateway, connections }, body) => {
    const { drop, refuseMs, stall, forget } = parse(schemas.ConnectionChange, body);
    const open = connections.size;
    if (refuseMs !== undefined) connections.refuseFor(refuseMs);
    if (stall) connections.each('stall');
    if (drop) connections.each('drop');
    if (forget) gateway.stream.forget();
    return { open };
  },
  'POST /demo/faults': ({ gateway }, body) => {
    const { method, times, ...fault } = parse(schemas.NewFault, body);
    if (!isRpcMethod(method)) throw new BadRequest(400, `method: ${method} is not a method of this gateway`);
    gateway.faults.set(method, fault, times);
    return { method, times };
  },
  'POST /demo/providers': ({ gateway }, body) => {
    const { provider, count, ...call } = parse(schemas.ProviderCalls, body);
    const results = gateway.providers.callAll(
      provider,
      Array.from({ length: count }, () => call),
    );
    const ended = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
    return {
      ok: ended('ok'),
      errors: ended('error'),
      refused: ended('refused'),
      lastReason: results.at(-1)?.reason,
      ...gateway.providers.health(provider),
    };
  },
  'POST /demo/scenario': ({ gateway }, body) => {
    const { name, ...options } = parse(schemas.ScenarioChange, body);
    gateway.setScenario(name, options);
    return { name };
  },
};

/** Answers a request below `/demo/`. */
export async function control(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const { token, retryAfterMs } = await world.tokens.check(request, bearerToken(request));
  if (!token) {
    refuseToken(response, retryAfterMs, 'The controls need "Authorization: Bearer <admin token>".');
    return;
  }
  if (!token.scopes.includes('admin')) {
    sendError(response, 403, 'The token lacks the scope admin, which the controls need.', { required: 'admin' });
    return;
  }
  const [, route = path, id = ''] = /^(\/demo\/[^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  const pattern = id === '' ? route : `${route}/:id`;
  const run = controls[`${request.method ?? ''} ${pattern}`];
  if (!run) {
    const known = Object.keys(controls).some((key) => key.endsWith(` ${pattern}`));
    sendError(
      response,
      known ? 405 : 404,
      known ? `${path} has no ${request.method ?? ''}.` : `There is no control ${path}.`,
    );
    return;
  }
  try {
    sendJson(response, 200, await run(world, await readJson(request), decodeURIComponent(id)));
  } catch (error) {
    refuse(response, error);
  }
}

function parse<S extends z.core.$ZodType>(schema: S, body: unknown): z.infer<S> {
  const parsed = z.safeParse(schema, body);
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error, body);
  throw new BadRequest(400, issues.join('; '), issues);
}

/** HTTP statuses for the errors of the RPC that a control can run into. */
const statusOf: Readonly<Record<number, number>> = {
  [rpcErrorCodes.notFound]: 404,
  [rpcErrorCodes.alreadyResolved]: 409,
};

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof BadRequest) sendError(response, error.status, error.message, { issues: error.issues });
  else if (error instanceof RpcFailure)
    sendError(response, statusOf[error.code] ?? 400, error.message, { data: error.data });
  else if (error instanceof URIError) sendError(response, 400, 'The address is not well encoded.');
  else sendError(response, 500, error instanceof Error ? error.message : String(error));
}

/** So many events at a time, so that all who follow can read them before they leave the replay log. */
const emittedAtOnce = 500;
const mostBehind = 5_000;
/** How long a slow reader is waited for in all, in ms; after that it gets a gap. */
const patienceMs = 10_000;

async function emitAll(gateway: SimulatedGateway, events: readonly SecurityEventInput[]): Promise<string[]> {
  const ids: string[] = [];
  const deadline = performance.now() + patienceMs;
  for (let i = 0; i < events.length; i += emittedAtOnce) {
    for (const { id: _id, ...event } of events.slice(i, i + emittedAtOnce))
      ids.push(gateway.securityLog.emit(event).id);
    while (gateway.stream.lag > mostBehind && performance.now() < deadline) await sleep(5);
  }
  return ids;
}
