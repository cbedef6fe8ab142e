/**
 * Writes what hosts may rely on as one text, so that a change of it shows in review: the exports of each entry of
 * package.json, and of each element its module, attributes, properties, methods, events, slots, parts and CSS properties.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { findElements } from './elements.js';
import { root } from './root.mjs';

interface Named {
  readonly name: string;
  readonly kind?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
  readonly attribute?: string;
  readonly readonly?: boolean;
}
interface Declaration extends Named {
  readonly tagName: string;
  readonly attributes?: readonly Named[];
  readonly members?: readonly Named[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}
/** What the report needs of custom-elements.json. */
export interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly Declaration[] }[];
}

/** The report. */
export function apiReport(manifest: Manifest): string {
  return `${[...entries(), ...elements(manifest)].join('\n\n')}\n`;
}

/** The source of each entry of package.json that is a module. */
function entries(): string[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string }>;
  };
  const modules = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' || path.includes('*') ? [] : [{ path, file: sourceOf(target.types) }],
  );
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config as object;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    modules.map(({ file }) => file),
    { ...options, noEmit: true, incremental: false },
  );
  const checker = program.getTypeChecker();
  return modules.map(({ path, file }) => {
    const symbol = checker.getSymbolAtLocation(program.getSourceFile(file)!);
    const names = symbol ? checker.getExportsOfModule(symbol).map((each) => exported(each, checker)) : [];
    return [`# ${path}`, ...(names.length > 0 ? names.sort() : ['registers elements'])].join('\n');
  });
}

const sourceOf = (types: string) => join(root, types.replace('./dist/', 'src/').replace(/\.d\.ts$/, '.ts'));

function exported(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const kinds: [number, string][] = [
    [ts.SymbolFlags.Class, 'class'],
    [ts.SymbolFlags.Function, 'function'],
    [ts.SymbolFlags.Variable, 'const'],
    [ts.SymbolFlags.Interface, 'interface'],
    [ts.SymbolFlags.TypeAlias, 'type'],
  ];
  const kind = kinds.filter(([flag]) => target.flags & flag).map(([, word]) => word);
  return `${symbol.name}: ${kind.join(' and ')}`;
}

function elements({ modules }: Manifest): string[] {
  const defining = new Map(
    findElements().map(({ tag, defineFile }) => [tag, defineFile.replace(/^src\/(.*)\.ts$/, './$1.js')]),
  );
  return modules.flatMap(({ path, declarations }) =>
    declarations.map((each) =>
      [
        `# <${each.tagName}>`,
        `class ${each.name} in ${path}`,
        `defined by ${defining.get(each.tagName) ?? 'nothing'}`,
        ...lines('attribute', each.attributes),
        ...lines(
          'property',
          each.members?.filter(({ kind }) => kind === 'field'),
        ),
        ...lines(
          'method',
          each.members?.filter(({ kind }) => kind === 'method'),
        ),
        ...lines('event', each.events),
        ...lines('slot', each.slots),
        ...lines('part', each.cssParts),
        ...lines('css', each.cssProperties),
      ].join('\n'),
    ),
  );
}

function lines(kind: string, all: readonly Named[] = []): string[] {
  return all
    .map(({ name, type, default: value, readonly }) => {
      const words = [name || '(default)', type && `: ${type.text}`, value && ` = ${value}`, readonly && ' (read-only)'];
      return `${kind} ${words.filter(Boolean).join('')}`.replaceAll(/\s+/g, ' ');
    })
    .sort();
}
