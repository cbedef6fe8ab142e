/** Every sentence of the client's errors has a translation in each locale. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { filesBelow } from '../scripts/files.mjs';
import { locales } from '../scripts/locales.mjs';
import { root } from '../scripts/root.mjs';
import { meaningOf, unreachable } from '../src/client/connection/failure-cause.js';
import { clientErrors as de } from '../src/locales/client-errors/de.js';
import { clientErrors as he } from '../src/locales/client-errors/he.js';
import { clientErrors as ja } from '../src/locales/client-errors/ja.js';

const translations: Readonly<Record<string, (english: string) => string>> = { de, he, ja };

/** The sentences that an expression can be, with a sample in place of each value; none where it is not written there. */
function sentencesOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(sentencesOf);
  if (ts.isBinaryExpression(node))
    return sentencesOf(node.left).flatMap((left) => sentencesOf(node.right).map((right) => left + right));
  return ts.isIdentifier(node) ? constantOf(node) : [];
}

/** The nearest constant of that name above. */
function constantOf({ text, parent }: ts.Identifier): string[] {
  for (let at: ts.Node = parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isBlock(at)) continue;
    for (const statement of at.statements) {
      const found = ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.find(({ name }) => ts.isIdentifier(name) && name.text === text)
        : undefined;
      if (found?.initializer) return sentencesOf(found.initializer);
    }
  }
  return [];
}

function errorsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const message =
      ts.isNewExpression(node) && node.expression.getText() === 'GatewayError' ? node.arguments?.[1] : undefined;
    if (message) found.push(...sentencesOf(message));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = filesBelow('src/client').filter((file) => !file.includes('/dialects/'));
// One that is made of others alone has no words of its own.
const sentences = files.flatMap(errorsIn).filter((each) => /[a-z]/.test(each));
const meanings = [0, 302, 401, 403, 404, 429, 500, 502].map(meaningOf);

describe("the client's errors", () => {
  it('are found in the sources', () => {
    assert.ok(sentences.length > 30, String(sentences.length));
  });

  for (const tag of locales) {
    it(`are translated: ${tag}`, () => {
      const clientErrors = translations[tag];
      assert.ok(clientErrors);
      const untranslated = [...sentences, ...meanings].filter((each) => clientErrors(each) === each);
      assert.deepEqual(untranslated, []);
      const { message } = unreachable('https://gateway.example/ws', undefined);
      assert.doesNotMatch(clientErrors(message), /\b(the|is|not|to|of)\b/);
      assert.match(clientErrors(message), /https:\/\/gateway\.example\/ws/);
      assert.equal(clientErrors('What a host said.'), 'What a host said.');
    });
  }
});
