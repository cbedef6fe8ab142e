/** docs/example-gateway.mjs as a process of its own, as its readers run it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { root } from '../../../scripts/root.mjs';
import { RpcSocket } from '../../../src/server/check/rpc-socket.js';
import { usualLimits } from '../../../src/server/check/target.js';

const token = 'token-of-an-operator-0123456789';
const agentToken = 'token-of-an-agent-0123456789';

/** Starts it on a free port; it ends with the test. */
export async function startExample(t: Pick<TestContext, 'after'>, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(root, 'docs/example-gateway.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: '0', COMIS_TOKEN: token, AGENT_TOKEN: agentToken, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => void child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`It ended with ${code ?? 'a signal'}.`)));
    child.stdout.on('data', (data: Buffer) => {
      const found = /^Gateway: (\S+)$/m.exec(data.toString())?.[1];
      if (found) resolve(found);
    });
  });
  return {
    child,
    url,
    token,
    /** An agent asks, and gets what was decided. */
    async ask(request: object, by = agentToken, signal?: AbortSignal) {
      const response = await fetch(`${url}/ask`, {
        method: 'POST',
        headers: { authorization: `Bearer ${by}` },
        body: JSON.stringify(request),
        signal: signal ?? null,
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    client: () => RpcSocket.open({ gateway: new URL(url), token, origin: undefined, limits: usualLimits }),
  };
}
