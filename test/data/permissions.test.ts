import { expect } from '@open-wc/testing';
import { loadPermissions, matrixOf } from '../../src/data/permissions.js';
import { SimulatedGateway } from '../../src/testing/index.js';

const roles = [{ id: 'viewer' }, { id: 'owner' }];
const permissions = [{ id: 'a', group: 'One' }, { id: 'b' }, { id: 'c', group: 'One' }];

describe('matrixOf', () => {
  it('lets a denial win over any grant, and says over which', () => {
    const { access } = matrixOf({
      roles,
      permissions,
      grants: [
        { role: 'viewer', permission: 'a', effect: 'deny', origin: 'freeze' },
        { role: 'viewer', permission: 'a', effect: 'allow', origin: 'team' },
        { role: 'owner', permission: 'a', effect: 'deny' },
      ],
    });
    expect(access('viewer', 'a')).to.deep.equal({
      effect: 'denied',
      origins: ['freeze'],
      overruled: ['team'],
      unknownWords: [],
    });
    expect(access('owner', 'a')).to.deep.equal({
      effect: 'denied',
      origins: [],
      overruled: undefined,
      unknownWords: [],
    });
  });

  it('grants what is allowed and nothing that nobody speaks of', () => {
    const grants = ['x', 'y', 'x'].map((origin) => ({
      role: 'owner',
      permission: 'b',
      effect: 'allow' as const,
      origin,
    }));
    const { access } = matrixOf({ roles, permissions, grants });
    expect(access('owner', 'b')).to.deep.equal({
      effect: 'allowed',
      origins: ['x', 'y'],
      overruled: undefined,
      unknownWords: [],
    });
    expect(access('viewer', 'b').effect).to.equal('not-granted');
    expect(access('nobody', 'nothing').effect).to.equal('not-granted');
  });

  it('puts permissions into their groups, in the order of the gateway, those without one first', () => {
    const { groups } = matrixOf({ roles, permissions, grants: [] });
    expect(groups.map(({ name, permissions: members }) => [name, members.map(({ id }) => id)])).to.deep.equal([
      [undefined, ['b']],
      ['One', ['a', 'c']],
    ]);
  });

  it('shows roles and permissions that only a grant names', () => {
    const { roles: all, groups } = matrixOf({
      roles,
      permissions: [],
      grants: [{ role: 'contractor', permission: 'z', effect: 'allow' }],
    });
    expect(all.map(({ id }) => id)).to.deep.equal(['viewer', 'owner', 'contractor']);
    expect(groups).to.deep.equal([{ name: undefined, permissions: [{ id: 'z' }] }]);
  });

  it('does not take one pair for another', () => {
    const { access } = matrixOf({
      roles: [],
      permissions: [],
      grants: [{ role: 'a","b', permission: 'c', effect: 'allow' }],
    });
    expect(access('a', 'b","c').effect).to.equal('not-granted');
  });

  it('is the table that the gateway enforces', async () => {
    const client = new SimulatedGateway().client({ scopes: ['rpc'] });
    const { access } = await loadPermissions(client, new AbortController().signal);
    expect(access('token', 'config.patch').effect).to.equal('denied');
    expect(access('token', 'config.read').effect).to.equal('allowed');
    expect(access('admin', 'config.read').effect).to.equal('not-granted');
  });
});
