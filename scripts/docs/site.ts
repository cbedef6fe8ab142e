/** The pages of the documentation site, from the manifest, docs/ and README. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { strictCsp } from '../../src/server/strict-csp.mjs';
import { findElements } from '../elements.js';
import { filesBelow } from '../files.mjs';
import { root } from '../root.mjs';
import { elementPage, type ElementDoc, readManifest, whichElement } from './element-page.js';
import { escape, markdown } from './markdown.js';

/** A page of the site. */
export interface Page {
  /** Its file: `guides/theming.html`. */
  readonly file: string;
  readonly title: string;
  readonly html: string;
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The guides in the order in which they are read; each a file below docs. */
const guides: readonly [file: string, title: string][] = [
  ['guides/first-embed.md', 'First embed'],
  ['guides/signing-in.md', 'Signing in and step-up'],
  ['guides/theming.md', 'Theming'],
  ['guides/csp.md', 'CSP and Trusted Types'],
  ['guides/frameworks.md', 'Frameworks'],
  ['guides/languages.md', 'Languages'],
  ['guides/several-gateways.md', 'Several gateways'],
  ['guides/testing.md', 'Testing'],
  ['gateway-authors.md', 'A gateway of your own'],
  ['comis-daemon.md', 'The Comis daemon'],
  ['guides/versions.md', 'Versions'],
];

const reference: readonly [file: string, title: string][] = [
  ['events.md', 'Events'],
  ['protocol.md', 'The RPC'],
  ['approve-reasons.md', 'Why Approve is off'],
  ['accessibility.md', 'Accessibility'],
  ['glossary.md', 'Glossary'],
];

interface Source {
  /** The Markdown file, from the root of the repository. */
  readonly source: string;
  readonly file: string;
  readonly title: string;
}

const sourcesOf = (list: readonly (readonly [string, string])[]): Source[] =>
  list
    .map(([file, title]) => ({ source: `docs/${file}`, file: file.replace(/\.md$/, '.html'), title }))
    .filter(({ source }) => existsSync(join(root, source)));

/** All pages. @param version - of the package. */
export function sitePages(version: string): Page[] {
  const elements = readManifest();
  const texts = { guides: sourcesOf(guides), reference: sourcesOf(reference) };
  const layout = (page: Page) => ({ ...page, html: frame(page, { elements, ...texts, version }) });
  const linked = [...texts.guides, ...texts.reference];

  const home = markdown(read('docs/guides/home.md'), (href) =>
    linkFrom('docs/guides/home.md', href, linked, 'index.html'),
  );
  const index = home.html.replace('<p>[which-element]</p>', whichElement(elements));
  return [
    { file: 'index.html', title: 'Comis security elements', html: index },
    ...linked.map(({ source, file, title }) => ({
      file,
      title,
      html: markdown(withIncludes(read(source)), (href) => linkFrom(source, href, linked, file)).html,
    })),
    ...elements.map((each) => ({
      file: each.file,
      title: `<${each.tag}>`,
      html: elementPage(each, (href) => linkFrom('docs/elements/x.md', href, linked, each.file)),
    })),
  ].map(layout);
}

/** `<!-- include README.md#In a framework -->` stands for that section. */
export function withIncludes(text: string): string {
  return text.replaceAll(/^<!-- include (\S+?)#(.+?) -->$/gm, (_, file: string, heading: string) => {
    const source = read(file);
    const from = source.indexOf(`\n## ${heading}\n`);
    if (from < 0) throw new Error(`${file} has no section "${heading}"`);
    const body = source.slice(from + heading.length + 5);
    const to = body.search(/\n## /);
    return to < 0 ? body : body.slice(0, to);
  });
}

/** Where a link of a source leads on the site. @throws {Error} for one that leads nowhere. */
function linkFrom(source: string, href: string, linked: readonly Source[], page: string): string | undefined {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [path = '', hash] = href.split('#');
  const fromRoot = ['README.md', 'docs/', 'openrpc', 'custom-', 'Dockerfile', 'compose'].some((start) =>
    path.startsWith(start),
  );
  const target = fromRoot ? normalize(path) : normalize(join(dirname(source), path));
  if (target.endsWith('.html')) return relative(page, target.replace(/^docs\//, '')) + (hash ? `#${hash}` : '');
  const found = linked.find((each) => each.source === target);
  if (found) return relative(page, found.file) + (hash ? `#${hash}` : '');
  if (!existsSync(join(root, target))) throw new Error(`${source}: the link ${href} leads nowhere`);
  return ['openrpc.json', 'custom-elements.json', 'docs/example-gateway.mjs'].includes(target)
    ? relative(page, `files/${basename(target)}`)
    : undefined;
}

/** A path of the site as seen from a page. */
export function relative(from: string, to: string): string {
  return '../'.repeat(from.split('/').length - 1) + to;
}

interface Frame {
  readonly elements: readonly ElementDoc[];
  readonly guides: readonly Source[];
  readonly reference: readonly Source[];
  readonly version: string;
}

function frame(
  { file, title, html }: Page,
  { elements, guides: guidePages, reference: referencePages, version }: Frame,
): string {
  const to = (target: string) => relative(file, target);
  const item = (target: string, words: string) =>
    `<li><a href="${to(target)}"${target === file ? ' aria-current="page"' : ''}>${words}</a></li>`;
  const section = (heading: string, items: readonly string[]) => `<h2>${heading}</h2><ul>${items.join('')}</ul>`;
  const nav = [
    section('Start', [item('index.html', 'Which element do I need?')]),
    section(
      'Guides',
      guidePages.map((each) => item(each.file, each.title)),
    ),
    section(
      'Elements',
      elements.map((each) => item(each.file, `<code>${each.name}</code>`)),
    ),
    section(
      'Reference',
      referencePages.map((each) => item(each.file, each.title)),
    ),
  ].join('');
  const isHome = file === 'index.html';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${escape(strictCsp())}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(isHome ? title : `${title} · Comis security elements`)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${to('assets/site.css')}">
<script type="module" src="${to('assets/live.js')}"></script>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="site"><a class="brand" href="${to('index.html')}">Comis security elements</a> <span class="version">${escape(version)}</span></header>
<div class="columns">
<nav class="site" aria-label="Pages"><details open><summary>Pages</summary>${nav}</details></nav>
<main id="main">
${html}
</main>
</div>
</body>
</html>
`;
}

/** Files that the pages link to. */
export const linkedFiles = ['openrpc.json', 'custom-elements.json', 'docs/example-gateway.mjs'];

/** The names of all elements have a file in docs/elements. */
export function missingTexts(): string[] {
  const there = filesBelow('docs/elements').map((file) => basename(file, '.md'));
  return findElements()
    .map(({ name }) => name)
    .filter((name) => !there.includes(name));
}
