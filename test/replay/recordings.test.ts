/** The files themselves, played from end to end: what is kept as state agrees with all that was recorded. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonical, isJson } from './json.js';
import { momentsIn, replaceMoments } from './moments.js';
import { recording, recordingNames } from './recording.js';
import { connect, listen, start } from './support.js';

/** Methods that are answered out of a state. */
const ofState = ['admin.approval.pending', 'tokens.list'];
const forget = (value: unknown) => canonical(replaceMoments(value, () => 1_800_000_000_000));

describe('every recorded file', () => {
  for (const name of recordingNames) {
    it(`${name} plays to its end, and pending requests and tokens are what they were`, async (t) => {
      const file = recording(name);
      const replay = await start(t, { file: name, waitForStream: false, downMs: 0, messageLimit: many, maxGapMs: 2 });
      let checked = 0;
      const reads = file.calls.filter(({ method, outcome }) => ofState.includes(method) && 'result' in outcome);
      for (const { method, outcome, line } of reads) {
        await replay.playUntil((played) => played === file.lines[line]);
        const peer = await connect(t, replay, replay.secrets.root);
        assert.equal(forget(await peer.result(method)), forget('result' in outcome && outcome.result), `line ${line}`);
        peer.socket.close();
        checked++;
      }
      await replay.play();
      assert.equal(checked, reads.length);
    });
  }
});

describe('the recorded calls', () => {
  for (const name of ['errors', 'config', 'methods', 'auth'] as const) {
    it(`of ${name} get the recorded answers, in any order`, async (t) => {
      const replay = await start(t, { file: name, messageLimit: many, speed: 1 });
      const peer = await connect(t, replay);
      const viewer = await connect(t, replay, replay.secrets.root);
      const calls = recording(name).calls.filter(
        ({ method, outcome }) =>
          !ofState.includes(method) &&
          !('error' in outcome && (outcome.error.code === -32603 || outcome.error.message.includes('rate limit'))) &&
          !/^(system\.ping|gateway\.status|config\.(read|history))$/.test(method) &&
          !('result' in outcome && isJson(outcome.result) && 'restarting' in outcome.result),
      );
      assert.ok(calls.length > 0);
      // Nothing is played: of a call that was answered twice, the first answer counts.
      const first = new Map([...calls].reverse().map((call) => [canonical([call.method, call.params ?? {}]), call]));
      for (const { method, params, outcome } of first.values()) {
        const { id: _, ...answer } = await (method.startsWith('memory.') ? viewer : peer).call(method, params);
        assert.equal(forget(answer), forget({ jsonrpc: '2.0', ...outcome }), `${method} ${JSON.stringify(params)}`);
      }
    });
  }
});

describe('time', () => {
  it('an event carries the moment at which it is played, also after the tape was held', async (t) => {
    const replay = await start(t, { file: 'approvals', maxGapMs: 5 });
    const stream = await listen(t, replay);
    await replay.playTo('5');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const resumed = Date.now();
    await replay.playTo('6');
    await stream.event('approval:resolved', ({ approvedBy, reason }) => approvedBy === 'operator' && reason === '');
    const later = stream.events.slice(stream.events.findIndex(({ data }) => isJson(data) && data['timeoutMs'] === 15));
    assert.equal(later.length, 5);
    for (const { data } of later)
      for (const moment of momentsIn(rewind(data)))
        assert.ok(moment >= rewound(resumed) - 5 && moment <= rewound(Date.now()));
  });

  it('tells the same moment wherever it appears', async (t) => {
    const replay = await start(t, { file: 'approvals' });
    const [peer, stream] = [await connect(t, replay), await listen(t, replay)];
    await replay.playUntil('approval:requested');
    const { createdAt } = await stream.event('approval:requested');
    const { requests } = (await peer.result('admin.approval.pending')) as { requests: { createdAt: number }[] };
    assert.equal(requests[0]?.createdAt, createdAt);
    assert.ok(Math.abs(Date.now() - Number(createdAt)) < 2000);
  });
});

const many = { max: 10_000, windowMs: 60_000 };
/** `momentsIn` looks for moments of the recordings only: moves today's there. */
const shift = Date.parse('2026-12-01T00:00:00Z') - Date.now();
const rewound = (moment: number) => moment + shift;
const rewind = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'number' && Math.abs(inner - Date.now()) < 3_600_000 ? rewound(inner) : inner,
  );
