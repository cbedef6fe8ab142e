/** The dialect of a console that nobody here knows: two methods, one event, all of it outside of `src`. */
import * as z from 'zod/mini';
import { type Dialect, GatewayError, type ResultOf, TableTranslation } from '../../src/client/index.js';

/** What the console sends of a request. */
const Asked = z.looseObject({
  id: z.string(),
  command: z.string(),
  agent: z.optional(z.string()),
  askedAt: z.number(),
  expiresAt: z.number(),
});
const Listed = z.looseObject({ pending: z.array(z.unknown()), serverTime: z.number() });

/** A request as the library knows it. */
function requestOf({ id, command, agent, askedAt, expiresAt }: z.infer<typeof Asked>) {
  return {
    approvalId: id,
    action: 'exec',
    params: { command },
    risk: 'unknown' as const,
    createdAt: askedAt,
    timeoutMs: expiresAt - askedAt,
    ...(agent === undefined ? {} : { agentId: agent }),
  };
}

/** `exec.approvals.list`, `exec.approvals.resolve` and `exec.approval` are all that the console has. */
export const execConsole: Dialect = {
  address: (url, token) => ({ url, subprotocols: ['exec.v2', `token.${token}`] }),
  replays: false,
  error: ({ code, message }, method) =>
    // It knows one code of its own.
    code === 409
      ? new GatewayError('not-found', message, { code, ...(method ? { method } : {}) })
      : GatewayError.fromWire({ code, message }, method),
  translate: (server) =>
    new TableTranslation(server, (counting) => [
      {
        methods: {
          'approvals.list': {
            capability: () => ({ status: 'offered' }),
            async call(_params, ask): Promise<ResultOf<'approvals.list'>> {
              const answer = z.safeParse(Listed, await ask('exec.approvals.list'));
              if (!answer.success) throw new GatewayError('invalid-response', 'The console sent no list.');
              const { pending, serverTime } = answer.data;
              counting.isPast(serverTime);
              const read = pending.map((each, index) => ({ index, ...z.safeParse(Asked, each) }));
              return {
                requests: read.flatMap(({ success, data }) => (success ? [requestOf(data)] : [])),
                total: pending.length,
                now: serverTime,
                unreadable: read
                  .filter(({ success }) => !success)
                  .map(({ index }) => ({ path: `pending[${index}]`, issues: ['it is no request'], readable: {} })),
              };
            },
          },
          'approvals.respond': {
            capability: () => ({
              status: 'derived',
              from: 'exec.approvals.resolve',
              notes: ['This console compares no digest: what it runs is not checked against what was shown.'],
            }),
            async call({ approvalId, decision, comment }, ask) {
              await ask('exec.approvals.resolve', { id: approvalId, allow: decision === 'approve', reason: comment });
              const outcome = decision === 'approve' ? ('approved' as const) : ('denied' as const);
              return { approvalId, outcome, resolvedBy: 'you', resolvedAt: counting.now() };
            },
          },
        },
        events: {
          'exec.approval'(payload) {
            const request = z.safeParse(Asked, payload);
            if (request.success) counting.emit('approval:requested', requestOf(request.data));
            else counting.unreadable('approval:requested', 'it is no request');
          },
        },
      },
    ]),
};
