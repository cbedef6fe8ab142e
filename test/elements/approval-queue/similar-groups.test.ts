/** Which requests are similar, and in what they differ. */
import { expect } from '@open-wc/testing';
import { paramDifferences } from '../../../src/elements/approval-queue/compare/changes.js';
import { groupsOf, likenessOf, groupSimilar } from '../../../src/elements/approval-queue/similar/groups.js';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { anApproval } from '../../../src/testing/index.js';

const request = (approvalId: string, changes: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  ...anApproval({ agentId: 'ops', action: 'file.send', risk: 'low' }),
  approvalId,
  createdAt: 1,
  ...changes,
});
const idsOf = (requests: readonly ApprovalRequest[] | undefined) => requests?.map(({ approvalId }) => approvalId);

describe('similar requests', () => {
  it('are of the same agent, action and risk, two at least, in the order given', () => {
    const groups = groupsOf([
      request('a'),
      request('b', { agentId: 'other' }),
      request('c', { action: 'file.read' }),
      request('d', { risk: 'medium' }),
      request('e', { user: 'maria', params: { n: 1 } }),
    ]);
    expect([...groups.keys()]).to.deep.equal(['a', 'e']);
    expect(idsOf(groups.get('e'))).to.deep.equal(['a', 'e']);
  });

  it('are of the same user where the gateway names no agent, and of nobody where it names neither', () => {
    const of = (approvalId: string, user?: string) => request(approvalId, { agentId: undefined, user });
    const groups = groupsOf([of('a', 'u-1'), of('b', 'u-2'), of('c', 'u-1'), of('d'), of('e')]);
    expect([...groups.keys()]).to.deep.equal(['a', 'c']);
    expect(likenessOf(request('x', { agentId: 'u-1' })), 'an agent of the name of a user').to.not.equal(
      likenessOf(of('y', 'u-1')),
    );
  });

  it('cannot be made to look similar by names that hold what parts them', () => {
    const one = request('a', { agentId: 'ops","file', action: 'send' });
    const two = request('b', { agentId: 'ops', action: 'file","send' });
    expect(likenessOf(one)).to.not.equal(likenessOf(two));
  });

  it('stand together where the first of them stood', () => {
    const other = (approvalId: string) => request(approvalId, { agentId: 'other' });
    const all = [request('a'), other('b'), request('c'), request('d', { action: 'alone' }), other('e')];
    expect(idsOf(groupSimilar(all))).to.deep.equal(['a', 'c', 'b', 'e', 'd']);
  });

  it('are computed once for a list', () => {
    const all = [request('a'), request('b')];
    expect(groupsOf(all)).to.equal(groupsOf(all));
  });
});

describe('the differing parameters', () => {
  it('are those that are not the same in all, by their paths', () => {
    const differences = paramDifferences([
      { path: '/a', force: true, headers: { accept: 'x', host: 'h' } },
      { path: '/a', force: true, headers: { accept: 'y', host: 'h' } },
      { path: '/b', force: true, headers: { accept: 'x', host: 'h' } },
    ]);
    expect(differences).to.deep.equal([
      { path: 'path', values: ['/a', '/a', '/b'], secret: false },
      { path: 'headers.accept', values: ['x', 'y', 'x'], secret: false },
    ]);
  });

  it('tell nothing from null, and never lie within each other', () => {
    const differences = paramDifferences([{ n: null, o: { x: 1 } }, { o: { x: 2 } }, { n: null }]);
    expect(differences.map(({ path, values }) => [path, ...values])).to.deep.equal([
      ['n', null, undefined, null],
      ['o', { x: 1 }, { x: 2 }, undefined],
    ]);
  });

  it('are counted in lists by place, and as a whole where a list stands against something else', () => {
    const paths = (...all: Parameters<typeof paramDifferences>[0]) => paramDifferences(all).map(({ path }) => path);
    expect(paths({ to: ['a', 'b'] }, { to: ['a'] }, { to: ['a', 'c'] })).to.deep.equal(['to[1]']);
    expect(paths({ to: ['a'] }, { to: { 0: 'a' } })).to.deep.equal(['to']);
    expect(paths({ n: 1 }, { n: 1 }, { n: 1 })).to.deep.equal([]);
  });

  it('are secret under a secret-looking key, and in pairs of a name and a value', () => {
    const secrets = (...all: Parameters<typeof paramDifferences>[0]) =>
      paramDifferences(all).map(({ path, secret }) => [path, secret]);
    expect(secrets({ apiKey: { a: 1 }, maxTokens: 5 }, { apiKey: { a: 2 }, maxTokens: 6 })).to.deep.equal([
      ['apiKey.a', true],
      ['maxTokens', false],
    ]);
    const header = (value: string) => ({ headers: [{ name: 'Authorization', value }] });
    expect(secrets(header('a'), header('b'))).to.deep.equal([['headers[0].value', true]]);
  });
});
