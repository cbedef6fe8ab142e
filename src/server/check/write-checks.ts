/** What changes something: on tokens, secrets and rules that the check makes itself and removes again. */
import { randomBytes } from 'node:crypto';
import { closeCodes, decodeResult, type ResultOf, rpcErrorCodes, type RpcMethod } from '../../protocol/index.js';
import type { Cleanup } from './cleanup.js';
import { EventStream } from './event-stream.js';
import { CheckFailed, CheckSkipped, expect, type Report } from './report.js';
import { shown } from './printable.js';
import { NotOpened, RpcError, RpcSocket } from './rpc-socket.js';
import { seconds, type Target, within } from './target.js';

/** What the checks of changes work with. */
export interface Writing {
  readonly report: Report;
  readonly target: Target;
  readonly rpc: RpcSocket;
  readonly cleanup: Cleanup;
  /** What must not be printed. */
  readonly secrets: string[];
  /** Whether the gateway offers a method, as far as it says. */
  readonly offers: (method: RpcMethod) => boolean;
}

/** A name that no other object has. */
export const ownName = (): string => `comis-check-${randomBytes(6).toString('hex')}`;

/** Calls a method and checks its result. */
export async function result<M extends RpcMethod>(rpc: RpcSocket, method: M, params: object): Promise<ResultOf<M>> {
  const decoded = decodeResult(method, await rpc.call(method, params));
  if (!decoded.ok) throw new CheckFailed(`${method}: ${decoded.unreadable.issues.join('; ')}.`);
  return decoded.value;
}

function needed({ offers }: Writing, ...methods: RpcMethod[]): void {
  const missing = methods.filter((method) => !offers(method));
  if (missing.length > 0) throw new CheckSkipped(`not offered: ${missing.join(', ')}`);
}

/** Skips where the token may not, or the gateway has no such method. */
async function allowed<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RpcError && error.code === rpcErrorCodes.notAllowed)
      throw new CheckSkipped('not allowed: the token lacks the scope admin');
    if (error instanceof RpcError && error.code === rpcErrorCodes.methodNotFound)
      throw new CheckSkipped(`not offered: ${error.method}`);
    throw error;
  }
}

async function expectCode(rpc: RpcSocket, method: RpcMethod, params: object, code: number, why: string) {
  const error = await rpc.refused(method, params);
  expect(error.code === code, `${method} is answered with ${error.code}, and not with ${code}: ${why}.`);
  return error;
}

/** A token with little scope: what it may not do, rotation, and that revoking it ends its connections. */
export async function checkTokens(writing: Writing): Promise<void> {
  const { report, target, rpc, cleanup, secrets } = writing;
  const name = ownName();
  let made: { id: string; secret: string } | undefined;
  const removable = (id: string) => cleanup.add(`the token ${name}`, () => rpc.call('tokens.revoke', { id }));

  await report.row('tokens.create', async () => {
    needed(writing, 'tokens.create', 'tokens.revoke');
    const created = await allowed(() => result(rpc, 'tokens.create', { name, scopes: ['rpc'] }));
    removable(created.id);
    secrets.push(created.secret);
    made = created;
    expect(
      created.secret.length >= 32,
      `tokens.create: the secret has ${created.secret.length} characters: at least 32 cannot be guessed.`,
    );
    const listed = await rpc.call('tokens.list');
    expect(
      !JSON.stringify(listed).includes(created.secret),
      'tokens.list holds the secret of a token: it is shown once, by tokens.create.',
    );
    return 'made with the scope rpc; its secret is not listed';
  });

  await report.row('scopes', async () => {
    if (!made) throw new CheckSkipped('there is no token of its own');
    const own = { ...target, token: made.secret };
    const socket = await RpcSocket.open(own);
    try {
      await socket.call('system.ping');
      const error = await expectCode(
        socket,
        'tokens.list',
        {},
        rpcErrorCodes.notAllowed,
        'a token with the scope rpc may not',
      );
      expect(
        error.data['required'] === 'admin',
        `tokens.list for a token without admin: \`data.required\` is ${shown(error.data['required'])} instead of "admin".`,
      );
    } finally {
      socket.close();
    }
    const stream = await EventStream.open(own);
    stream.close();
    const { status } = stream.response;
    expect(status === 403, `The stream answers ${status} to a token without the scope ws, and not 403.`);
    return 'without admin -32001, without ws 403';
  });

  await report.row('tokens.rotate', async () => {
    if (!made) throw new CheckSkipped('there is no token of its own');
    needed(writing, 'tokens.rotate');
    const { id, secret } = made;
    const rotated = await allowed(() => result(rpc, 'tokens.rotate', { id }));
    removable(rotated.newId);
    secrets.push(rotated.secret);
    made = { id: rotated.newId, secret: rotated.secret };
    expect(rotated.oldId === id, `tokens.rotate: \`oldId\` is ${rotated.oldId} instead of ${id}.`);
    expect(!(await opens({ ...target, token: secret })), 'tokens.rotate: the old secret is still accepted.');
    expect(await opens({ ...target, token: rotated.secret }), 'tokens.rotate: the new secret is not accepted.');
    return 'the new secret works, the old one does not';
  });

  await report.row('tokens.revoke', async () => {
    if (!made) throw new CheckSkipped('there is no token of its own');
    const socket = await RpcSocket.open({ ...target, token: made.secret });
    try {
      await socket.call('system.ping');
      await result(rpc, 'tokens.revoke', { id: made.id });
      cleanup.done(`the token ${name}`);
      const { eventMs } = target.limits;
      const code = await within(
        socket.closed,
        eventMs,
        () =>
          new CheckFailed(
            `The socket of a revoked token is still open after ${seconds(eventMs)}: it has to be closed with 4001.`,
          ),
      );
      expect(
        code === closeCodes.tokenRefused,
        `The socket of a revoked token is closed with ${code}, and not with 4001.`,
      );
    } finally {
      socket.close();
    }
    const { tokens } = await result(rpc, 'tokens.list', {});
    expect(
      tokens.every((token) => token.id !== made?.id || token.revokedAt !== undefined),
      'tokens.list shows a revoked token as one that works: it goes, or has `revokedAt`.',
    );
    return 'its socket is closed with 4001';
  });
}

