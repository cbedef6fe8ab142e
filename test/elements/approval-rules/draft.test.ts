import { expect } from '@open-wc/testing';
import { valuesOf } from '../../../src/data/policy/policy.js';
import { Draft } from '../../../src/elements/approval-rules/draft.js';
import { SimulatedGateway } from '../../../src/testing/index.js';

const server = valuesOf(new SimulatedGateway().config.security);
const mode = 'approvalRules.defaultMode';
const list = 'actionConfirmation.autoApprove';

describe('Draft', () => {
  it('knows what differs, and forgets what is changed back', () => {
    const draft = new Draft(server).set({ key: mode, value: 'auto-low' }).set({ key: list, value: ['a'] });
    expect(draft.changes).to.deep.equal([
      { key: list, before: ['memory.*'], value: ['a'], conflict: false },
      { key: mode, before: 'manual', value: 'auto-low', conflict: false },
    ]);
    expect(draft.values[mode]).to.equal('auto-low');
    expect(draft.set({ key: mode, value: 'manual' }).isEdited(mode)).to.equal(false);
    expect(draft.discard().changes).to.deep.equal([]);
  });

  it('lets what nobody touched follow the gateway', () => {
    const { draft, changed } = new Draft(server)
      .set({ key: mode, value: 'auto-low' })
      .rebase({ ...server, 'agentToAgent.enabled': false });
    expect(draft.values['agentToAgent.enabled']).to.equal(false);
    expect(draft.changes.map(({ key, conflict }) => [key, conflict])).to.deep.equal([[mode, false]]);
    expect(changed).to.deep.equal([{ key: 'agentToAgent.enabled', before: true, after: false }]);
  });

  it('keeps what was touched, as a conflict until one is chosen', () => {
    const edited = new Draft(server).set({ key: mode, value: 'auto-low' });
    const { draft } = edited.rebase({ ...server, [mode]: 'auto-all' });
    expect(draft.changes).to.deep.equal([{ key: mode, before: 'auto-all', value: 'auto-low', conflict: true }]);
    expect(draft.insist(mode).changes[0]?.conflict).to.equal(false);
    expect(draft.reset(mode).values[mode]).to.equal('auto-all');
    // Editing on does not choose.
    expect(draft.set({ key: mode, value: 'auto-medium' }).changes[0]?.conflict).to.equal(true);
    // Back to what it was, there is nothing to choose between.
    expect(draft.rebase(server).draft.changes[0]?.conflict).to.equal(false);
  });

  it('has no change left that the gateway has already', () => {
    const { draft } = new Draft(server).set({ key: mode, value: 'auto-low' }).rebase({ ...server, [mode]: 'auto-low' });
    expect(draft.changes).to.deep.equal([]);
  });
});
