/** Answers of a gateway that others wrote: entries that cannot be read, words that are not known, ids that come twice. */
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define.js';
import type { RpcMethod } from '../../src/protocol/index.js';
import {
  aDecision,
  anAuditEntry,
  aProvider,
  aSecurityEvent,
  SimulatedGateway,
  type SimulatedClient,
} from '../../src/testing/index.js';
import { expectAccessible, painted, until } from '../support/browser.js';

type Row = Record<string, unknown>;

const textOf = (element: Element | null | undefined) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
const now = Date.now();
const granted = (role: string, effect = 'allow') => ({ role, permission: 'p.one', effect });

/** An element that shows a list, with a good entry of it and what may be wrong with one. */
interface Case {
  readonly name: string;
  readonly method: RpcMethod;
  /** The answer with these entries in its list. */
  readonly answer: (rows: readonly unknown[]) => Row;
  readonly good: Row;
  /** What is seen of the good one. */
  readonly seen: string;
  readonly list: string;
  /** Entries that cannot be read, each with what is said of it. */
  readonly broken: readonly (readonly [unknown, string])[];
  /** Fields with a word that is not known, and where it is drawn. */
  readonly words: readonly (readonly [Row, string])[];
  /** Two entries that share an id, and what is seen of the second. */
  readonly twin: Row;
  readonly twinSeen: string;
  /** The rows of the list. */
  readonly rows: string;
}

const cases: readonly Case[] = [
  {
    name: 'audit-log',
    method: 'security.audit',
    answer: (rows) => ({ entries: rows, total: rows.length }),
    list: 'entries',
    good: anAuditEntry({ id: 'e1', timestamp: now, action: 'good.one' }),
    seen: 'good.one',
    broken: [
      [{ ...anAuditEntry({ id: 'e2', action: 'bad.action' }), action: null }, '`action` is null, a text was expected'],
      [anAuditEntry({ id: 'e3', timestamp: '2026-01-01T00:00:00Z' as never }), '`timestamp` is a text'],
      [7, 'it is 7, an object was expected'],
    ],
    words: [
      [{ id: 'e4', outcome: 'quarantined' }, '.outcome-unknown-word'],
      [{ id: 'e4', classification: 'teleport' }, '.class-unknown-word'],
    ],
    twin: anAuditEntry({ id: 'e1', timestamp: now, action: 'twin.one' }),
    twinSeen: 'twin.one',
    rows: 'tbody tr',
  },
  {
    name: 'approval-history',
    method: 'approvals.history',
    answer: (rows) => ({ decisions: rows, total: rows.length }),
    list: 'decisions',
    good: aDecision({ approvalId: 'd1', resolvedAt: now, action: 'good.one' }),
    seen: 'good.one',
    broken: [
      [{ ...aDecision({ approvalId: 'd2' }), resolvedBy: null }, '`resolvedBy` is null, a text was expected'],
      [{ ...aDecision({ approvalId: 'd3' }), resolvedAt: '2026-01-01T00:00:00Z' }, '`resolvedAt` is a text'],
      [{ ...aDecision({ approvalId: 'd5' }), params: 'x' }, '`params` is a text, an object was expected'],
    ],
    words: [
      [{ approvalId: 'd4', outcome: 'escalated' }, '.outcome.unknown-word'],
      [{ approvalId: 'd4', risk: 'severe' }, '.risk-unknown-word'],
    ],
    twin: aDecision({ approvalId: 'd1', resolvedAt: now, action: 'twin.one', outcome: 'denied' }),
    twinSeen: 'twin.one',
    rows: 'tbody tr',
  },
  {
    name: 'provider-health',
    method: 'security.providerHealth',
    answer: (rows) => ({ providers: rows, at: now }),
    list: 'providers',
    good: aProvider({ provider: 'good.one', state: 'closed' }),
    seen: 'good.one',
    broken: [
      [{ ...aProvider(), provider: null }, '`provider` is null, a text was expected'],
      [{ ...aProvider({ provider: 'when' }), since: '2026-01-01T00:00:00Z' }, '`since` is a text'],
      [{ ...aProvider({ provider: 'many' }), calls: 'many' }, '`calls` is a text'],
    ],
    words: [[{ provider: 'odd', state: 'isolated' }, '.breaker.unknown-word']],
    twin: aProvider({ provider: 'good.one', state: 'open' }),
    twinSeen: 'calls are refused',
    rows: 'article',
  },
  {
    name: 'permission-matrix',
    method: 'security.permissions',
    answer: (rows) => ({
      roles: rows,
      permissions: [{ id: 'p.one' }],
      grants: [granted('good.one'), granted('odd', 'sometimes')],
    }),
    list: 'roles',
    good: { id: 'good.one' },
    seen: 'good.one',
    broken: [
      [{ id: null }, '`id` is null, a text was expected'],
      [{ id: 'bad.label', label: 5 }, '`label` is 5, a text was expected'],
      ['admin', 'it is a text, an object was expected'],
    ],
    words: [[{ id: 'odd' }, '.effect.unknown']],
    twin: { id: 'good.one', label: 'Twin one' },
    twinSeen: 'Twin one',
    rows: 'thead th',
  },
  {
    name: 'security-events',
    method: 'security.events',
    answer: (rows) => ({ events: rows }),
    list: 'events',
    good: aSecurityEvent({ id: 's1', timestamp: now, action: 'good.one' }),
    seen: 'good.one',
    broken: [
      [{ ...aSecurityEvent({ id: 's2' }), action: null }, '`action` is null, a text was expected'],
      [{ ...aSecurityEvent({ id: 's3' }), timestamp: '2026-01-01T00:00:00Z' }, '`timestamp` is a text'],
      [{ ...aSecurityEvent({ id: 's5' }), risk: 3 }, '`risk` is 3, a text was expected'],
    ],
    words: [[{ id: 's4', risk: 'severe' }, '.risk-unknown-word']],
    twin: aSecurityEvent({ id: 's1', timestamp: now, action: 'twin.one' }),
    twinSeen: 'twin.one',
    rows: '.rows .row',
  },
];

