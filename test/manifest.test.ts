/** custom-elements.json says what a host may use: all of it is described, and all of it is there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { findElements } from '../scripts/elements.js';
import { root } from '../scripts/root.mjs';

interface Named {
  readonly name: string;
  readonly description?: string;
}
interface Declaration extends Named {
  readonly tagName: string;
  readonly attributes?: readonly Named[];
  readonly members?: readonly (Named & { readonly kind: string })[];
  readonly events?: readonly (Named & { readonly type?: { readonly text: string } })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly (Named & { readonly default?: string })[];
}

const manifest = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as {
  modules: readonly { declarations: readonly Declaration[] }[];
};
const declarations = manifest.modules.flatMap((module) => module.declarations);

/** The source of an element with what it draws by: its own folder, and what it uses of `src/ui`. */
function sourceOf(file: string, seen = new Set<string>(), folder = dirname(file)): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(join(root, file), 'utf8');
  const local = [...text.matchAll(/from '(\.[^']+)\.js'/g)]
    .map(([, path]) => posix.join(dirname(file), `${path}.ts`))
    .filter((path) => path.startsWith('src/ui/') || path.startsWith(folder));
  return [text, ...local.map((path) => sourceOf(path, seen, folder))].join('\n');
}

/** The names that an attribute in the templates holds, literally. */
function namesIn(source: string, attribute: RegExp): string[] {
  return [...source.matchAll(attribute)].flatMap(([, names]) => names?.split(/[\s,]+/) ?? []).filter(Boolean);
}

it('lists every element under its tag', () => {
  assert.deepEqual(
    declarations.map(({ tagName }) => tagName).sort(),
    findElements().map(({ tag }) => tag),
  );
});

for (const { tag, classFile } of findElements()) {
  const element = declarations.find(({ tagName }) => tagName === tag);
  describe(tag, { skip: element ? false : 'not in the manifest' }, () => {
    if (!element) return;
    const source = sourceOf(classFile);
    const own = readFileSync(join(root, classFile), 'utf8');
    const names = (list: readonly Named[] = []) => list.map(({ name }) => name);

    it('is described, and so is everything that a host may use', () => {
      assert.ok(element.description, 'no description');
      const { attributes, members, events, slots, cssParts, cssProperties } = element;
      const all = [attributes, members, events, slots, cssParts, cssProperties].flatMap((list) => list ?? []);
      assert.deepEqual(names(all.filter(({ description }) => !description?.trim())), []);
    });

    it('documents the events that it dispatches, with their types', () => {
      const dispatched = namesIn(own, /['"](comis-[a-z]+(?:-[a-z]+)+)['"]/g).filter(
        (name) => !findElements().some((other) => other.tag === name),
      );
      assert.deepEqual(
        dispatched.filter((name) => !names(element.events).includes(name)),
        [],
        'not documented',
      );
      assert.deepEqual(
        names(element.events).filter((name) => !source.includes(name)),
        [],
        'not dispatched',
      );
      assert.deepEqual(names(element.events?.filter(({ type }) => !type?.text)), [], 'without a type');
    });

    it('has the slots that it documents', () => {
      const drawn = [
        ...namesIn(source, /<slot name="([^"]+)"/g),
        ...(/<slot>|<slot @|<slot\s+part/.test(source) ? [''] : []),
      ];
      assert.deepEqual(
        names(element.slots).filter(
          // Those of the elements inside are passed on under names made at run time: test/ui/theming.test.ts.
          (name) => !drawn.includes(name) && !(name.startsWith('NAME-') && own.includes('new Forwarded(')),
        ),
        [],
      );
    });

    it('has the parts that it documents, and documents those of its own templates', () => {
      const drawn = [
        ...namesIn(source, /\s(?:export)?parts?="([^"$]+)"/g),
        ...namesIn(source, /part\.add\('([^']+)'\)/g),
        ...namesIn(source, /setAttribute\('part', '([^']+)'\)/g),
        // A part whose name is computed is one of the words beside it.
        ...(/\spart=\$\{/.test(source) ? namesIn(source, /'([a-z-]+)'/g) : []),
      ];
      const ownDrawn = namesIn(own, /\spart="([^"$]+)"/g);
      assert.deepEqual(
        names(element.cssParts).filter((name) => !drawn.includes(name)),
        [],
        'not drawn',
      );
      assert.deepEqual(
        ownDrawn.filter((name) => !names(element.cssParts).includes(name)),
        [],
        'not documented',
      );
    });

    it('documents the design tokens with their defaults, unless it draws nothing', () => {
      if (own.includes('extends LitElement')) return;
      const tokens = readFileSync(join(root, 'src/ui/base/tokens.styles.ts'), 'utf8');
      const used = [...tokens.matchAll(/var\((--comis-[a-z-]+), (.+)\);/g)].map(
        // As the browser gets it: in the template, backslashes are escaped.
        ([, name = '', value = '']) => [name, value.replaceAll('\\\\', '\\')] as const,
      );
      assert.deepEqual(new Map(element.cssProperties?.map((each) => [each.name, each.default])), new Map(used));
    });

    it('uses the custom properties that it documents', () => {
      assert.deepEqual(
        names(element.cssProperties).filter((name) => !source.includes(name)),
        [],
      );
    });
  });
}
