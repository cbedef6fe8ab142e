import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { endpointsOf } from '../../src/client/connection/endpoints.js';
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
    assert.deepEqual(endpointsOf({ url: 'https://host/base/?token=x#y' }), {
      socket: 'wss://host/base/ws',
      events: 'https://host/base/api/events',
      base: 'https://host/base',
    });
    const { socket, events } = endpointsOf({ url: 'ws://host:81' });
    assert.deepEqual({ socket, events }, { socket: 'ws://host:81/ws', events: 'http://host:81/api/events' });
  });

  it('real use 17: take a relative address from the base address of the page', (t) => {
    const page = {
      location: { origin: 'https://page.example' },
      document: { baseURI: 'https://page.example/comis/app/' },
    };
    Object.assign(globalThis, page);
    t.after(() => Object.keys(page).map((name) => Reflect.deleteProperty(globalThis, name)));
    assert.equal(endpointsOf({ url: './' }).events, 'https://page.example/comis/app/api/events');
    assert.equal(endpointsOf({ url: 'gw' }).socket, 'wss://page.example/comis/app/gw/ws');
    assert.equal(endpointsOf({ url: '/gw' }).socket, 'wss://page.example/gw/ws');
    assert.equal(endpointsOf({ url: '' }).socket, 'wss://page.example/ws');
    assert.equal(endpointsOf({}).events, 'https://page.example/api/events');
  });

  it('real use 17: take other paths for the stream and the socket, and nothing that leads elsewhere', () => {
    const { socket, events } = endpointsOf({ url: 'https://host/gw/', eventsPath: '/live', socketPath: 'calls/v1' });
    assert.deepEqual({ socket, events }, { socket: 'wss://host/gw/calls/v1', events: 'https://host/gw/live' });
    for (const path of ['//evil.example', '../up', 'a?token=secret', 'a#b', 'a b', '\\\\evil']) {
      assert.throws(
        () => endpointsOf({ url: 'https://host', eventsPath: path }),
        /option "eventsPath" must be a path/,
        path,
      );
      assert.throws(
        () => endpointsOf({ url: 'https://host', socketPath: path }),
        /option "socketPath" must be a path/,
        path,
      );
    }
  });

  it('take a relative address, or none, from the page', (t) => {
    Object.assign(globalThis, { location: { origin: 'https://page.example:8443' } });
    t.after(() => Reflect.deleteProperty(globalThis, 'location'));
    assert.equal(endpointsOf({}).socket, 'wss://page.example:8443/ws');
    assert.equal(endpointsOf({ url: '' }).socket, 'wss://page.example:8443/ws');
    assert.equal(endpointsOf({ url: '/gateway' }).events, 'https://page.example:8443/gateway/api/events');
  });
});
