/** Every event of every element has a named detail type, which the package exports and docs/events.md lists. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { root } from '../scripts/root.mjs';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('custom-elements.json')) as {
  modules: readonly {
    declarations: readonly {
      tagName: string;
      events?: readonly { name: string; type?: { text: string }; description?: string }[];
    }[];
  }[];
};
const events = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .flatMap((element) => (element.events ?? []).map((event) => ({ ...event, tag: element.tagName })));

/** What a module exports, types too, and the members of its interfaces. */
function program() {
  const entry = join(root, 'src/index.ts');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const made = ts.createProgram([entry], { ...options, noEmit: true });
  const checker = made.getTypeChecker();
  const module = checker.getSymbolAtLocation(made.getSourceFile(entry)!)!;
  const exported = new Map(checker.getExportsOfModule(module).map((each) => [each.name, each]));
  const members = (name: string) => {
    const symbol = exported.get(name);
    assert.ok(symbol, `${name} is not exported`);
    const type = checker.getDeclaredTypeOfSymbol(
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    );
    return type.getProperties().map((each) => each.name);
  };
  return { exported, members };
}

describe('real use 39: the details of events', () => {
  const { exported, members } = program();

  it('are named in the manifest, each by a type that the package exports', () => {
    assert.ok(events.length > 20);
    for (const { tag, name, type } of events) {
      const text = type?.text ?? '';
      const [, wrapper, detail] = /^(CustomEvent|BeforeEvent)<(\w+)>$/.exec(text) ?? [];
      assert.ok(detail, `${tag}: ${name} has the type "${text}"`);
      assert.equal(wrapper, name.startsWith('comis-before-') ? 'BeforeEvent' : 'CustomEvent', `${tag}: ${name}`);
      assert.ok(exported.has(detail), `${detail} of ${name} is not exported`);
    }
    assert.ok(exported.has('BeforeEvent'));
  });

  it('are in one table in the code and one in the docs, without one more or less', () => {
    const inManifest = new Set(events.map(({ name }) => name));
    const inCode = [...members('EventDetails'), ...members('BeforeDetails'), 'comis-tab-changed'];
    const inDocs = [...read('docs/events.md').matchAll(/^\| `(comis-[a-z-]+)`/gm)].map(([, name]) => name!);
    assert.deepEqual([...inManifest].sort(), [...inCode].sort());
    assert.deepEqual([...inDocs].sort(), [...inCode].sort());
    for (const { name, type } of events) {
      const row = read('docs/events.md')
        .split('\n')
        .find((line) => line.startsWith(`| \`${name}\``));
      const detail = /<(\w+)>/.exec(type?.text ?? '')?.[1] ?? '';
      assert.ok(row?.includes(`\`${detail}\``), `${name}: docs/events.md does not name ${detail}`);
      for (const member of members(detail)) {
        if (detail === 'BeforeRememberDetail') continue;
        assert.ok(row?.includes(`\`${member}\``), `${name}: docs/events.md does not name ${member}`);
      }
    }
  });

  it('of a decision tell the action, the agent and the risk', () => {
    for (const member of ['action', 'agentId', 'risk']) {
      assert.ok(members('ApprovalDecidedDetail').includes(member), member);
    }
  });
});
