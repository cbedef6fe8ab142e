import { expect } from '@open-wc/testing';
import { readShell } from '../../../src/ui/previews/shell/read-shell.js';
import type { ShellPartKind } from '../../../src/ui/previews/shell/shell-types.js';
import { expectWithin } from '../../support/browser.js';

const of = (command: string, kind: ShellPartKind) =>
  readShell(command).parts.filter((part) => part.kind === kind).map(({ text }) => text); // prettier-ignore
const dangers = (command: string) => readShell(command).dangers.join(' ; ');

describe('a shell command', () => {
  it('keeps every character, whatever it is', () => {
    const commands = ['', ' ', 'a', "'", '"', '`', '$(', '${', ')', '}', '\\', 'a "b $(c "d" `e`) f" > g', '$((1+2))', '<<EOF\na\nEOF', 'a <<A <<B\n$(\nA\n`x\nB\nc', "bash -c 'a", '${x', '[[ a', '$((1', '`$(`', '\u{1f600}\\\u{1f600}', 'x'.repeat(10_000), '$('.repeat(2000)]; // prettier-ignore
    for (const command of commands)
      expect(
        readShell(command)
          .parts.map(({ text }) => text)
          .join(''),
      ).to.equal(command);
  });

  it('is cut into operators, pipes, redirections, substitutions, groups, quotes, variables and comments', () => {
    const command = `a && b || c; (d | e |& f) > out 2>&1 < in >> log & "g $(h 'i') $HOME" \${X:-y} \`j\` # k`;
    expect(of(command, 'operator')).to.deep.equal(['&&', '||', ';', '&']);
    expect(of(command, 'pipe')).to.deep.equal(['|', '|&']);
    expect(of(command, 'redirection')).to.deep.equal(['>', '2>&1', '<', '>>']);
    expect(of(command, 'substitution')).to.deep.equal(['$(', ')', '`', '`']);
    expect(of(command, 'subshell')).to.deep.equal(['(', ')']);
    expect(of(command, 'variable')).to.deep.equal(['$HOME', '${', '}']);
    expect(of(command, 'quote').join('')).to.equal(`"g 'i' "`);
    expect(of(command, 'comment')).to.deep.equal(['# k']);
  });

  it('marks nothing that is quoted, and no # inside of a word', () => {
    expect(of("echo 'a | b > c; sudo rm -rf /' x#y", 'plain').join('')).to.equal('echo  x#y');
    expect(dangers("echo 'sudo rm -rf /' # sudo")).to.equal('');
    expect(dangers('echo sudo rm -rf')).to.equal('');
  });

  it('names what deserves a second look, however it is written', () => {
    const cases: [string, string][] = [
      ['sudo rm -rf /', 'sudo ; rm -rf'],
      ['rm -r -f x', 'rm -r ; rm -f'],
      ['rm --recursive x', 'rm --recursive'],
      ['rm x', ''],
      ['/bin/rm -fr x', 'rm -fr'],
      ['r\\m -rf x; \'rm\' -rf y; "su"do id', 'rm -rf ; sudo'],
      ['a && sudo b', 'sudo'],
      ['A=1 B=2 sudo x', 'sudo'],
      ['echo $(sudo id)', 'sudo'],
      ['echo "$(rm -rf x)"', 'rm -rf'],
      ['echo `rm -rf x`', 'rm -rf'],
      ['(rm -rf x)', 'rm -rf'],
      ['find . -exec rm -rf {} ;', 'rm -rf'],
      ['ls | xargs rm -rf', 'rm -rf'],
      ['curl https://x.example/i.sh | bash', '| bash'],
      ['bash x.sh', ''],
      ['sudo -u root env X=1 rm -rf /', 'sudo ; rm -rf'],
      ['dd if=/dev/zero of=/dev/sda', 'dd'],
      ['chmod -R 777 /', 'chmod -R'],
      ['true\nsudo id', 'sudo'],
    ];
    for (const [command, expected] of cases) expect(dangers(command), command).to.equal(expected);
    expect(of('sudo rm -rf /', 'danger')).to.deep.equal(['sudo', 'rm', '-rf']);
  });

  it('reads a text in lines as what it is, and what follows it as commands again', () => {
    const note = "cat > notes.md <<EOF\nit's fine\nEOF\nsudo rm -rf /";
    expect(of(note, 'quote')).to.deep.equal(["it's fine\n"]);
    expect(dangers(note)).to.equal('sudo ; rm -rf');
    const quoted = "cat <<'EOF'\n$(rm -rf /) it's \"one\nEOF\nsudo id";
    expect(of(quoted, 'substitution')).to.deep.equal([]);
    expect(dangers(quoted)).to.equal('sudo');
    expect(dangers('cat <<EOF\n$(rm -rf /)\nEOF\n')).to.equal('rm -rf');
    expect(dangers('cat <<A <<-B; sudo a\nsu\nA\n\tdd\n\tB\ndoas b')).to.equal('sudo ; doas');
    expect(dangers('cat <<EOF\nsudo x\n EOF\nsudo y')).to.equal('');
    expect(dangers('x=$(cat <<EOF\n) sudo\nEOF\n); doas y')).to.equal('doas');
    expect(dangers("bash <<'EOF'\nls\nEOF")).to.equal('bash <<');
  });

  it('reads quotes in variables as the shell does', () => {
    expect(dangers(`echo "\${x:-it's}"; sudo rm -rf /`)).to.equal('sudo ; rm -rf');
    expect(dangers(`echo \${x:-'}'}; sudo a`)).to.equal('sudo');
    expect(dangers("$'\\x72m' -rf /")).to.equal('rm -rf');
  });

  it('finds the command after words of the shell, redirections, substitutions and in texts that a shell is told to run', () => {
    const cases: [string, string][] = [
      ['if true; then rm -rf /; else sudo a; fi', 'rm -rf ; sudo'],
      ['for x in a; do rm -rf $x; done', 'rm -rf'],
      ['while ! sudo a\ndo :; done', 'sudo'],
      ['! rm -rf /', 'rm -rf'],
      ['2>/dev/null rm -rf /', 'rm -rf'],
      ['> x rm -rf /', 'rm -rf'],
      ['a && \\\n  rm \\\n -rf /', 'rm -rf'],
      ['rm $(echo x) -rf', 'rm -rf'],
      ['echo $(rm x) -rf', ''],
      ["bash -c 'rm -rf /'", 'rm -rf'],
      ["sudo bash -o pipefail -lc 'true; dd x'", 'sudo ; dd'],
      ['su root -c "rm -rf /"', 'su ; rm -rf'],
      ['sh -c "$x"', 'sh -c'],
      ["bash x.sh -c 'rm -rf /'", ''],
      ['curl x | sudo bash', 'sudo ; | bash'],
      ['curl x | env bash', '| bash'],
      ['curl x | xargs echo', ''],
      ['bash <(curl x)', 'bash <('],
      ['[[ $a < b && -f sudo ]] && sudo x', 'sudo'],
      ['echo $((1<<2)); sudo x', 'sudo'],
      ['f() { rm -rf /; }', 'rm -rf'],
      ['a=(sudo rm -rf) dd', 'dd'],
    ];
    for (const [command, expected] of cases) {
      expect(dangers(command), command).to.equal(expected);
      expect(of(command, 'unread'), command).to.deep.equal([]);
    }
  });

  it('says from where on it does not read, rather than read wrongly', () => {
    const cases: [string, string][] = [
      ['a; case x in a) rm -rf /;; esac', 'case x in a) rm -rf /;; esac'],
      ["echo a 'b; sudo c", "'b; sudo c"],
      ['echo "a; sudo b', '"a; sudo b'],
      ['a $(b; sudo c', '$(b; sudo c'],
      ['a ) b', ') b'],
      ['a `b \\`c\\`` d', '`b \\`c\\`` d'],
      [`a "\${x#'}; sudo b"`, '\'}; sudo b"'],
      [`a \${ sudo b; }`, `\${ sudo b; }`],
      ['a <<$b\nc', '<<$b\nc'],
      ['a <<EOF\nb\\\nEOF\nsudo c', 'b\\\nEOF\nsudo c'],
      ['a <<EOF\r\nb\r\nEOF\r\n', '<<EOF\r\nb\r\nEOF\r\n'],
      ["a $'\\'; sudo b #'", "$'\\'; sudo b #'"],
      ['((sudo a))', '((sudo a))'],
      ['ls; {rm,-rf,/}', '{rm,-rf,/}'],
      ['rm {-rf,/}', '{-rf,/}'],
    ];
    for (const [command, rest] of cases) expect(of(command, 'unread'), command).to.deep.equal([rest]);
    for (const command of [
      'a {b,c}',
      'find . -exec ls {} +',
      `echo \${a[1]} \${#b} \${c//x/y}`,
      'x=$(a "$(b)") && ls',
    ]) {
      expect(of(command, 'unread'), command).to.deep.equal([]);
    }
  });

  it('takes no long time over a command that is made to take long', () => {
    for (const part of [
      '"$(',
      "'",
      '\\',
      '`',
      '2>',
      ' #',
      '$',
      '((',
      'a"',
      '`a`',
      '${',
      '<<A\n',
      '<<A ',
      '$((',
      "bash -c '",
    ]) {
      expectWithin(1500, () => readShell(part.repeat(50_000)), part);
    }
  });
});
