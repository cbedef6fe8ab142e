import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { lint } from '../../../src/elements/approval-rules/lint/lint.js';
import { unicodeHost } from '../../../src/elements/approval-rules/lint/punycode.js';
import type { ListKey } from '../../../src/elements/approval-rules/settings.js';
import { rules } from './support.js';

const actions = 'actionConfirmation.autoApprove';
const agents = 'agentToAgent.allowAgents';
const paths = 'permission.allowedFsPaths';
const hosts = 'permission.allowedNetHosts';

const table: [key: ListKey, entry: string, others: string[], expected: string][] = [
  [actions, 'files.read', [], ''],
  [actions, 'files.read.*', [], ''],
  [actions, 'files.*', [], 'warning broad-prefix files'],
  [actions, '*', [], 'error wildcard'],
  [actions, '.*', [], 'error wildcard'],
  [actions, 'f*.read', [], 'error wildcard'],
  [actions, 'files.*.read', [], 'error wildcard'],
  [actions, 'files.read', ['files.read'], 'error same files.read'],
  [actions, 'files.read', ['memory.*', 'files.*'], 'warning shadowed files.*'],
  [actions, 'files.read.*', ['files.*'], 'warning shadowed files.*'],
  [actions, 'files.*', ['files.read'], 'warning broad-prefix files'],
  [actions, 'files\u200b.read', [], 'warning unseen'],
  [actions, '..*', [], 'error empty-part'],
  [actions, 'memory.', [], 'error empty-part'],
  [actions, 'memory..read', [], 'error empty-part'],

  [agents, 'planner', ['researcher'], ''],
  [agents, 'planner', [], 'warning alone'],
  [agents, 'plan*', ['researcher'], 'error agent-wildcard'],
  [agents, 'planner', ['planner'], 'error same planner'],

  [paths, '/srv/work', [], ''],
  [paths, '/srv/work/', ['/srv/work'], 'error same /srv/work'],
  [paths, '/srv/./work', ['/srv/work'], 'error same /srv/work'],
  [paths, 'srv/work', [], 'error relative'],
  [paths, '~/work', [], 'error relative'],
  [paths, '/srv/work/../../etc', [], 'error traversal /etc'],
  [paths, 'C:\\work\\..\\Windows', [], 'error traversal C:\\Windows'],
  [paths, '/srv/*', [], 'error path-wildcard'],
  [paths, '/srv/[ab]', [], 'warning path-literal'],
  [paths, '/srv/work?', [], 'warning path-literal'],
  [paths, 'C:\\work', [], ''],
  [paths, 'c:/work/', ['C:\\work'], 'error same C:\\work'],
  [paths, 'C:\\work\\sub', ['C:\\work'], 'warning shadowed C:\\work'],
  [paths, '/', [], 'warning every-path /'],
  [paths, '//', [], 'warning every-path /'],
  [paths, '/.', [], 'warning every-path /'],
  [paths, 'C:\\', [], 'warning every-path C:'],
  [paths, '/etc', [], 'warning broad-folder etc'],
  [paths, '/etc/nginx', [], ''],
  [paths, '/srv/work/a', ['/srv/work'], 'warning shadowed /srv/work'],
  [paths, '/srv/workshop', ['/srv/work'], ''],

  [hosts, 'api.example.com', [], ''],
  [hosts, '.example.com', [], 'error not-a-host'],
  [hosts, 'example.com..', [], 'error not-a-host'],
  [hosts, '[::1]:443', [], 'error not-a-host'],
  [hosts, '::ffff:7f00:1', [], 'warning own-machine'],
  [hosts, '::ffff:a9fe:a9fe', [], 'warning metadata'],
  [hosts, '[2001:db8::1]', ['2001:db8::1'], 'error same 2001:db8::1'],
  [hosts, '2001:db8::1', [], ''],
  [hosts, 'API.example.com.', ['api.example.com'], 'error same api.example.com'],
  [hosts, 'https://a.example', [], 'error not-a-host'],
  [hosts, 'a.example:443', [], 'error not-a-host'],
  [hosts, 'a.example/path', [], 'error not-a-host'],
  [hosts, 'me@a.example', [], 'error not-a-host'],
  [hosts, '*.example.com', [], 'error host-wildcard'],
  [hosts, 'bücher.example', [], 'warning beyond-ascii xn--bcher-kva.example'],
  [hosts, 'xn--bcher-kva.example', [], 'warning punycode bücher.example'],
  [hosts, 'xn--80ak6aa92e.com', [], 'warning lookalike аррӏе.com'],
  [hosts, '\u0262oogle.com', [], 'warning lookalike \u0262oogle.com; warning beyond-ascii xn--oogle-wmc.com'],
  [
    hosts,
    'g\u2c9f\u2c9fgle.com',
    [],
    'warning lookalike g\u2c9f\u2c9fgle.com; warning beyond-ascii xn--ggle-vd0ca.com',
  ],
  [hosts, 'm\u00fcnchen.de', [], 'warning beyond-ascii xn--mnchen-3ya.de'],
  [hosts, 'pаypal.com', [], 'warning lookalike pаypal.com; warning beyond-ascii xn--pypal-4ve.com'],
  [hosts, 'xn--999999999.com', [], 'error bad-punycode'],
  [hosts, '0x7f.1', [], 'warning written-otherwise 127.0.0.1; warning own-machine'],
  [hosts, 'localhost', [], 'warning own-machine'],
  [hosts, '169.254.169.254', [], 'warning metadata'],
  [hosts, 'intranet', [], 'warning short-name'],
];

