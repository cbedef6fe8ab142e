import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/security-events/define.js';
import '../../src/elements/approval-queue/define.js';
import '../../src/elements/audit-log/define.js';
import '../../src/elements/token-manager/define.js';
import '../../src/elements/gateway/define.js';
import '../../src/elements/approval-history/define.js';
import '../../src/elements/provider-health/define.js';
import '../../src/elements/permission-matrix/define.js';
import { formatDateTime, formatRecent, formatTitle, inTimeZone } from '../../src/ui/format/format.js';
import type { ComisGateway } from '../../src/elements/gateway/gateway.js';
import { aProvider, aSecurityEvent, SimulatedGateway } from '../../src/testing/index.js';
import { sharedStrings as shared } from '../../src/ui/base/strings.js';
import { strings as connection } from '../../src/elements/connection-status/connection-status.strings.js';
import { strings as queue } from '../../src/elements/approval-queue/approval-queue.strings.js';
import { missedStrings as missed } from '../../src/elements/approval-queue/missed/missed.strings.js';
import { strings as rules } from '../../src/elements/approval-rules/approval-rules.strings.js';
import { strings as health } from '../../src/elements/provider-health/provider-health.strings.js';
import { strings as events } from '../../src/elements/security-events/security-events.strings.js';
import { strings as tokens } from '../../src/elements/token-manager/token-manager.strings.js';
import { deepQueryAll, expectAccessible, until } from '../support/browser.js';
import { sentences } from '../support/sentences.js';

const noon = Date.UTC(2026, 10, 21, 12, 0, 0, 123);
/** Both are 02:30 in Paris: clocks went back an hour at 01:00 UTC. */
const firstHalfPastTwo = Date.UTC(2026, 9, 25, 0, 30);
const secondHalfPastTwo = Date.UTC(2026, 9, 25, 1, 30);

