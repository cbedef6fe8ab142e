/** Words in templates come from the catalogues: none is written into one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { layerOf, modules } from '../scripts/imports.mjs';
import { root } from '../scripts/root.mjs';

/** Text and text attributes with words in them, of the templates of a source. */
function wordsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText())) {
      const { template } = node;
      const parts = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template.text]
        : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
      const markup = parts.join('\0').replaceAll(/<!--.*?-->/gs, '');
      const attributes = markup.matchAll(
        /\s(?:title|alt|placeholder|aria-(?:label|description))=["']?[^"'>\s\0]*\p{L}{2}/gu,
      );
      found.push(...[...attributes].map(([text]) => text.trim()));
      const text = markup
        .replaceAll(/<[^>]*(>|$)|^[^<]*>/g, ' ')
        .replaceAll('\0', ' ')
        .trim();
      if (/\p{L}{2}/u.test(text)) found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

describe('words in templates', () => {
  it('are found, as text and as attributes', () => {
    const open = '${';
    for (const template of [
      '<p>Loading</p>',
      `<p title="Close it">${open}x}</p>`,
      `${open}n} left`,
      '<b placeholder=Name>',
    ])
      assert.equal(wordsIn(`html\`${template}\``).length, 1, template);
    for (const template of [`<p class="muted" title=${open}a}>${open}b}, ×</p>`, '<button type="button">–</button>'])
      assert.deepEqual(wordsIn(`html\`${template}\``), [], template);
  });

  it('come from the catalogues', () => {
    const drawn = modules.filter((file) => ['ui', 'elements', 'dashboard'].includes(layerOf(file)));
    const written = drawn.flatMap((file) =>
      wordsIn(readFileSync(join(root, file), 'utf8')).map((words) => `${file}: ${words}`),
    );
    assert.deepEqual(written, []);
  });
});
