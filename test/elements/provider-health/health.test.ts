import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { gatherMs } from '../../../src/controllers/announce-controller.js';
import '../../../src/elements/provider-health/define.js';
import type { ComisProviderHealth } from '../../../src/elements/provider-health/provider-health.js';
import type { ProviderHealth } from '../../../src/protocol/index.js';
import { aProvider, SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, painted, until } from '../../support/browser.js';

const textOf = (element: Node | null | undefined) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** The element with a gateway that knows `openai`, never called. */
async function show(options: Parameters<SimulatedGateway['client']>[0] = {}, others: readonly string[] = []) {
  const gateway = new SimulatedGateway({ breakers: { cooldownMs: 1500 } });
  for (const name of ['openai', ...others]) gateway.providers.add(name);
  const client = gateway.client(options);
  const element = await fixture<ComisProviderHealth>(
    html`<comis-provider-health .client=${client}></comis-provider-health>`,
  );
  await painted();
  const root = element.shadowRoot!;
  const article = (name: string) =>
    [...root.querySelectorAll('article')].find(
      (each) => textOf(root.getElementById(each.getAttribute('aria-labelledby')!)) === name,
    );
  /** What stands beside a label. */
  const said = (name: string, label: string) => {
    const term = [...(article(name)?.querySelectorAll('dt') ?? [])].find((each) => textOf(each) === label);
    return term && textOf(term.nextElementSibling);
  };
  const tell = async (health: ProviderHealth) => {
    client.receive('provider:state', health);
    await element.updateComplete;
  };
  return { gateway, client, element, root, article, said, tell };
}

