/** Every reason why Approve or Deny is not available: its order, what it blocks, and that the documentation lists it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  type CardFacts,
  cardRows,
  goneRows,
  type QueueFacts,
  queueRows,
  type ReasonRow,
  type SendFacts,
  shownRows,
  whyNotDecide,
  whyNotInQueue,
  whyNotSend,
} from '../src/elements/approval-queue/decide/approve-reasons.js';
import { root } from '../scripts/root.mjs';

const queue: QueueFacts = { readOnly: false, respond: { status: 'offered' }, scopes: ['rpc', 'admin'], framed: false };
const read = { isRead: true, hidden: 0, obscured: false, skipped: false };
const card: CardFacts = {
  queue: undefined,
  ended: null,
  sending: false,
  phase: 'calm',
  risk: 'low',
  fault: undefined,
  isChanged: false,
  isLoaded: true,
  isChecking: false,
  unapprovable: undefined,
  concealed: undefined,
  reading: read,
  button: undefined,
};
const send: SendFacts = {
  isConnected: true,
  isSameClient: true,
  queue: undefined,
  isChanged: false,
  card: undefined,
  isAltered: false,
};

/** For each row, what makes it hold. */
const queueExamples: Record<string, Partial<QueueFacts>> = {
  'read-only': { readOnly: true },
  'not-offered': { respond: { status: 'not-offered', reason: 'Approvals are off.' } },
  'no-scope': { scopes: ['rpc'] },
  framed: { framed: true },
};
const unread = (reading: Partial<CardFacts['reading']>): Partial<CardFacts> => ({
  risk: 'high',
  reading: { ...read, isRead: false, ...reading },
});
const cardExamples: Record<string, Partial<CardFacts>> = {
  ended: { ended: undefined },
  sending: { sending: true },
  'time-up': { phase: 'over' },
  'one-by-one': { risk: 'high' },
  duplicate: { fault: { kind: 'duplicate' } },
  'no-id': { fault: { kind: 'unreadable', issues: [], readable: {} } },
  unreadable: { fault: { kind: 'unreadable', issues: [], readable: { approvalId: 'a' } } },
  'not-reviewed': { isChanged: true },
  'not-loaded': { isLoaded: false },
  checking: { isChecking: true },
  truncated: { unapprovable: 'truncated' },
  'too-deep': { unapprovable: 'too-deep' },
  'number-rounded': { unapprovable: 'number-rounded' },
  'number-unreadable': { unapprovable: 'number-unreadable' },
  'not-bindable': { unapprovable: 'not-bindable' },
  damaged: { unapprovable: 'damaged' },
  'action-concealed': { concealed: 'action' },
  'risk-concealed': { concealed: 'risk' },
  'params-concealed': { concealed: 'params' },
  'notes-concealed': { concealed: 'notes' },
  'values-masked': unread({ hidden: 2 }),
  'text-covered': unread({ obscured: true }),
  'part-skipped': unread({ skipped: true }),
  'not-read': unread({}),
  'out-of-view': { button: 'out-of-view' },
  hidden: { button: 'hidden' },
  soon: { button: 'soon' },
};
const sendExamples: Record<string, Partial<SendFacts>> = {
  'queue-gone': { isConnected: false },
  'other-gateway': { isSameClient: false },
  changed: { isChanged: true },
  altered: { isAltered: true },
};

describe('the reasons why Approve is not available', () => {
  it('finds none where a request can be decided', () => {
    assert.equal(whyNotInQueue(queue), undefined);
    for (const verdict of ['approve', 'deny'] as const) {
      for (const bulk of [false, true]) assert.equal(whyNotDecide(card, { verdict, bulk }), undefined);
    }
    assert.equal(whyNotSend(send), undefined);
  });

  it('finds each reason for the verdicts that it blocks, and for no other', () => {
    for (const { id } of queueRows) assert.equal(whyNotInQueue({ ...queue, ...queueExamples[id] })?.id, id);
    for (const { id, blocks, only } of cardRows) {
      const facts = { ...card, ...cardExamples[id] };
      for (const verdict of ['approve', 'deny'] as const) {
        for (const bulk of [false, true]) {
          const isAsked = blocks.includes(verdict) && only !== (bulk ? 'card' : 'bulk');
          const found = whyNotDecide(facts, { verdict, bulk })?.id;
          // What must be read is of high risk, which is decided one by one.
          const instead = bulk && facts.risk === 'high' ? 'one-by-one' : undefined;
          assert.equal(found, instead ?? (isAsked ? id : undefined), `${id}, ${verdict}, ${bulk ? 'bulk' : 'card'}`);
        }
      }
    }
    for (const { id } of [...goneRows, ...shownRows]) {
      assert.equal(whyNotSend({ ...send, ...sendExamples[id] })?.id, id);
    }
  });

  it('gives the first of several, those of the queue before those of the request', () => {
    const bySelf = cardRows.filter(({ only }) => only !== 'bulk');
    // The later of two facts would replace the earlier one where a row looks at the same fact.
    const all = Object.assign({}, ...bySelf.toReversed().map(({ id }) => cardExamples[id])) as Partial<CardFacts>;
    const facts: CardFacts = { ...card, ...all };
    assert.equal(whyNotDecide(facts, { verdict: 'approve' })?.id, 'ended');
    assert.equal(whyNotDecide({ ...facts, ended: null }, { verdict: 'approve' })?.id, 'sending');
    const waiting: CardFacts = { ...facts, ended: null, sending: false, phase: 'calm' };
    assert.equal(whyNotDecide(waiting, { verdict: 'approve' })?.id, 'duplicate');
    assert.equal(whyNotDecide({ ...waiting, fault: undefined }, { verdict: 'approve' })?.id, 'not-reviewed');
    const ofQueue = whyNotInQueue({ ...queue, readOnly: true });
    assert.equal(whyNotDecide({ ...facts, queue: ofQueue }, { verdict: 'deny' })?.id, 'read-only');
    assert.equal(whyNotSend({ ...send, queue: ofQueue, isConnected: false })?.id, 'queue-gone');
    assert.equal(whyNotSend({ ...send, queue: ofQueue, isChanged: true })?.id, 'read-only');
  });

  it('looks for what is costly only where nothing before it holds', () => {
    let asked = 0;
    const facts: CardFacts = {
      ...card,
      sending: true,
      get unapprovable() {
        asked += 1;
        return undefined;
      },
    };
    assert.equal(whyNotDecide(facts, { verdict: 'approve' })?.id, 'sending');
    assert.equal(asked, 0);
  });

  it('is documented, row by row', () => {
    const expected = [
      ...tableOf(queueRows, queue, queueExamples),
      ...tableOf(cardRows, card, cardExamples),
      ...tableOf(goneRows, send, sendExamples),
      ...tableOf(shownRows, send, sendExamples),
    ];
    const text = readFileSync(join(root, 'docs/approve-reasons.md'), 'utf8');
    const [, , ...rows] = text.split('\n').filter((line) => line.startsWith('|'));
    const cells = rows.map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
        .join(' | '),
    );
    assert.deepEqual(cells, expected);
  });
});

function tableOf<F>(rows: readonly ReasonRow<F>[], facts: F, examples: Record<string, Partial<F>>): string[] {
  return rows.map(({ id, blocks, only, place, sentence }) => {
    const words = sentence({ ...facts, ...examples[id] });
    return [`\`${id}\``, blocks.join(', '), only ?? 'both', place, words].join(' | ');
  });
}
