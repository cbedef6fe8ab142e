/** The code in docs/: TypeScript compiles against the built types, markup names what there is. Reads dist/. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import ts from 'typescript';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { filesBelow } from '../../scripts/files.mjs';
import { root } from '../../scripts/root.mjs';

const documents = filesBelow('docs').filter((file) => file.endsWith('.md') && !file.startsWith('docs/decisions/'));
const blocks = documents.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ([, lang = '', code = ''], index) => ({ file, lang, code, name: `${file.replaceAll(/\W/g, '_')}_${index}` }),
  ),
);
/** Inside the package, so that its own name leads to it. */
const folder = join(root, '.cache/docs-blocks');

const manifest = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as {
  modules: {
    declarations: {
      tagName: string;
      attributes?: { name: string }[];
      slots?: { name: string }[];
      cssParts?: { name: string }[];
      cssProperties?: { name: string }[];
    }[];
  }[];
};
const elements = manifest.modules.flatMap(({ declarations }) => declarations);

describe('code in docs/', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is in languages that are checked here', () => {
    const checked = ['ts', 'tsx', 'js', 'html', 'css', 'json', 'sh', 'text', 'mermaid', 'bash', 'http', ''];
    assert.deepEqual(
      blocks.filter(({ lang }) => !checked.includes(lang)).map(({ file, lang }) => `${file}: ${lang}`),
      [],
    );
    assert.ok(blocks.filter(({ lang }) => lang === 'ts').length >= 7);
  });

  it('compiles where it is TypeScript', () => {
    mkdirSync(folder, { recursive: true });
    const files = blocks
      .filter(({ lang }) => lang === 'ts' || lang === 'tsx')
      .map(({ name, lang, code }) => {
        const path = join(folder, `${name}.${lang}`);
        writeFileSync(path, `${code}\nexport {};\n`);
        return path;
      });
    const program = ts.createProgram(files, {
      noEmit: true,
      strict: true,
      jsx: ts.JsxEmit.ReactJSX,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: ['node'],
      noUncheckedIndexedAccess: false,
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
      .filter((problem) => problem.includes('docs-blocks') && !/jsdom|App\.css/.test(problem));
    assert.deepEqual(problems, []);
  });

  it('uses tags, attributes and slots that there are', () => {
    const wrong = blocks
      .filter(({ lang }) => lang === 'html')
      .flatMap(({ file, code }) =>
        [...code.matchAll(/<(comis-[\w-]+)((?:\s+[\w-]+(?:="[^"]*")?)*)/g)].flatMap(([, tag = '', attributes = '']) => {
          const element = elements.find(({ tagName }) => tagName === tag);
          if (!element) return [`${file}: <${tag}>`];
          return [...attributes.matchAll(/([\w-]+)(?:=|\s|$)/g)]
            .map(([, name = '']) => name)
            .filter((name) => !element.attributes?.some((each) => each.name === name))
            .map((name) => `${file}: <${tag} ${name}>`);
        }),
      );
    assert.deepEqual(wrong, []);
    const slots = blocks.flatMap(({ lang, code }) =>
      lang === 'html' ? [...code.matchAll(/slot="([^"]+)"/g)].map(([, slot]) => slot) : [],
    );
    assert.ok(slots.every((slot) => elements.some((each) => each.slots?.some(({ name }) => name === slot))));
  });

  it('uses parts and variables that there are', () => {
    for (const { file, code } of blocks.filter(({ lang }) => lang === 'css')) {
      for (const [, tag, part] of code.matchAll(/(comis-[\w-]+)::part\(([\w-]+)\)/g)) {
        const element = elements.find(({ tagName }) => tagName === tag);
        assert.ok(
          element?.cssParts?.some(({ name }) => name === part),
          `${file}: ${tag}::part(${part})`,
        );
      }
      for (const [variable] of code.matchAll(/--comis-[\w-]+/g))
        assert.ok(
          elements.some((each) => each.cssProperties?.some(({ name }) => name === variable)),
          `${file}: ${variable}`,
        );
    }
  });

  it('is JSON where it says so', () => {
    for (const { lang, code } of blocks) if (lang === 'json') JSON.parse(code);
  });
});
