import { expect } from '@open-wc/testing';
import type { SettingFacts } from '../../../src/protocol/index.js';
import type { PolicyKey } from '../../../src/data/policy/policy.js';
import { rpcErrorCodes } from '../../../src/protocol/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { rules } from './support.js';

const inFile = 'Edit the file and restart.';
const keys: readonly PolicyKey[] = [
  'actionConfirmation.requireForDestructive',
  'actionConfirmation.requireForSensitive',
  'actionConfirmation.autoApprove',
  'agentToAgent.enabled',
  'agentToAgent.allowAgents',
  'permission.enableNodePermissions',
  'permission.allowedFsPaths',
  'permission.allowedNetHosts',
  'approvalRules.enabled',
  'approvalRules.defaultMode',
  'approvalRules.timeoutMs',
];
const allFixed: readonly SettingFacts[] = keys.map((key) => ({
  key,
  held: `own.${key}: as it is`,
  enforced: key.startsWith('agentToAgent'),
  immutable: inFile,
}));

/** The form on a gateway that says this of its settings. */
async function told(facts: readonly SettingFacts[], change: Parameters<typeof changeOf>[1] = {}) {
  return rules({}, false, (gateway) => changeOf(gateway, change, facts));
}

function changeOf(
  gateway: Parameters<NonNullable<Parameters<typeof rules>[2]>>[0],
  change: Parameters<typeof gateway.config.changeSecurity>[0],
  facts: readonly SettingFacts[],
): void {
  gateway.config.changeSecurity(change);
  gateway.config.describe(facts);
}

describe('<comis-approval-rules>: settings as the gateway holds them', () => {
  it('shows every setting as held, disabled, with the reason beside each, and no bar that could not save', async () => {
    const { user, element } = await told(allFixed, { approvalRules: { enabled: true } });
    for (const label of [
      'Require for destructive actions',
      'Require for sensitive actions',
      'Enable cross-agent messaging',
      'Enable Node.js permission model',
      'Enable approvals',
      'Default Mode',
      'Timeout (seconds)',
    ]) {
      expect(user.control(label).disabled, label).to.equal(true);
      expect(user.description(user.control(label)), label)
        .to.contain('as it is')
        .and.contain(inFile);
    }
    for (const list of ['Auto-approve list', 'Allowed agents', 'Allowed filesystem paths', 'Allowed network hosts']) {
      const group = user.group(list);
      expect(user.description(group), list).to.contain('as it is').and.contain(inFile);
      expect(group.querySelector('input')!.disabled, list).to.equal(true);
      for (const button of group.querySelectorAll('button')) expect(button.disabled, list).to.equal(true);
    }
    expect(user.root.querySelector('.save-bar')).to.equal(null);
    expect(user.textOf(user.root.getElementById('read-only-reason'))).to.contain('none of these settings');
    await expectAccessible(element);
  }).timeout(40_000);

  it('says what nothing reads, and what enforces the others', async () => {
    const { user } = await told([
      { key: 'actionConfirmation.requireForDestructive', enforced: false },
      { key: 'actionConfirmation.requireForSensitive', enforced: false, by: 'Its tools never ask it.' },
      { key: 'agentToAgent.enabled', enforced: true, by: 'the router' },
    ]);
    const about = (label: string) => user.description(user.control(label));
    expect(about('Require for destructive actions')).to.contain('Not enforced. Has no effect on this gateway.');
    expect(about('Require for sensitive actions')).to.contain('Not enforced. Its tools never ask it.');
    expect(about('Enable cross-agent messaging')).to.contain('Enforced by the router');
    expect(about('Enable Node.js permission model')).to.not.contain('nforced');
    // What can be changed still can.
    expect(user.control('Enable cross-agent messaging').disabled).to.equal(false);
    expect(user.root.querySelector('.save-bar')).to.not.equal(null);
  });

  it('says of 0 what this gateway makes of it', async () => {
    const documented = await told([], { approvalRules: { timeoutMs: 0 } });
    expect(documented.user.description(documented.user.control('Timeout (seconds)'))).to.contain(
      'waits until somebody',
    );
    const own = { key: 'approvalRules.timeoutMs', held: 'timeout: 0', enforced: true, by: '0: denied at once' };
    const { user } = await told([own], { approvalRules: { timeoutMs: 0 } });
    const about = user.description(user.control('Timeout (seconds)'));
    expect(about).to.contain('0: denied at once').and.not.contain('waits until somebody');
  });

  it('lists the settings that only this gateway has', async () => {
    const { user } = await told([{ key: 'approvals.cacheMs', held: '60000', enforced: true, by: 'the cache' }]);
    const others = user.textOf(user.group('Other settings of this gateway'));
    expect(others).to.contain('approvals.cacheMs').and.contain('60000').and.contain('by the cache');
    const { user: documented } = await told([]);
    expect(() => documented.group('Other settings of this gateway')).to.throw();
    // A switch that the gateway does not have is not offered.
    expect(documented.has('Enable approvals')).to.equal(false);
  });

  it('shows the reason when nothing can be patched at all, and what was said of the whole', async () => {
    const { user, client, gateway } = await rules();
    client.setCapability('config.patch', { status: 'not-offered', reason: `The section is immutable. ${inFile}` });
    gateway.config.describe([{ key: 'agentToAgent.enabled', held: 'routing: on', enforced: true }]);
    gateway.config.changeSecurity({ agentToAgent: { enabled: false } });
    await until(() => user.description(user.control('Enable cross-agent messaging')).includes('routing: on'));
    const reason = user.description(user.control('Default Mode'));
    expect(reason).to.contain('does not offer config.patch').and.contain(inFile);
    expect(user.root.querySelector('.save-bar')).to.equal(null);
  });

  it('draws what the gateway says with its tokens', async () => {
    const { user } = await told([
      { key: 'agentToAgent.enabled', held: 'on\u202e', enforced: false, by: 'b\u200b', immutable: 'c\u2066' },
    ]);
    const facts = user.root.querySelector('#agentToAgent-enabled-facts')!;
    expect([...facts.querySelectorAll('.token')].map((each) => each.textContent)).to.deep.equal([
      'U+202E',
      'U+200B',
      'U+2066',
    ]);
  });

  it('is refused by the gateway itself too', async () => {
    const { client } = await told(allFixed);
    const error = await client
      .call('config.patch', { section: 'security', changes: [{ key: 'agentToAgent.enabled', value: false }] })
      .catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: rpcErrorCodes.immutable });
  });
});