describe('what is said of entries', () => {
  for (const [key, entry, others, expected] of table) {
    it(`${entry} ${others.length > 0 ? `beside ${others.join(' ')}` : ''}: ${expected || 'nothing'}`, () => {
      const found = lint(key, entry, others).map(({ severity, kind, detail }) =>
        [severity, kind, detail].filter((each) => each !== undefined).join(' '),
      );
      expect(found.join('; ')).to.equal(expected);
    });
  }

  it('reads punycode as it is meant', () => {
    expect(unicodeHost('xn--maana-pta.com')).to.equal('mañana.com');
    expect(unicodeHost('xn--fsqu00a.xn--0zwm56d')).to.equal('例子.测试');
    expect(unicodeHost('plain.example')).to.equal('plain.example');
    expect(unicodeHost('xn--!')).to.equal(undefined);
    expect(unicodeHost('xn--')).to.equal(undefined);
  });
});

describe('<comis-approval-rules>: entries as they are typed', () => {
  const typing = async (list: string, entry: string) => {
    const { user } = await rules();
    const group = user.group(list);
    const input = group.querySelector('input')!;
    input.focus();
    await sendKeys({ type: entry });
    await user.element.updateComplete;
    return { user, group, input };
  };

  const words: [list: string, entry: string, said: string][] = [
    ['Allowed filesystem paths', 'srv/work', 'Error: Not an absolute path'],
    ['Allowed filesystem paths', '/srv/work/../../etc', 'Error: Contains “..” and resolves to /etc'],
    ['Allowed filesystem paths', '/', 'Warning: This covers /: every path.'],
    ['Allowed filesystem paths', '/srv/work/reports', 'Warning: Not needed: already covered by /srv/work'],
    ['Auto-approve list', 'files.*', 'Warning: Too broad? It covers every action that begins with files and a dot'],
    ['Auto-approve list', 'memory.*', 'Error: The list already has this entry: memory.*'],
    ['Auto-approve list', '*', 'Error: Matches only an action'],
    ['Allowed network hosts', 'xn--80ak6aa92e.com', 'Warning: A lookalike: its letters'],
    ['Allowed network hosts', '*.example.com', 'Error: Wildcards do not work here'],
  ];
  for (const [list, entry, said] of words) {
    it(`${list}, ${entry}: ${said}`, async () => {
      const { user, input } = await typing(list, entry);
      expect(user.description(input)).to.contain(said);
      expect(input.getAttribute('aria-invalid')).to.equal(String(said.startsWith('Error')));
    });
  }

  it('adds what is warned of, and keeps the warning beside it', async () => {
    const { user, group, input } = await typing('Allowed filesystem paths', '/');
    await sendKeys({ press: 'Enter' });
    await user.element.updateComplete;
    expect(input.value).to.equal('');
    const row = [...group.querySelectorAll('li')].find(
      (each) => each.querySelector('.entry code')?.textContent === '/',
    );
    expect(user.textOf(row)).to.contain('every path');
    // What was there before is now covered, and says so.
    expect(user.textOf(group)).to.contain('Not needed: already covered by /');
  });

  it('does not add what cannot be meant', async () => {
    const { user, group, input } = await typing('Allowed filesystem paths', 'srv');
    await sendKeys({ press: 'Enter' });
    await user.element.updateComplete;
    expect(input.value).to.equal('srv');
    expect(user.textOf(group)).to.contain('Not added');
    expect(user.changes).to.deep.equal([]);
  });
});
