import { type ProviderHealth, rpcErrorCodes } from '../src/protocol/index.js';
import { aProvider } from '../src/testing/index.js';
import type { Stage, Stories } from './story.js';

const minute = 60_000;

/** A gateway with some history: one healthy provider, and one without calls. */
function calm({ gateway: { providers } }: Stage): void {
  const now = Date.now();
  for (let at = now - 4.9 * minute; at < now; at += 2500) {
    const slow = at % 7 < 1;
    providers.calledInThePast('anthropic', at, { outcome: 'ok', latencyMs: 380 + (at % 11) * 12 + (slow ? 700 : 0) });
  }
  providers.add('ollama');
}

/** And one with an open breaker. */
function tripped(stage: Stage): void {
  const { providers } = stage.gateway;
  calm(stage);
  const now = Date.now();
  for (let call = 0; call < 40; call++) {
    const outcome = call % 9 === 8 ? 'error' : 'ok';
    providers.calledInThePast('openai', now - 3 * minute + call * 4000, { outcome, latencyMs: 600 + (call % 13) * 40 });
  }
  for (let count = 0; count < 5; count++) {
    providers.call('openai', { outcome: 'error', latencyMs: 2_400, error: 'HTTP 503, overloaded.' });
  }
}

/** Reports of other gateways, with fewer measurements than the reference one. */
function tell({ client }: Stage, ...reports: ProviderHealth[]): void {
  for (const report of reports) client.receive('provider:state', report);
}

/** A breaker that was in all of its states. */
function eventful(now: number): ProviderHealth {
  return aProvider({
    provider: 'mistral',
    state: 'closed',
    since: now - 40_000,
    reason: 'The trial call succeeded.',
    calls: 40,
    errors: 3,
    history: [
      { state: 'closed', from: now - 20 * minute },
      { state: 'open', from: now - 9 * minute },
      { state: 'half-open', from: now - 8 * minute },
      { state: 'open', from: now - 7.9 * minute },
      { state: 'half-open', from: now - 6.9 * minute },
      { state: 'closed', from: now - 6.5 * minute },
      { state: 'open', from: now - 2 * minute },
      { state: 'half-open', from: now - minute },
      { state: 'closed', from: now - 40_000 },
    ],
  });
}

const failing = { code: rpcErrorCodes.internal, message: 'Database locked.' };

const stories: Stories = {
  element: 'comis-provider-health',
  title: 'Provider health',
  states: {
    Full: {
      note: 'One does well, one was never called, one has tripped, one is being tried, one is not reported.',
      setup: tripped,
      play(stage) {
        const now = Date.now();
        tell(
          stage,
          aProvider({
            provider: 'azure-eu',
            state: 'half-open',
            since: now - 4000,
            reason: 'The cooldown is over; the next call decides.',
            calls: 12,
            errors: 6,
            history: [
              { state: 'closed', from: now - 10 * minute },
              { state: 'open', from: now - 64_000 },
              { state: 'half-open', from: now - 4000 },
            ],
          }),
          eventful(now),
          { provider: 'in-house' },
        );
      },
    },
    Degraded: {
      note: 'The gateway says that one fails for several agents; its breaker still lets calls pass.',
      setup(stage) {
        calm(stage);
        stage.gateway.providers.degrade('anthropic', 'failed for 2 agents');
      },
    },
    'Derived from events': {
      note: 'A gateway that reports no breakers: what it does say is drawn, and the rest said to be unknown.',
      setup(stage) {
        const { gateway } = stage;
        gateway.providers.reportsBreakers = false;
        gateway.provenance.set('security.providerHealth', {
          derived: { from: 'the events of its calls', since: Date.now() - 12 * minute },
        });
        tripped(stage);
        gateway.providers.degrade('openai', 'failed for 2 agents');
      },
    },
    'All calls pass': { setup: calm },
    'A breaker trips': {
      note: 'The provider answers with errors until the breaker opens, before one’s eyes.',
      setup: calm,
      play({ gateway: { providers } }) {
        for (let count = 0; count < 5; count++) providers.call('anthropic', { outcome: 'error', error: 'HTTP 500.' });
      },
    },
    'No calls': {
      note: 'Closed, and nothing more is claimed.',
      setup: ({ gateway }) => gateway.providers.add('ollama'),
    },
    'Stale sample': {
      note: 'What was measured minutes ago says what was, not what is.',
      setup({ gateway: { providers } }) {
        const now = Date.now();
        for (let back = 4.5; back > 2; back -= 0.1) {
          providers.calledInThePast('openai', now - back * minute, { outcome: 'ok', latencyMs: 400 + back * 50 });
        }
      },
    },
    'Hardly reported': {
      note: 'A gateway that says little: what is absent says so.',
      setup: ({ gateway }) => gateway.providers.add('reported'),
      play: (stage) =>
        tell(
          stage,
          { provider: 'names-only' },
          { provider: 'state-only', state: 'open' },
          { provider: 'counts-only', calls: 40, errors: 3, windowMs: 300_000 },
          { provider: 'errors-only', errors: 3 },
        ),
    },
    'Hostile names': {
      note: 'What cannot be seen is drawn as a token; markup stays text.',
      setup({ gateway: { providers } }) {
        providers.add('open\u202eia\u200b');
        providers.add(`long-${'name-'.repeat(40)}`);
        for (let count = 0; count < 5; count++) {
          providers.call('<img src=x onerror=alert(1)>', { outcome: 'error', error: 'HTTP \u202e005\u001b[8m.' });
        }
      },
    },
    'Not live': { note: 'The token lacks the scope ws.', setup: tripped, client: { scopes: ['rpc'] } },
    Empty: {},
    Loading: { setup: ({ gateway }) => void gateway.faults.hold('security.providerHealth') },
    Connecting: { client: { connected: false } },
    'Not connected': { provider: false },
    Refreshing: {
      setup: calm,
      play({ gateway, client }) {
        gateway.faults.hold('security.providerHealth');
        client.restore();
      },
    },
    Stale: { setup: tripped, play: ({ client }) => client.drop() },
    'Live updates interrupted': { setup: calm, play: ({ client }) => client.dropStream() },
    Failed: { setup: ({ gateway }) => gateway.faults.fail('security.providerHealth', failing, 99) },
    'Refresh failed': {
      setup: calm,
      play({ gateway, client }) {
        gateway.faults.fail('security.providerHealth', failing, 99);
        client.restore();
      },
    },
    'Token refused': { setup: calm, play: ({ client }) => client.refuse() },
    'Not offered': { setup: ({ gateway }) => void gateway.faults.withhold('security.providerHealth') },
    'Not allowed': { client: { scopes: ['ws'] } },
  },
};

export default stories;
