/** The documents: their links lead somewhere, and what they name is there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { missingTexts, relative, sitePages, withIncludes } from '../scripts/docs/site.js';
import { slug } from '../scripts/docs/markdown.js';
import { filesBelow } from '../scripts/files.mjs';
import { root } from '../scripts/root.mjs';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...filesBelow('docs').filter((file) => file.endsWith('.md')),
];
const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, '');

/** The ids of the headings of a document. */
function anchorsOf(file: string): string[] {
  const headings = withoutCode(read(file)).matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, words = '']) => slug(words.replaceAll(/[`*]/g, '')));
}

describe('documents', () => {
  it('have links that lead to files and headings', () => {
    const broken = documents.flatMap((file) =>
      [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, href = '']) => href)
        .filter((href) => !/^(https?|mailto):/.test(href))
        .filter((href) => {
          const [path = '', hash] = href.split('#');
          const target = path === '' ? file : normalize(join(dirname(file), path));
          if (!existsSync(join(root, target))) return true;
          return hash !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(hash);
        })
        .map((href) => `${file}: ${href}`),
    );
    assert.deepEqual(broken, []);
  });

  it('name commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/npm run (?!dev\b|--)([\w:-]+)/g)].map(([, name = '']) => ({ file, name })),
    );
    assert.deepEqual(
      named.filter(({ name }) => !(name in scripts)),
      [],
    );
  });
});

describe('the documentation site', () => {
  const pages = sitePages('0.0.0');

  it('has a page with a text of its own for each element', () => {
    assert.deepEqual(missingTexts(), []);
    assert.ok(pages.length > 25);
  });

  it('has links that lead to its pages, their headings and its files', () => {
    const ids = new Map(
      pages.map(({ file, html }) => [file, [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)]),
    );
    const files = [
      'assets/site.css',
      'assets/live.js',
      'files/openrpc.json',
      'files/custom-elements.json',
      'files/example-gateway.mjs',
    ];
    const broken = pages.flatMap(({ file, html }) =>
      [...html.matchAll(/(?:href|src)="([^"]+)"/g)]
        .map(([, href = '']) => href)
        .filter((href) => !/^(https?:|data:)/.test(href))
        .filter((href) => {
          const [path = '', hash] = href.split('#');
          const target = path === '' ? file : normalize(join(dirname(file), path));
          if (files.includes(target)) return false;
          const there = ids.get(target);
          return !there || (hash !== undefined && !there.includes(hash));
        })
        .map((href) => `${file}: ${href}`),
    );
    assert.deepEqual(broken, []);
  });

  it('says of each element how it is embedded, used by keyboard, and which calls it makes', () => {
    for (const { file, html } of pages.filter((page) => page.file.startsWith('elements/'))) {
      for (const id of ['embed', 'keyboard-and-screen-reader', 'limits', 'attributes'])
        assert.ok(html.includes(`id="${id}"`), `${file} has no ${id}`);
      if (!/gateway|connection/.test(file)) assert.ok(html.includes('id="calls"'), `${file} has no calls`);
      if (!file.endsWith('/gateway.html')) assert.ok(html.includes('class="live"'), `${file} has no example`);
    }
    const queue = pages.find(({ file }) => file === 'elements/approval-queue.html')?.html ?? '';
    assert.match(queue, /<td><code>approvals\.respond<\/code><\/td><td><code>admin<\/code><\/td>/);
    const log = pages.find(({ file }) => file === 'elements/security-events.html')?.html ?? '';
    assert.doesNotMatch(log, /<td><code>approvals\.respond/);
  });

  it('includes sections of README, and fails for one that is gone', () => {
    assert.match(withIncludes('<!-- include README.md#Languages -->'), /registerMessages/);
    assert.throws(() => withIncludes('<!-- include README.md#Nothing -->'), /has no section "Nothing"/);
    assert.equal(relative('guides/a.html', 'index.html'), '../index.html');
  });
});
