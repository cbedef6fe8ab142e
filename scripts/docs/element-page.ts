/** The page of one element, from the manifest, its text in docs/elements and the modules that it is made of. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findElements } from '../elements.js';
import { root } from '../root.mjs';
import { callsOf } from './element-calls.js';
import { codeBlock, escape, markdown, tableOf } from './markdown.js';

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly description?: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
  readonly attribute?: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly readonly?: boolean;
}
interface Named {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
}
interface Declaration {
  readonly name: string;
  readonly tagName: string;
  readonly description?: string;
  readonly summary?: string;
  readonly attributes?: readonly Named[];
  readonly members?: readonly Member[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

/** An element as the site shows it. */
export interface ElementDoc extends Declaration {
  /** The tag without `comis-`. */
  readonly name: string;
  readonly tag: string;
  readonly className: string;
  readonly classFile: string;
  readonly file: string;
}

/** All elements of the manifest. */
export function readManifest(): ElementDoc[] {
  const { modules } = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  };
  const declarations = modules.flatMap((each) => each.declarations);
  return findElements().map(({ name, tag, classFile, className }) => {
    const found = declarations.find(({ tagName }) => tagName === tag);
    if (!found) throw new Error(`The manifest has no ${tag}: run npm run generate.`);
    return { ...found, name, tag, className, classFile, file: `elements/${name}.html` };
  });
}

const firstSentence = (text: string): string => /^[\s\S]*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;

/** What an element is, in one sentence. */
export const summaryOf = ({ summary, description = '' }: Declaration): string =>
  (summary ?? firstSentence(description)).replaceAll(/\s+/g, ' ').replace(/:$/, '.');

/** The shortest page with an element in it. */
export function embedOf(tag: string): string {
  const inside = tag === 'comis-gateway' ? 'comis-security-dashboard' : tag;
  return `<!doctype html>
<title>Agents at work</title>
<script type="module" src="/cdn.js"></script>
<comis-gateway url="https://gateway.example">
  <${inside}></${inside}>
</comis-gateway>
<script type="module">
  const signIn = async () => (await (await fetch('/session', { method: 'POST' })).json()).token;
  document.querySelector('comis-gateway').getToken = signIn;
</script>
`;
}

/** Which stories an element has. */
const hasStory = (name: string) => existsSync(join(root, `stories/${name}.stories.ts`));

const inline = (text = ''): string => markdown(text).html.replace(/^<p>([\s\S]*)<\/p>\n$/, '$1');

/** The page of an element. */
export function elementPage(element: ElementDoc, linkTo: (href: string) => string | undefined): string {
  const { name, tag, className, description = '' } = element;
  const own = readFileSync(join(root, `docs/elements/${name}.md`), 'utf8');
  const rest = element.summary === undefined ? description.slice(firstSentence(description).length) : description;
  return [
    `<h1><code>&lt;${tag}&gt;</code></h1>`,
    `<p class="lead">${inline(summaryOf(element))}</p>`,
    hasStory(name) ? liveOf(name, tag) : '',
    `<h2 id="embed">Embed</h2>`,
    codeBlock(embedOf(tag), 'html'),
    `<p>With a bundler, in place of <code>cdn.js</code>: <code>import 'comis-security-elements/elements/${name}/define.js'</code>. In React: <code>${className}</code> of <code>comis-security-elements/react.js</code>.</p>`,
    rest.trim() ? `<h2 id="what-it-does">What it does</h2>${markdown(rest.trim(), linkTo).html}` : '',
    markdown(own, linkTo).html,
    attributesOf(element),
    propertiesOf(element),
    methodsOf(element),
    eventsOf(element),
    listOf('Slots', 'slots', 'slot', element.slots),
    listOf('Parts', 'parts', 'part', element.cssParts, (each) => `::part(${each})`),
    variablesOf(element, linkTo),
    callsSection(element, linkTo),
  ].join('\n');
}

const liveOf = (name: string, tag: string) =>
  `<section class="live" data-story="${name}" data-tag="${tag}" aria-label="Live example"><noscript>The live example needs JavaScript.</noscript></section>`;

function table(id: string, heading: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cells = (tagName: string, row: readonly string[]) =>
    row.map((cell) => `<${tagName}>${cell}</${tagName}>`).join('');
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
  return `<h2 id="${id}">${heading}</h2>\n${tableOf(`<thead><tr>${cells('th', head)}</tr></thead><tbody>${body}</tbody>`)}`;
}

const code = (text: string) => `<code>${escape(text)}</code>`;

function attributesOf({ attributes = [] }: ElementDoc): string {
  const rows = attributes.map((each) => [
    code(each.name),
    each.type ? code(each.type.text) : '',
    each.default === undefined ? '' : code(each.default),
    inline(each.description),
  ]);
  return table('attributes', 'Attributes', ['attribute', 'type', 'default', 'what it does'], rows);
}

