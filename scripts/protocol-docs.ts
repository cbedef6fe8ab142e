/** Reads the docstrings of the fields in the tables of src/protocol, for openrpc.json. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './root.mjs';

/** What the docstrings say of a schema. */
export interface Docs {
  readonly text?: string | undefined;
  /** Of an object. */
  readonly fields?: ReadonlyMap<string, Docs>;
  /** Of a list. */
  readonly items?: Docs;
}

interface Module {
  readonly path: string;
  /** The constants of the module, each with its docstring. */
  readonly constants: ReadonlyMap<string, { readonly value: ts.Expression; readonly text: string | undefined }>;
  /** The module that each imported name comes from. */
  readonly imports: ReadonlyMap<string, string>;
}

const modules = new Map<string, Module>();
const nothing: Docs = {};

/** What the docstrings say of a constant of a module. @param path - from the root of the repository. */
export function docsOf(path: string, name: string): Docs {
  const module = readModule(path);
  const found = module.constants.get(name);
  if (found) {
    const docs = read(found.value, module);
    return { ...docs, text: found.text ?? docs.text };
  }
  const from = module.imports.get(name);
  return from === undefined ? nothing : docsOf(from, name);
}

function read(node: ts.Expression, module: Module): Docs {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return read(node.expression, module);
  if (ts.isIdentifier(node)) return docsOf(module.path, node.text);
  if (ts.isObjectLiteralExpression(node)) return { fields: fieldsOf(node, module) };
  // `Permissions.shape`
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'shape') return read(node.expression, module);
  if (!ts.isCallExpression(node)) return nothing;
  const [first] = node.arguments;
  const called = node.expression;
  const name = ts.isIdentifier(called) ? called.text : ts.isPropertyAccessExpression(called) ? called.name.text : '';
  // `.check(...)` and `.register(...)` are about what stands before them.
  if ((name === 'check' || name === 'register') && ts.isPropertyAccessExpression(called))
    return read(called.expression, module);
  if (name === 'array' && first) return { items: read(first, module) };
  if (name === 'result' && first) {
    const own = read(first, module).fields ?? new Map<string, Docs>();
    const provenance = docsOf('src/protocol/methods/method.ts', 'provenance').fields ?? new Map<string, Docs>();
    return { fields: new Map([...own, ...provenance]) };
  }
  return ['object', 'looseObject', 'optional', 'method', 'event'].includes(name) && first
    ? read(first, module)
    : nothing;
}

function fieldsOf(node: ts.ObjectLiteralExpression, module: Module): Map<string, Docs> {
  const fields = new Map<string, Docs>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      for (const [name, docs] of read(property.expression, module).fields ?? []) fields.set(name, docs);
    } else if (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) {
      const { name } = property;
      const key = ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : '';
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
      const docs = read(value, module);
      fields.set(key, { ...docs, text: docstringOf(property) ?? docs.text });
    }
  }
  return fields;
}

function readModule(path: string): Module {
  const known = modules.get(path);
  if (known) return known;
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const constants = new Map<string, { value: ts.Expression; text: string | undefined }>();
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer)
          constants.set(name.text, { value: initializer, text: docstringOf(statement) });
    } else if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const from = statement.moduleSpecifier.text;
      const bindings = statement.importClause?.namedBindings;
      if (!from.startsWith('.') || !bindings || !ts.isNamedImports(bindings)) continue;
      const target = join(dirname(path), from.replace(/\.js$/, '.ts'));
      for (const { name } of bindings.elements) imports.set(name.text, target);
    }
  }
  const module = { path, constants, imports };
  modules.set(path, module);
  return module;
}

/** The text of the docstring right before a node. */
function docstringOf(node: ts.Node): string | undefined {
  const comments = ts.getJSDocCommentsAndTags(node).filter((each) => ts.isJSDoc(each));
  const text = ts.getTextOfJSDocComment(comments.at(-1)?.comment);
  return text?.replaceAll(/\s+/g, ' ').trim();
}