describe('<comis-provider-health>', () => {
  it('says that nobody called, and claims nothing more', async () => {
    const { said, article, root, element } = await show();
    expect(said('openai', 'Breaker')).to.match(/^closed/);
    expect(said('openai', 'Errors')).to.equal('no calls in the last 5 min: health unknown');
    expect(article('openai')!.querySelector('.breaker.idle')).to.not.equal(null);
    expect(textOf(root)).not.to.contain('healthy');
    expect(textOf(root.querySelector('.status')))
      .to.contain('1 closed')
      .and.contain('1 without calls');
    await expectAccessible(element);
  });

  it('real use 24: draws the first 200 of many providers, and more when asked', async () => {
    const others = Array.from({ length: 209 }, (_, index) => `p${String(index)}`);
    const { root, element } = await show({}, others);
    await until(() => root.querySelectorAll('article').length === 200, 'the first page');
    expect(textOf(root.querySelector('.status'))).to.contain('210 closed');
    [...root.querySelectorAll('button')].find((each) => textOf(each) === 'Show the next 10 of 210')!.click();
    await element.updateComplete;
    expect(root.querySelectorAll('article').length).to.equal(210);
  }).timeout(30_000);

  it('shows a breaker open, half-open and closed as it happens, why, and when the next probe is', async () => {
    const { gateway, said, article, root, element } = await show();
    for (let count = 0; count < 5; count++) {
      gateway.providers.call('openai', { outcome: 'error', latencyMs: 900, error: 'HTTP 503.' });
    }
    await until(() => said('openai', 'Breaker')?.startsWith('open calls are refused, since'));
    expect(said('openai', 'Why')).to.contain('HTTP 503.');
    expect(said('openai', 'Next probe')).to.match(/^in 0:0[12]$/);
    expect(said('openai', 'Errors')).to.contain('5 errors of 5 calls in the last 5 min').and.contain('100%');
    await expectAccessible(element);
    await until(() => said('openai', 'Breaker')?.startsWith('half-open the next call decides'), 'half-open', 3000);
    expect(said('openai', 'Next probe')).to.equal(undefined);
    gateway.providers.call('openai', { outcome: 'ok', latencyMs: 400 });
    await until(() => said('openai', 'Breaker')?.startsWith('closed calls pass'));
    expect(article('openai')!.querySelector('.breaker.idle')).to.equal(null);
    expect(said('openai', 'Latency')).to.equal('p50 900 ms p95 900 ms p99 900 ms');
    const states = [...article('openai')!.querySelectorAll('ol li')].map(textOf);
    expect(states.map((each) => each.split(' ')[0])).to.deep.equal(['closed', 'open', 'half-open', 'closed']);
    expect(states[1]).to.match(/^open from .* 2 s$/);
    expect(article('openai')!.querySelectorAll('.lane rect')).to.have.length(4);
    await until(() => textOf(root.querySelector('.visually-hidden[role=status]')).includes('changes of providers'));
  });

  it('draws the latency and says it in words and in a table', async () => {
    const { article, tell, element } = await show();
    await tell(aProvider({ provider: 'openai', calls: 40, errors: 3 }));
    const chart = article('openai')!.querySelector('svg.chart')!;
    expect(chart.getAttribute('role')).to.equal('img');
    expect(chart.getAttribute('aria-label')).to.equal(
      'Latency in 20 samples: p50 400 to 440 ms, p95 1,100 to 1,220 ms; errors in 2 samples.',
    );
    expect(chart.querySelector('.p50')!.getAttribute('d')).to.match(/^M[\d.]+ [\d.]+L/);
    const details = article('openai')!.querySelector('details')!;
    details.open = true;
    expect(details.querySelectorAll('tbody tr')).to.have.length(20);
    expect(element.shadowRoot!.querySelectorAll('[style]')).to.have.length(0);
    await expectAccessible(element);
  });

  it('draws no line where nothing was measured', async () => {
    const { article, tell } = await show();
    const at = (back: number) => ({ at: Date.now() - back * 1000, p50: 100, p95: 200, errors: 0, calls: 1 });
    await tell(aProvider({ provider: 'openai', samples: [at(200), at(190), at(180), at(60), at(50)] }));
    expect(article('openai')!.querySelector('.p50')!.getAttribute('d')!.match(/M/g)).to.have.length(2);
  });

  it('says how old a measurement is, and marks one that is too old', async () => {
    const { article, tell } = await show();
    const sample = (back: number) => [{ at: Date.now() - back, p50: 100, p95: 200, errors: 0, calls: 1 }];
    await tell(aProvider({ provider: 'openai', samples: sample(12_000) }));
    expect(textOf(article('openai')!.querySelector('.age'))).to.equal('measured 12s ago');
    await until(() => textOf(article('openai')!.querySelector('.age')) === 'measured 14s ago', 'it to age', 3500);
    await tell(aProvider({ provider: 'openai', samples: sample(420_000) }));
    expect(textOf(article('openai')!.querySelector('.age'))).to.equal('stale, measured 7m ago');
    expect(article('openai')!.querySelector('.age.stale')).to.not.equal(null);
  });

  it('says what is not reported', async () => {
    const { said, tell, element } = await show();
    await tell({ provider: 'quiet' });
    expect(said('quiet', 'Breaker')).to.match(/^not reported/);
    expect(said('quiet', 'Errors')).to.equal('not reported');
    expect(said('quiet', 'Latency')).to.equal('not reported');
    await tell({ provider: 'counts', errors: 3 });
    expect(said('counts', 'Errors')).to.equal('3 errors, of how many calls is not reported');
    await tell({ provider: 'late', state: 'open', nextProbeAt: Date.now() - 5000 });
    expect(said('late', 'Next probe')).to.equal('due: the next call is the probe');
    await expectAccessible(element);
  });

  it('says that a provider is degraded, since when and why, counts it, and announces it once', async () => {
    const { gateway, article, root, element } = await show();
    const announced = () => textOf(root.querySelector('.visually-hidden[role=status]'));
    const said: string[] = [];
    const observer = new MutationObserver(() => said.push(announced()));
    observer.observe(root.querySelector('.visually-hidden[role=status]')!, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    gateway.providers.degrade('openai', '2 agents failed\u202e');
    await until(() => article('openai')!.querySelector('.degraded'));
    expect(textOf(article('openai')!.querySelector('[part=degraded]'))).to.match(
      /^Degraded since \d\d:\d\d: 2 agents failedU\+202E$/,
    );
    expect(textOf(root.querySelector('.status'))).to.contain('1 degraded');
    await expectAccessible(element);
    await until(() => announced() === 'Degraded: openai');
    gateway.providers.call('openai', { outcome: 'ok' });
    await new Promise((resolve) => setTimeout(resolve, gatherMs + 200));
    expect(said).to.deep.equal(['Degraded: openai']);
    gateway.providers.recover('openai');
    await until(() => !article('openai')!.querySelector('.degraded'));
    expect(textOf(root.querySelector('.status'))).not.to.contain('degraded');
    await until(() => announced() === 'No longer degraded: openai');
    observer.disconnect();
  });

  it('says what it was derived from, and shows no unreported breaker as healthy', async () => {
    const { gateway, client, said, article, root, element } = await show();
    gateway.providers.reportsBreakers = false;
    const since = new Date().setHours(12, 1, 0, 0);
    gateway.provenance.set('security.providerHealth', { derived: { from: 'the events', since } });
    gateway.providers.call('openai', { outcome: 'ok', latencyMs: 420 });
    client.restore();
    await until(() => textOf(root).includes('Derived from the events, since 12:01.'));
    expect(said('openai', 'Breaker')).to.equal('not reported the gateway does not report whether calls pass');
    expect(said('openai', 'Latency')).to.contain('p50 420 ms');
    expect(textOf(root.querySelector('.status'))).to.contain('1 breaker not reported');
    expect(article('openai')!.querySelector('.closed, .open, .error')).to.equal(null);
    await expectAccessible(element);
  });

  it('does not claim that derived values were reported', async () => {
    const { gateway, client, article, root } = await show();
    gateway.provenance.set('security.providerHealth', { derived: { from: 'the events', since: Date.now() } });
    client.restore();
    await until(() => textOf(root).includes('Derived from the events'));
    client.receive('provider:state', { provider: 'gem', degraded: { since: Date.now(), reason: 'Failing.' } });
    await until(() => article('gem')?.querySelector('.age')?.textContent === 'not measured yet');
  });

  it('draws hostile names and reasons as text', async () => {
    const { root, tell, element } = await show();
    await tell({ provider: '<img src=x onerror=alert(1)>', reason: 'a\u202eb' });
    expect(root.querySelector('img')).to.equal(null);
    expect(textOf(root)).to.contain('<img src=x onerror=alert(1)>').and.contain('U+202E').and.not.contain('\u202e');
    await expectAccessible(element);
  });

  it('goes stale with the connection, and reads again when it is back', async () => {
    const { root, client, gateway, article } = await show();
    client.drop();
    await until(() => textOf(root).includes('Stale since'));
    expect(article('openai')).to.not.equal(undefined);
    gateway.providers.add('meanwhile');
    client.restore();
    await until(() => article('meanwhile'));
    expect(textOf(root)).not.to.contain('Stale since');
  });

  it('stays within 320 px', async () => {
    const { element, tell } = await show();
    element.parentElement!.style.width = '320px';
    await tell(aProvider({ provider: `long-${'x'.repeat(200)}` }));
    await painted();
    expect(element.scrollWidth).to.be.at.most(320);
    await expectAccessible(element);
  });
});