/** Whether a token is accepted. */
async function opens(target: Target): Promise<boolean> {
  let socket: RpcSocket | undefined;
  try {
    socket = await RpcSocket.open(target);
    await socket.call('system.ping');
    return true;
  } catch (error) {
    if (error instanceof NotOpened && error.status !== 401) throw error;
    return false;
  } finally {
    socket?.close();
  }
}

/** A secret, from its first value to its end. */
export async function checkSecrets(writing: Writing): Promise<void> {
  const { report, rpc, cleanup, secrets } = writing;
  await report.row('secrets', async () => {
    needed(writing, 'secrets.list', 'secrets.set', 'secrets.delete');
    const before = await allowed(() => result(rpc, 'secrets.list', {}));
    if (!before.enabled) throw new CheckSkipped('the store is not enabled');
    const name = ownName().toUpperCase().replaceAll('-', '_');
    const value = `value-${randomBytes(24).toString('base64url')}`;
    secrets.push(value);
    const first = await allowed(() => result(rpc, 'secrets.set', { name, value }));
    cleanup.add(`the secret ${name}`, () => rpc.call('secrets.delete', { name }));
    expect(first.created, 'secrets.set: `created` is false for a new name.');
    const again = await result(rpc, 'secrets.set', { name, value: `${value}-2` });
    expect(!again.created, 'secrets.set: `created` is true for a name that was there.');
    const listed = await rpc.call('secrets.list');
    const text = JSON.stringify(listed);
    expect(text.includes(name), 'secrets.list lacks a secret that was set.');
    expect(!text.includes(value), 'secrets.list holds the value of a secret: no method may answer one.');
    await result(rpc, 'secrets.delete', { name });
    cleanup.done(`the secret ${name}`);
    expect(
      !JSON.stringify(await rpc.call('secrets.list')).includes(name),
      'secrets.list still has a secret that was deleted.',
    );
    await expectCode(rpc, 'secrets.delete', { name }, rpcErrorCodes.notFound, 'there is no secret of that name');
    return 'set, replaced, listed without its value, deleted';
  });
}

/** A remembered rule, made and ended. */
export async function checkRules(writing: Writing): Promise<void> {
  const { report, rpc, cleanup } = writing;
  await report.row('rules', async () => {
    needed(writing, 'config.read', 'rules.create', 'rules.revoke');
    const remembered = async () => {
      const { value } = await result(rpc, 'config.read', { section: 'security' });
      return (value as { approvalRules: { remembered?: { id: string }[] } }).approvalRules.remembered;
    };
    if (!(await allowed(remembered))) throw new CheckSkipped('the section approvalRules has no `remembered`');
    const action = ownName();
    const { rule } = await allowed(() => result(rpc, 'rules.create', { action, durationMs: 60_000 }));
    cleanup.add(`the rule for ${action}`, () => rpc.call('rules.revoke', { id: rule.id }));
    const has = async () => (await remembered())?.some(({ id }) => id === rule.id) ?? false;
    expect(await has(), 'rules.create: `approvalRules.remembered` lacks the rule.');
    expect(
      Math.abs(rule.expiresAt - rule.createdAt - 60_000) < 1000,
      `rules.create: a rule for 60 s ends ${seconds(rule.expiresAt - rule.createdAt)} after it was made.`,
    );
    await result(rpc, 'rules.revoke', { id: rule.id });
    cleanup.done(`the rule for ${action}`);
    expect(!(await has()), 'rules.revoke: `approvalRules.remembered` still has the rule.');
    return 'remembered, ended';
  });
}

/** Something that makes an event: a secret or a token that comes and goes. @returns the name of the event. */
export function eventMaker(writing: Writing): (() => Promise<string>) | undefined {
  const { rpc, offers, cleanup, secrets } = writing;
  if (!offers('tokens.create') || !offers('tokens.revoke')) return undefined;
  return async () => {
    const name = ownName();
    const { id, secret } = await result(rpc, 'tokens.create', { name, scopes: ['rpc'] });
    secrets.push(secret);
    cleanup.add(`the token ${name}`, () => rpc.call('tokens.revoke', { id }));
    await result(rpc, 'tokens.revoke', { id });
    cleanup.done(`the token ${name}`);
    return 'tokens:changed';
  };
}
