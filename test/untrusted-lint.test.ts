/* eslint-disable no-template-curly-in-string -- the snippets are templates */
/** The rule that a string of a payload reaches a template through `untrusted()`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { untrustedText } from '../scripts/eslint/untrusted-text.mjs';

const root = resolve(import.meta.dirname, '..');

/** Lints one file of the library as if it read so. @returns what is reported, by its text. */
async function lint(file: string, text: string): Promise<string[]> {
  const path = resolve(root, file);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(resolve(root, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config,
    ts.sys,
    root,
  );
  const base = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...base,
    readFile: (name) => (name === path ? text : base.readFile(name)),
    fileExists: (name) => name === path || base.fileExists(name),
    getSourceFile: (name, version, ...rest) =>
      name === path ? ts.createSourceFile(name, text, version, true) : base.getSourceFile(name, version, ...rest),
  };
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { programs: [ts.createProgram([path], options, host)] },
      },
      plugins: { comis: { rules: { 'untrusted-text': untrustedText } } },
      rules: { 'comis/untrusted-text': 'error' },
    },
  });
  const [result] = await eslint.lintText(text, { filePath: path });
  const lines = text.split('\n');
  return result!.messages.map(({ message, ruleId, line, column, endColumn }) => {
    assert.equal(ruleId, 'comis/untrusted-text', message);
    return lines[line - 1]!.slice(column - 1, (endColumn ?? 0) - 1);
  });
}

const snippet = (...lines: string[]) =>
  [
    "import { html, nothing } from 'lit';",
    "import type { Secret, Token } from '../../protocol/index.js';",
    "import type { PermissionMatrix as Matrix } from '../../data/permissions.js';",
    "import { labelText, untrusted } from '../../ui/text-safety/untrusted-text.js';",
    "import { strings } from './secrets-manager.strings.js';",
    ...lines,
  ].join('\n');
const inSnippet = (...lines: string[]) => lint('src/elements/secrets-manager/snippet.ts', snippet(...lines));

test('real use 25: finds a string of a payload in a template, however it was read', async () => {
  const found = await inSnippet(
    'export const a = (secret: Secret) => html`<p>${secret.name}</p>`;',
    'export const b = ({ provider }: Secret) => html`<p>${provider ?? nothing} ${provider ? provider : nothing}</p>`;',
    'export const c = ({ notes }: Matrix) => html`${notes.map((note) => html`<li>${note}</li>`)}${notes.join(", ")}`;',
    'export const d = (secret: Secret) => { const text = `${secret.name}!`; return html`<b>${text}</b>`; };',
    'export const e = ({ name }: Secret) => html`<p title=${name} class="x">${strings.deleted(name)}</p>`;',
    'export const f = (tokens: readonly Token[]) => html`${tokens.map(({ id }) => id)} ${tokens[0]!.id.slice(1)}`;',
    'export const g = (secret: Secret) => html`<p>${String(secret.name)} ${secret.name + "x"}</p>`;',
  );
  assert.deepEqual(found, [
    'secret.name',
    'provider ?? nothing',
    'provider ? provider : nothing',
    'note',
    'notes.join(", ")',
    'text',
    'name',
    'strings.deleted(name)',
    'tokens.map(({ id }) => id)',
    'tokens[0]!.id.slice(1)',
    'String(secret.name)',
    'secret.name + "x"',
  ]);
});

test('real use 25: leaves alone what passes the door, our own words, numbers, and what nobody reads', async () => {
  const found = await inSnippet(
    'export const a = (secret: Secret) => html`<p>${untrusted(secret.name)} ${untrusted(strings.deleted(secret.name))}</p>`;',
    'export const b = ({ name }: Secret) => html`<p title=${labelText(name)}>${strings.delete}</p>`;',
    'export const c = ({ usageCount, name }: Secret) => html`<b id=${name} .value=${name} ?hidden=${name === ""}>${usageCount} ${name.length}</b>`;',
    'export const d = ({ name }: Secret) => html`<b @click=${() => name}>${name ? strings.set : strings.replace}</b>`;',
    'export const e = ({ usageCount }: Secret) => html`${strings.uses(usageCount ?? 0)} ${name === "" ? "a" : "b"}`;',
  );
  assert.deepEqual(found, []);
});

for (const [file, door, raw] of [
  ['src/elements/approval-rules/approval-rules.ts', 'untrusted(String(policy.revision))', 'policy.revision'],
  ['src/elements/permission-matrix/permission-matrix.ts', 'untrusted(inZoneOfReader(note))', 'note'],
] as const) {
  test(`real use 25: finds the text that bypassed the door in ${file}`, async () => {
    const text = readFileSync(resolve(root, file), 'utf8');
    assert.ok(text.includes(door));
    assert.deepEqual(await lint(file, text), []);
    assert.deepEqual(await lint(file, text.replace(door, raw)), [raw]);
  });
}
