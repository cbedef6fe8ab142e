import assert from 'node:assert/strict';
import { it } from 'node:test';
import { StreamCoverage } from '../../../src/client/dialects/shared/stream-coverage.js';
import { DaemonTranslation } from '../../../src/client/dialects/comis-daemon/translation.js';
import { FakeServer } from './fake-server.js';

it('counts a message once, however many parts cannot read it', () => {
  const server = new FakeServer();
  const translation = new DaemonTranslation(server);
  // The log, the approvals and whoever else reads it.
  assert.equal(translation.receive('approval:requested', { nothing: 'fits' }), true);
  assert.equal(server.unread.length, 1);
  assert.equal(server.unread[0]?.name, 'approval:requested');
  translation.receive('config:patched', null);
  assert.equal(server.unread.length, 2, 'the next message is another one');
  translation.close();
});

it('knows the names that mean nothing, and no others', () => {
  const server = new FakeServer();
  const translation = new DaemonTranslation(server);
  assert.equal(translation.receive('message:streaming', {}), true);
  assert.equal(translation.receive('provider:exploded', {}), false);
  assert.equal(translation.receive('constructor', {}), false);
  assert.deepEqual([server.unread, server.emitted], [[], []]);
  translation.close();
});

it('sees what it sees since the stream is live, but for what lies between its loss and its return', () => {
  const server = new FakeServer();
  server.ahead = 5000;
  const coverage = new StreamCoverage(server);
  assert.equal(coverage.live(undefined), undefined);
  const since = coverage.since;
  assert.ok(Math.abs(since - Date.now() - 5000) < 1000, 'on the server’s clock');
  const lostAt = Date.now() - 2000;
  const gap = coverage.live(lostAt);
  assert.ok(gap);
  assert.ok(Math.abs(gap.to - gap.from - 2000) < 1000);
  assert.equal(coverage.gaps.length, 1);
  server.ahead = 60_000;
  assert.ok(Math.abs(coverage.since - since - 55_000) < 1000, 'the better the clock is known, the better it is told');
});

it('has seen nothing while the stream cannot be opened', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const coverage = new StreamCoverage({ now: () => Date.now() });
  assert.deepEqual(coverage.gaps, [], 'it may open in a moment');
  t.mock.timers.tick(5000);
  assert.deepEqual(coverage.gaps, [{ from: 1_000_000, to: 1_005_000 }]);
  coverage.live(undefined);
  assert.deepEqual([coverage.gaps, coverage.since], [[], 1_005_000]);
});
