/** Typed previews, from declared shapes and never guessed. */
import { expect } from '@open-wc/testing';
import { fitOf } from '../../../src/ui/previews/preview-matchers.js';
import { readPatch } from '../../../src/ui/previews/patch-lines.js';
import { diffLines } from '../../../src/ui/previews/line-diff.js';
import { readVector } from '../../../src/ui/previews/shell/shell-vector.js';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { copyOf } from '../../support/clipboard.js';
import { expectAccessible, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

describe('a preview', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());
  const shown = async (request: Partial<ApprovalRequest>) => {
    desk.ask({ toolName: undefined, ...request });
    await desk.open();
    return (await desk.card()).querySelector<HTMLElement>('.params')!;
  };
  const rows = (params: HTMLElement) => [...params.querySelectorAll<HTMLElement>('.preview-fields > div')].map(read);
  const boxes = (params: HTMLElement) => [...params.querySelectorAll('pre')].map((pre) => pre.textContent);

  it('shows a file edit as a diff, with the path, signs, and what else there is', async () => {
    const params = await shown({
      action: 'file.edit',
      params: { path: '/srv/app.yaml', old_string: 'a: 1\nretries: 3\n', new_string: 'a: 1\nretries: 9\nb: 2\n', encoding: 'utf-8' }, // prettier-ignore
    });
    expect(read(params))
      .to.contain('File edit')
      .and.to.contain('/srv/app.yaml')
      .and.to.contain('2 lines added, 1 removed');
    expect(boxes(params)[0]).to.equal(' a: 1\n-retries: 3\n+retries: 9\n+b: 2\n');
    expect([...params.querySelectorAll('del, ins')].map((line) => line.textContent)).to.deep.equal(['-retries: 3\n', '+retries: 9\n+b: 2\n']); // prettier-ignore
    expect(read(params)).to.contain('Other parameters');
    expect(boxes(params)[1]).to.equal('{\n  "encoding": "utf-8"\n}');
    expect(copyOf(params.querySelector('pre')!)).to.contain('-retries: 3\n+retries: 9\n');
    await expectAccessible(params);
  });

  it('shows each edit of several, a patch as it is, and new content without inventing what was there', async () => {
    const edits = [
      { oldText: 'a', newText: 'b' },
      { oldText: 'c', newText: 'd' },
    ];
    expect(boxes(await shown({ toolName: 'mcp__filesystem__edit_file', action: 'tool.call', params: { path: '/a', edits } }))).to.deep.equal(['-a\n+b\n', '-c\n+d\n']); // prettier-ignore
    desk.close();
    desk = new Desk();
    expect(boxes(await shown({ action: 'apply_patch', params: { patch: '--- a\n+++ b\n-x\n+y' } }))).to.deep.equal(['--- a\n+++ b\n-x\n+y\n']); // prettier-ignore
    desk.close();
    desk = new Desk();
    const write = await shown({ toolName: 'Write', action: 'tool.use', params: { file_path: '/a', content: 'x\ny' } });
    expect(boxes(write)).to.deep.equal(['+x\n+y\n']);
    expect(read(write)).to.contain('The file’s current content is not part of the request');
  });

  it('calls no content all of the new one that is added to what is there, or written as another parameter says', async () => {
    const write = async (params: Record<string, unknown>) => {
      const shownParams = await shown({ action: 'file.write', params: { path: '/a', content: 'x', ...params } });
      const words = read(shownParams);
      desk.close();
      desk = new Desk();
      return words;
    };
    expect(await write({ append: true }))
      .to.contain('Added at the end of the file.')
      .and.to.not.contain('All of the');
    expect(await write({ append: false })).to.contain('All of the new content.');
    expect(await write({ mode: 'a' }))
      .to.contain('Other parameters may say how')
      .and.to.not.contain('All of the');
    expect(fitOf({ action: 'file.write', params: { path: '/a', content: 'x', append: 'yes' } })).to.equal(undefined);
  });

  it('marks each line that a patch takes away or adds, also one that reads like the head of a file', async () => {
    const patch = '--- a/x.sql\n+++ b/x.sql\n@@ -1,2 +1,2 @@\n select 1;\n--- check_permission();\n+++ grant_all();\n';
    const params = await shown({ action: 'file.patch', params: { path: 'x.sql', patch } });
    expect(boxes(params)).to.deep.equal([patch]);
    expect([...params.querySelectorAll('del, ins')].map((line) => line.textContent)).to.deep.equal(['--- check_permission();\n', '+++ grant_all();\n']); // prettier-ignore
    expect(read(params)).to.contain('1 line added, 1 removed, 1 as before, 3 lines about files');
    await expectAccessible(params);
  });

  it('says of what is about a file in a patch that it is, not that it is as before', async () => {
    const patch =
      'diff --git a/x b/x\nold mode 100644\nnew mode 104755\ndiff --git a/y b/y\ndeleted file mode 100644\n';
    expect(read(await shown({ action: 'apply_patch', params: { patch } })))
      .to.contain('0 lines added, 0 removed, 5 lines about files')
      .and.to.not.contain('as before');
    const kinds = (text: string) => readPatch(text).map(({ kind }) => kind).join(' '); // prettier-ignore
    expect(kinds('*** Begin Patch\n*** Delete File: a\n*** Update File: b\n@@\n x\n--- a\n+++ b\n@@ -1 +1 @@\n*** End Patch')).to.equal('about about about about same removed added about about'); // prettier-ignore
    expect(kinds('@@ -1,2 +1 @@\n a\n--- b\n+++ c\n')).to.equal('about same removed added');
    expect(kinds('@@ -1 +1 @@\n-a\n+b\n\\ No newline\n--- c\n+++ d\n@@ -1 +1 @@\n--- c\n+++ d')).to.equal('about removed added about about about about removed added'); // prettier-ignore
    expect(kinds('@@ -1,9 +1,9 @@\n-a\nrename from x\n+b')).to.equal('about removed about added');
  });

  it('shows a shell command with its parts marked and named', async () => {
    const command = "sudo rm -rf /var/cache | tee log > /dev/null && echo 'done'";
    const params = await shown({ action: 'shell.exec', params: { command, cwd: '/', timeoutSeconds: 60 } });
    expect(boxes(params)[0]).to.equal(command);
    const marked = (kind: string) => [...params.querySelectorAll(`pre .shell-${kind}`)].map((part) => part.textContent);
    expect(marked('danger')).to.deep.equal(['sudo', 'rm', '-rf']);
    expect(marked('pipe')).to.deep.equal(['|']);
    expect(marked('redirection')).to.deep.equal(['>']);
    expect(marked('operator')).to.deep.equal(['&&']);
    expect(marked('quote')).to.deep.equal(["'done'"]);
    expect(read(params.querySelector('.shell-summary')!)).to.equal('In this command: sudo rm -rf 1 pipe, 1 redirection, 1 operator, 1 quoted text'); // prettier-ignore
    expect(boxes(params)[1]).to.equal('{\n  "timeoutSeconds": 60\n}');
    await expectAccessible(params);
  });

  it('says of a shell command from where on its parts are not marked', async () => {
    const command = 'ls\ncase x in a) rm -rf /;; esac';
    const params = await shown({ action: 'shell.exec', params: { command } });
    expect(boxes(params)[0]).to.equal(command);
    expect(read(params.querySelector('.shell-summary')!)).to.contain('From line 2, character 1 on, the parts are not marked'); // prettier-ignore
    expect(params.querySelector('pre .shell-unread')!.textContent).to.equal('case x in a) rm -rf /;; esac');
    await expectAccessible(params);
  });

  it('shows a list of arguments as a program and its arguments: in one line it would be another command', async () => {
    const command = ['echo', 'a; sudo rm -rf / | bash', '', 'b\nc\u202e'];
    const params = await shown({ action: 'shell.exec', params: { command } });
    expect([...params.querySelectorAll<HTMLElement>('.vector li')].map((each) => each.innerText)).to.deep.equal([
      'echo',
      'a; sudo rm -rf / | bash',
      '(empty)',
      'b\ncU+202E',
    ]);
    expect(read(params)).to.contain('A program and 3 arguments, run without a shell.');
    expect(read(params)).to.contain('not what they seem: 1');
    expect(params.querySelector('.shell-summary, .shell-danger'), 'nothing is read into an argument').to.equal(null);
    await expectAccessible(params);
  });

  it('names what is grave in a list of arguments, and reads the line that a shell is told to run', async () => {
    const params = await shown({ action: 'exec', params: { argv: ['sudo', 'bash', '-c', 'cd "$1" | rm -rf .', 'x'] } });
    expect(read(params.querySelector('.shell-summary')!)).to.contain('sudo rm -rf 1 pipe');
    expect([...params.querySelectorAll('.vector .shell-danger')].map((each) => each.textContent)).to.deep.equal(['sudo', 'bash', '-c', 'rm', '-rf']); // prettier-ignore
    const dangers = (...vector: string[]) => readVector(vector).dangers.join(' ; ');
    expect(dangers('rm', '-rf', 'a b')).to.equal('rm -rf');
    expect(dangers('echo', '>', 'sudo', '|', 'bash')).to.equal('');
    expect(dangers('/bin/sh', '-lc', 'if x; then dd; fi')).to.equal('dd');
    expect(dangers('case', '{rm,-rf}')).to.equal('');
  });

  it('shows HTTP as method, host, path and body, the host as a browser takes it', async () => {
    const params = await shown({
      action: 'http.post',
      params: { url: 'http://api.example.com:8080/v1/refunds?a=1#x', headers: { Authorization: 'Bearer secret-value' }, body: { amount: 5 } }, // prettier-ignore
    });
    expect(rows(params).slice(0, 5)).to.deep.equal([
      'Method POST',
      'Host api.example.com:8080 not encrypted',
      'Path /v1/refunds',
      'Query ?a=1',
      'Fragment #x',
    ]);
    expect(read(params)).to.contain('"amount": 5');
    expect(params.innerHTML).to.not.contain('secret-value');
    expect(desk.button(await desk.card(), 'Show 1 hidden value')).to.not.equal(undefined);
  });

  it('does not take what stands before an @ for the host, nor a letter for another', async () => {
    const spoofed = await shown({ action: 'http.get', params: { url: 'https://bank.example@evil.example/x\\..\\y' } });
    expect(rows(spoofed)).to.include('Host evil.example');
    expect(rows(spoofed).join()).to.contain('User name bank.example');
    expect(rows(spoofed).join()).to.contain('Written as');
    desk.close();
    desk = new Desk();
    const cyrillic = await shown({ action: 'http.get', params: { url: 'https://\u0430pi.example/' } });
    expect(rows(cyrillic).join()).to.contain('xn--pi-6kc.example');
    expect(read(cyrillic)).to.contain('not what they seem: 1');
  });

  for (const [url, hidden] of [
    ['https://u:c3RvbGVuLXNlY3JldHM@evil.example/', 1],
    ['HTTPS:u:c3RvbGVuLXNlY3JldHM@evil.example\\a:b@c', 2],
  ] as const) {
    it(`says that an address holds a password, and hides it until it is asked for: ${url.slice(0, 6)}`, async () => {
      const params = await shown({ action: 'http.get', risk: 'critical', params: { url } });
      const card = await desk.card();
      expect(rows(params).join()).to.contain('Password').and.to.contain('hidden, 19 characters');
      expect(params.innerHTML).to.not.contain('c3RvbGVuLXNlY3JldHM');
      await until(() => read(card.querySelector('.reading')!).includes('hidden'), 'the words');
      expect(desk.isArmed(card, 'Approve')).to.equal(false);
      for (let shows = 0; shows < hidden; shows += 1) await desk.click(desk.button(card, 'Show 1 hidden value')!);
      await until(() => rows(params).join().includes('"c3RvbGVuLXNlY3JldHM"'), 'the password');
      await desk.armed(card, 'Approve');
    });
  }

  it('shows a message with each who gets it, and all that it says', async () => {
    const params = await shown({
      action: 'email.send',
      params: { to: ['a@example.com', 'b@\u0435xample.com'], cc: 'c@example.com', subject: 'Hi', body: 'One\nTwo' },
    });
    expect(rows(params)[0]).to.contain('To a@example.com').and.to.contain('2 recipients').and.to.contain('xn--');
    expect(rows(params).slice(1)).to.deep.equal(['Cc c@example.com', 'Subject Hi']);
    expect(boxes(params)).to.deep.equal(['One\nTwo']);
  });

  it('keeps raw JSON one step away, by pointer and keyboard', async () => {
    const params = { command: 'ls' };
    const place = await shown({ action: 'shell.exec', params });
    const raw = desk.button(place, 'Raw JSON')!;
    await desk.click(raw);
    expect(boxes(place)).to.deep.equal([JSON.stringify(params, null, 2)]);
    expect(raw.ariaPressed).to.equal('true');
    await desk.click(raw);
    expect(boxes(place)).to.deep.equal(['ls']);
  });

  it('shows JSON where nothing fits: another name, another key, another type, an address of another kind', () => {
    const none: Partial<ApprovalRequest>[] = [
      { action: 'memory.store', params: { command: 'rm -rf /' } },
      { action: 'shell.exec', params: { run: 'ls' } },
      { action: 'shell.exec', params: { command: { line: 'ls' } } },
      { action: 'shell.exec', params: { command: [] } },
      { action: 'http.get', params: { url: 'file:///etc/passwd' } },
      { action: 'http.get', params: { url: 'not an address' } },
      { action: 'email.send', params: { to: [{ name: 'a' }], body: 'x' } },
      { action: 'file.edit', params: { path: '/a', edits: [{ old: 'a', new: 'b', all: true }] } },
      { action: 'file.edit', params: { path: '/a', old_string: 'a' } },
      { action: 'file.edit', toolName: 'constructor', params: { path: 1, old: 'a', new: 'b' } },
      { action: '__proto__', params: {} },
    ];
    for (const request of none) {
      const full = { action: '', params: {}, ...request };
      expect(fitOf(full), JSON.stringify(request)).to.equal(undefined);
    }
  });

  it('leaves no parameter out: what a field does not hold is among the others', () => {
    const fit = fitOf({ action: 'file.edit', params: { path: '/a', old: 'x', old_string: 'y', new: 'z', mode: null } });
    expect(fit?.preview).to.deep.equal({ kind: 'edit', path: '/a', edits: [{ before: 'y', after: 'z' }] });
    expect(fit?.others).to.deep.equal({ old: 'x', mode: null });
  });

  it('knows what the reference gateway lets its agents ask for', () => {
    const kinds: [string, string, object, string][] = [
      ['file.edit', 'edit_file', { path: '/a', replace: 'x', with: 'y' }, 'edit'],
      ['http.get', 'http_request', { url: 'https://a.example', headers: {} }, 'http'],
      ['message.reply', 'send_message', { thread: 'a', text: 'b' }, 'message'],
      ['shell.exec', 'bash', { command: 'ls', cwd: '/', env: {} }, 'command'],
      ['email.send', 'mail', { to: ['a'], subject: 's', body: 'b' }, 'message'],
      ['http.post', 'http_request', { url: 'https://a.example', method: 'POST', body: {} }, 'http'],
    ];
    for (const [action, toolName, params, kind] of kinds) {
      expect(fitOf({ action, toolName, params: { ...params } })?.preview.kind, action).to.equal(kind);
    }
  });

  it('counts a last line feed as the end of a line, unless it is what differs', () => {
    const added = (text: string) => ({ kind: 'added', text });
    expect(diffLines('', 'hello\n')).to.deep.equal([added('hello')]);
    expect(diffLines('', 'hello\n\n')).to.deep.equal([added('hello'), added('')]);
    expect(diffLines('hello', 'hello\n')).to.deep.equal([{ kind: 'same', text: 'hello' }, added('')]);
  });

  it('compares lines in a bounded time and shows all of them even so', () => {
    const text = (seed: number) => Array.from({ length: 20_000 }, (_, i) => String((i * seed) % 7919)).join('\n');
    const start = performance.now();
    const lines = diffLines(text(3), text(5));
    expect(performance.now() - start).to.be.lessThan(1000);
    expect(
      lines
        .filter(({ kind }) => kind !== 'added')
        .map((line) => line.text)
        .join('\n'),
    ).to.equal(text(3));
    expect(
      lines
        .filter(({ kind }) => kind !== 'removed')
        .map((line) => line.text)
        .join('\n'),
    ).to.equal(text(5));
  });
});
