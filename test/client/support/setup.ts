import { after, beforeEach, afterEach } from 'node:test';
import { WebSocket } from 'ws';
import { type ClientOptions, createClient, type RpcClient } from '../../../src/client/index.js';
import { TestGateway } from './test-gateway.js';

/** A fresh gateway for each test of a file, and clients that are closed after it. */
export function setup() {
  const clients: RpcClient[] = [];
  let gateway: TestGateway | undefined;
  const handles = {
    get gateway(): TestGateway {
      if (!gateway) throw new Error('only while a test runs');
      return gateway;
    },
    /** A client of this test's gateway, with short backoffs. */
    connect(options: Partial<ClientOptions> = {}): RpcClient {
      const client = createClient({
        url: handles.gateway.url,
        getToken: () => 'token-1',
        WebSocket,
        backoff: { firstMs: 20, maxMs: 80 },
        ...options,
      });
      clients.push(client);
      return client;
    },
    /** The same, once it is connected, live, and its epoch has grown. */
    async connected(options: Partial<ClientOptions> = {}): Promise<RpcClient> {
      const client = handles.connect(options);
      await until(client, () => client.connection.status === 'connected' && client.epoch > 0);
      return client;
    },
  };
  beforeEach(async () => {
    gateway = await TestGateway.start();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await handles.gateway.stop();
  });
  return handles;
}

/** Waits until something is true of a client, told by the client itself. */
export function until(client: RpcClient, condition: () => boolean, what = condition.toString()): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      const { connection, live, epoch } = client;
      reject(new Error(`never: ${what}\n${JSON.stringify({ connection, live, epoch })}`));
    }, 5000);
    const check = () => {
      if (!condition()) return;
      clearTimeout(timer);
      stop();
      resolve();
    };
    const stop = client.subscribe(check);
    check();
  });
}

/** Waits until something is true that nobody tells about. */
export async function eventually(condition: () => boolean, what = condition.toString()): Promise<void> {
  for (const end = Date.now() + 5000; !condition();) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await pause(5);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Catches what listeners throw and the client reports, instead of letting it end the process. */
export function catchReports(): unknown[] {
  const reports: unknown[] = [];
  const before = globalThis.reportError;
  globalThis.reportError = (thrown: unknown) => void reports.push(thrown);
  after(() => (globalThis.reportError = before));
  return reports;
}