function propertiesOf({ members = [] }: ElementDoc): string {
  const shown = members.filter(
    (each) => each.kind === 'field' && !each.static && (each.privacy ?? 'public') === 'public' && each.description,
  );
  const rows = shown.map((each) => [code(each.name), each.type ? code(each.type.text) : '', inline(each.description)]);
  return table('properties', 'Properties', ['property', 'type', 'what it does'], rows);
}

function methodsOf({ members = [] }: ElementDoc): string {
  const shown = members.filter(
    (each) => each.kind === 'method' && (each.privacy ?? 'public') === 'public' && each.description,
  );
  const rows = shown.map((each) => [
    code(`${each.name}(${(each.parameters ?? []).map((parameter) => parameter.name).join(', ')})`),
    inline(each.description),
  ]);
  return table('methods', 'Methods', ['method', 'what it does'], rows);
}

/** The details of events, as docs/events.md has them. */
function detailOf(event: string): string {
  const row = readFileSync(join(root, 'docs/events.md'), 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`| \`${event}\``));
  return (
    row
      ?.split(/(?<!\\)\|/)
      .at(-2)
      ?.trim() ?? ''
  );
}

function eventsOf({ events = [] }: ElementDoc): string {
  const rows = events.map((each) => [code(each.name), inline(each.description), inline(detailOf(each.name))]);
  return table('events', 'Events', ['event', 'when', 'detail'], rows);
}

function listOf(
  heading: string,
  id: string,
  word: string,
  entries: readonly Named[] = [],
  show: (name: string) => string = (name) => name,
): string {
  const rows = entries.map((each) => [code(show(each.name)), inline(each.description)]);
  return table(id, heading, [word, 'what it is'], rows);
}

function variablesOf({ cssProperties = [] }: ElementDoc, linkTo: (href: string) => string | undefined): string {
  if (cssProperties.length === 0) return '';
  const rows = cssProperties.map((each) => [
    code(each.name),
    each.default === undefined ? '' : code(each.default),
    inline(each.description),
  ]);
  const section = table('variables', 'CSS variables', ['variable', 'default', 'what it is for'], rows);
  const link = linkTo('../guides/theming.md');
  return link === undefined ? section : `${section}<p><a href="${link}">Theming</a> says how to use them.</p>`;
}

function callsSection({ classFile, name }: ElementDoc, linkTo: (href: string) => string | undefined): string {
  const parts = [name, ...(partsOf[name] ?? [])];
  const { methods, events } = callsOf(classFile, parts);
  if (methods.length === 0) return '';
  const link = linkTo('../protocol.md') ?? '';
  const rows = methods.map((each) => [code(each.name), code(each.scope)]);
  const followed =
    events.length > 0 ? `<p>Follows ${events.map(code).join(', ')}, which needs the scope <code>ws</code>.</p>` : '';
  return `${table('calls', 'Calls and scopes', ['method', 'scope'], rows)}<p>It makes a call when what it is for is used; without the scope, that part says so. <a href="${link}">The RPC</a> has the shapes.</p>${followed}`;
}

/** What elements are made of. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  approvals: ['approval-queue', 'approval-history', 'approval-rules'],
  'security-dashboard': [
    'approvals',
    'approval-queue',
    'approval-history',
    'approval-rules',
    'audit-log',
    'provider-health',
    'secrets-manager',
    'security-events',
    'token-manager',
    'connection-status',
  ],
};

/** Questions that people come with, and the elements that answer them. */
const questions: readonly [question: string, names: readonly string[]][] = [
  ['What needs me now?', ['approval-queue', 'approval-badge']],
  ['What happened?', ['security-events', 'audit-log', 'approval-history']],
  ['What may agents do?', ['approval-rules', 'permission-matrix']],
  ['Who has keys?', ['token-manager', 'secrets-manager']],
  ['Does it work?', ['provider-health', 'connection-status']],
];

/** The picture of what is inside what, and what answers which question. */
export function whichElement(elements: readonly ElementDoc[]): string {
  const card = (name: string) => {
    const element = elements.find((each) => each.name === name);
    if (!element) throw new Error(`There is no element ${name}.`);
    return `<a class="card" href="${element.file}"><code>&lt;${element.tag}&gt;</code><span>${inline(summaryOf(element))}</span></a>`;
  };
  const groups = questions.map(
    ([question, names]) => `<section><h2>${question}</h2>${names.map(card).join('')}</section>`,
  );
  return `<div class="picture" role="group" aria-label="Which element answers which question">
<div class="frame outer"><p class="frame-name"><a href="elements/gateway.html"><code>&lt;comis-gateway&gt;</code></a> around all of them: one connection, one sign-in</p>
<div class="wholes">${card('security-dashboard')}${card('approvals')}</div>
<p class="or">or each by itself</p>
<div class="groups">${groups.join('\n')}</div></div></div>`;
}
