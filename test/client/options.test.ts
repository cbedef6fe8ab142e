import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { endpointsOf } from '../../src/client/endpoints.js';
import { type ClientOptions, createClient } from '../../src/client/index.js';
import { settingsOf } from '../../src/client/options.js';

const good: ClientOptions = { url: 'http://127.0.0.1:1', getToken: () => 't', WebSocket };

describe('the options', () => {
  it('have the documented defaults', () => {
    const { callTimeoutMs, pingIntervalMs, pingTimeoutMs, streamSilenceMs, backoff, dialect } = settingsOf(good);
    assert.deepEqual(
      { callTimeoutMs, pingIntervalMs, pingTimeoutMs, streamSilenceMs, backoff, dialect },
      {
        callTimeoutMs: 30_000,
        pingIntervalMs: 30_000,
        pingTimeoutMs: 10_000,
        streamSilenceMs: 40_000,
        backoff: { firstMs: 500, maxMs: 8000 },
        dialect: 'auto',
      },
    );
  });

  for (const [name, wrong] of [
    ['callTimeoutMs', { callTimeoutMs: 0 }],
    ['pingIntervalMs', { pingIntervalMs: NaN }],
    ['pingTimeoutMs', { pingTimeoutMs: -1 }],
    ['streamSilenceMs', { streamSilenceMs: 2 ** 31 }],
    ['backoff.firstMs', { backoff: { firstMs: Infinity } }],
    ['backoff.maxMs', { backoff: { firstMs: 100, maxMs: 99 } }],
    ['dialect', { dialect: 'klingon' }],
    ['getToken', { getToken: undefined }],
    ['url', { url: 'ftp://gateway' }],
    ['url', { url: '/relative' }],
    ['url', { url: undefined }],
    ['url', { url: 'http://me:secret@gateway' }],
    ['url', { url: 'http://[secret' }],
    ['WebSocket', { WebSocket: undefined }],
  ] as [string, Partial<Record<keyof ClientOptions, unknown>>][]) {
    it(`name ${name} when it is wrong: ${JSON.stringify(wrong)}`, () => {
      // Node 22 has a WebSocket of its own.
      if (name === 'WebSocket' && 'WebSocket' in globalThis) return;
      assert.throws(
        () => createClient({ ...good, ...wrong } as ClientOptions),
        (thrown) => {
          assert.ok(thrown instanceof TypeError || thrown instanceof RangeError);
          assert.ok(thrown.message.includes(`option "${name}"`), thrown.message);
          assert.ok(!thrown.message.includes('secret'));
          return true;
        },
      );
    });
  }

  it('take an address with any of four schemes, with and without a path', () => {
    assert.deepEqual(endpointsOf('https://host/base/?token=x#y'), {
      socket: 'wss://host/base/ws',
      events: 'https://host/base/api/events',
      base: 'https://host/base',
    });
    const { socket, events } = endpointsOf('ws://host:81');
    assert.deepEqual({ socket, events }, { socket: 'ws://host:81/ws', events: 'http://host:81/api/events' });
  });

  it('take a relative address, or none, from the page', (t) => {
    Object.assign(globalThis, { location: { origin: 'https://page.example:8443' } });
    t.after(() => Reflect.deleteProperty(globalThis, 'location'));
    assert.equal(endpointsOf(undefined).socket, 'wss://page.example:8443/ws');
    assert.equal(endpointsOf('/gateway').events, 'https://page.example:8443/gateway/api/events');
  });
});