let gateway: SimulatedGateway;
let client: SimulatedClient;
beforeEach(() => {
  gateway = new SimulatedGateway();
  client = gateway.client();
});
afterEach(() => {
  client.close();
  gateway.close();
});

async function show({ name, method, answer, seen }: Case, rows: readonly unknown[]): Promise<HTMLElement> {
  const call = gateway.call.bind(gateway);
  gateway.call = (caller, called, params) =>
    called === method ? Promise.resolve(answer(rows)) : call(caller, called, params);
  const element = await fixture<HTMLElement & { client: SimulatedClient }>(
    html`<div>${Object.assign(document.createElement(`comis-${name}`), { client })}</div>`,
  );
  await until(() => textOf(root(element)).includes(seen), 'the good one');
  await painted();
  return element;
}

const root = (element: HTMLElement) => element.firstElementChild!.shadowRoot! as unknown as HTMLElement & ShadowRoot;

for (const each of cases) {
  describe(`<comis-${each.name}> of a gateway that others wrote`, () => {
    it('real use 41: shows an entry that cannot be read as a row that says so, beside the others', async () => {
      const element = await show(each, [each.broken[0]![0], each.good, ...each.broken.slice(1).map(([row]) => row)]);
      const status = textOf(root(element).querySelector('.status'));
      expect(status).to.contain(`${each.broken.length} entries could not be read`);
      const lines = [...root(element).querySelectorAll('.unreadable li')].map(textOf);
      expect(lines).to.have.length(each.broken.length);
      each.broken.forEach(([, words], index) => {
        expect(lines[index])
          .to.contain(`${each.list}[${index === 0 ? 0 : index + 1}]`)
          .and.contain(words);
      });
      await expectAccessible(element);
    });

    it('real use 30: keeps a row whose word is not known, shows it as it came, and marks it', async () => {
      for (const [fields, where] of each.words) {
        const element = await show(each, [{ ...each.good, ...fields }, each.good]);
        const drawn = root(element).querySelector(`:is(td, dd, .cell, .effect):has(${where}), ${where}`);
        const around = textOf(drawn?.closest('td, dd, .cell') ?? drawn);
        const word = [...Object.values(fields), 'sometimes'].find((value) => around.includes(String(value)));
        expect(word, around).to.not.equal(undefined);
        expect(around).to.contain('(unknown to this version)');
        expect(textOf(root(element).querySelector('.status'))).to.not.contain('could not be read');
        await expectAccessible(element);
      }
    });

    it('real use 2: shows each of those that share an id, and marks them', async () => {
      const element = await show(each, [each.good, each.twin]);
      const marks = root(element).querySelectorAll('.repeated-id, .reused-id');
      expect(textOf(root(element)))
        .to.contain(each.seen)
        .and.contain(each.twinSeen);
      expect(marks).to.have.length(2);
      expect([...marks].map(textOf).join()).to.match(/ID (used more than once|reused)|Name used more than once/);
      await expectAccessible(element);
    });

    it('real use 2: shows also one that is the same in everything, and marks both', async () => {
      const element = await show(each, [each.good, structuredClone(each.good)]);
      // The log keeps one row for each id and content: the stream and a read bring the same event.
      const count = each.name === 'security-events' ? 1 : 2;
      const rows = [...root(element).querySelectorAll(each.rows)].filter((row) => textOf(row).includes(each.seen));
      expect(rows).to.have.length(count);
      expect(root(element).querySelectorAll('.repeated-id')).to.have.length(count === 1 ? 0 : 2);
    });
  });
}

it('real use 2: details of entries that share an id open one by one', async () => {
  const audit = cases[0]!;
  const element = await show(audit, [audit.good, audit.twin]);
  root(element).querySelector<HTMLElement>('.disclosure')!.click();
  await until(() => root(element).querySelector('tr.details'), 'the details');
  expect(root(element).querySelectorAll('tr.details')).to.have.length(1);
  const history = cases[1]!;
  const other = await show(history, [history.good, history.twin]);
  root(other).querySelector<HTMLElement>('.disclosure')!.click();
  await until(() => root(other).querySelector('tr.details'), 'the details');
  expect(root(other).querySelectorAll('tr.details')).to.have.length(1);
});