describe('times', () => {
  it('real use 29: are said in the zone that was set, with the offset where an hour comes twice', () => {
    const at = (zone: string, ms: number) => inTimeZone(zone, () => formatDateTime(ms));
    expect(at('UTC', noon)).to.contain('12:00:00');
    expect(at('Asia/Tokyo', noon)).to.contain('21:00:00');
    expect(at('Europe/Paris', firstHalfPastTwo)).to.match(/02:30:00 \+02:00$/);
    expect(at('Europe/Paris', secondHalfPastTwo)).to.match(/02:30:00 \+01:00$/);
    expect(at('Europe/Paris', secondHalfPastTwo + 3_600_000)).to.match(/03:30:00$/);
    expect(at('Europe/Paris', firstHalfPastTwo - 3_600_000)).to.match(/01:30:00$/);
    // Half an hour back, on an island that does so.
    expect(at('Australia/Lord_Howe', Date.UTC(2026, 3, 4, 14, 45))).to.match(/01:45:00 \+11:00$/);
    expect(inTimeZone('Europe/Paris', () => formatTitle(noon))).to.match(/13:00:00\.123 \+01:00 \(Europe\/Paris\)$/);
  });

  it('real use 29: a date of another year shows its year', () => {
    inTimeZone('UTC', () => {
      expect(formatRecent(Date.UTC(2003, 4, 1))).to.contain('2003');
      expect(formatRecent(Date.now() - 370 * 86_400_000)).to.contain(
        String(new Date(Date.now() - 370 * 86_400_000).getUTCFullYear()),
      );
    });
  });

  it('real use 29: an element takes its own zone, else that of the provider, names it, and follows a change', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    gateway.audit.record({ action: 'tokens.create', classification: 'security', outcome: 'success' });
    const provider = await fixture<ComisGateway>(html`
      <comis-gateway .client=${client} time-zone="Asia/Tokyo">
        <comis-security-events></comis-security-events>
        <comis-audit-log time-zone="UTC"></comis-audit-log>
        <comis-token-manager></comis-token-manager>
      </comis-gateway>
    `);
    const [log, audit, tokens] = [...provider.children] as HTMLElement[];
    gateway.securityLog.emit(aSecurityEvent({ timestamp: Date.now(), outcome: 'denied' }));
    const timesOf = (element: HTMLElement) => deepQueryAll(element, '[role=cell] time, td time') as HTMLTimeElement[];
    const all = [log!, audit!, tokens!];
    for (const element of all) await until(() => timesOf(element).length > 0, `a time in ${element.localName}`);
    const zoneOf = (element: HTMLElement) => deepQueryAll(element, '.zone').map((each) => each.textContent.trim());
    expect(all.map(zoneOf)).to.deep.equal([['Times in Asia/Tokyo'], ['Times in UTC'], ['Times in Asia/Tokyo']]);
    const isIn = (element: HTMLElement, zone: string) =>
      timesOf(element).every((time) => inTimeZone(zone, () => time.title === formatTitle(Date.parse(time.dateTime))));
    expect(isIn(log!, 'Asia/Tokyo')).to.equal(true);
    expect(isIn(audit!, 'UTC')).to.equal(true);
    expect(isIn(tokens!, 'Asia/Tokyo')).to.equal(true);

    provider.timeZone = 'America/New_York';
    await until(() => isIn(log!, 'America/New_York') && isIn(tokens!, 'America/New_York'), 'the other zone');
    expect(isIn(audit!, 'UTC')).to.equal(true);
    provider.timeZone = 'Mars/Olympus';
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await until(() => zoneOf(log!).join() === `Times in ${own}`, 'the zone of the browser');
    for (const element of all) await expectAccessible(element);
    client.close();
    gateway.close();
  });

  it('real use 29: what was drawn before follows a change of the zone, in every element', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    gateway.audit.record({ action: 'tokens.create', classification: 'security', outcome: 'success' });
    gateway.securityLog.emit(aSecurityEvent({ timestamp: Date.now() }));
    gateway.agent('ops').ask({ action: 'file.write', params: {}, risk: 'low' });
    const provider = await fixture<ComisGateway>(html`
      <comis-gateway .client=${client} time-zone="Asia/Tokyo">
        <comis-approval-queue></comis-approval-queue>
        <comis-security-events></comis-security-events>
        <comis-audit-log></comis-audit-log>
        <comis-token-manager></comis-token-manager>
      </comis-gateway>
    `);
    const titles = (element: Element) =>
      (deepQueryAll(element as HTMLElement, 'time') as HTMLTimeElement[]).map(({ title }) => title);
    for (const element of provider.children) await until(() => titles(element).length > 0, element.localName);
    for (const zone of ['America/New_York', 'UTC']) {
      provider.timeZone = zone;
      for (const element of provider.children)
        await until(
          () => titles(element).every((title) => title.endsWith(`(${zone})`)),
          `${zone} in ${element.localName}`,
        );
    }
    client.close();
    gateway.close();
  });

  it('real use 29: a moment of another day is never said by the clock alone', () => {
    const ago = Date.now() - 3 * 86_400_000;
    const all = sentences({ shared, connection, queue, missed, rules, health, events, tokens }, ago, ago + 1000);
    const clocks = all.filter(([, words]) => /(?<![\d:])\d\d:\d\d/.test(words));
    expect(clocks.length).to.be.greaterThan(15);
    expect(clocks.filter(([, words]) => !/\w+ \d{1,2}, 20\d\d/.test(words))).to.deep.equal([]);
  });

  it('real use 29: times in the notes of an answer are said in the zone of the element, and follow a change', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    const at = '2026-03-21T12:00:00Z';
    const notes = [`Entries may be missing: no events were received from ${at} to 2026-03-21T12:01:00.000Z.`];
    const call = gateway.call.bind(gateway);
    const answers: Record<string, object> = {
      'security.audit': { entries: [], notes },
      'approvals.history': { decisions: [], notes },
      'security.events': { events: [], notes },
      'security.providerHealth': { providers: [aProvider({ reason: `Not used until ${at}.` })], at: 1, notes },
      'security.permissions': { roles: [{ id: 'r' }], permissions: [{ id: 'p' }], grants: [], notes },
    };
    gateway.call = async (caller, method, params) => answers[method] ?? (await call(caller, method, params));
    const provider = await fixture<ComisGateway>(html`
      <comis-gateway .client=${client} time-zone="Asia/Tokyo">
        <comis-security-events></comis-security-events>
        <comis-audit-log></comis-audit-log>
        <comis-approval-history></comis-approval-history>
        <comis-provider-health></comis-provider-health>
        <comis-permission-matrix></comis-permission-matrix>
      </comis-gateway>
    `);
    for (const [zone, seen] of [
      ['Asia/Tokyo', 'Mar 21, 2026, 21:00:00 to Mar 21, 2026, 21:01:00.'],
      ['America/New_York', 'Mar 21, 2026, 08:00:00 to Mar 21, 2026, 08:01:00.'],
    ] as const) {
      provider.timeZone = zone;
      for (const element of provider.children) {
        const words = () => deepQueryAll(element as HTMLElement, 'li, p').map((each) => each.textContent);
        await until(() => words().some((each) => each.includes(seen)), `${seen} in ${element.localName}`);
        expect(words().join(' ')).to.not.contain(at);
      }
      const health = provider.querySelector('comis-provider-health')!;
      const until8 = seen.slice(0, seen.indexOf(' to'));
      expect(
        deepQueryAll(health, 'dd')
          .map((each) => each.textContent)
          .join(),
      ).to.contain(`Not used until ${until8}.`);
    }
    client.close();
    gateway.close();
  });
});
