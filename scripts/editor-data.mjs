/** Writes what editors read about the elements, from the manifest into dist: VS Code's custom data and JetBrains' web-types. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

export function writeEditorData() {
  const { modules } = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8'));
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const elements = modules.flatMap(({ declarations }) => declarations);
  write('vscode.html-custom-data.json', { version: 1.1, tags: elements.map(tag) });
  write('vscode.css-custom-data.json', {
    version: 1.1,
    properties: cssProperties(elements),
    pseudoElements: parts(elements).map((each) => ({ ...each, name: `::part(${each.name})` })),
  });
  write('web-types.json', {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: { elements: elements.map(webType) },
      css: {
        properties: cssProperties(elements),
        'pseudo-elements': parts(elements).map((each) => ({ ...each, name: `part(${each.name})` })),
      },
    },
  });
}

const write = (file, data) => writeFileSync(join(root, 'dist', file), `${JSON.stringify(data)}\n`);

const markdown = (value) => ({ kind: 'markdown', value });

/** VS Code's tag. It knows nothing of events and slots: they stand in the description. */
function tag({ tagName, description, attributes, events, slots }) {
  const lists = [list('Events', events), list('Slots', slots)].filter(Boolean);
  return {
    name: tagName,
    description: markdown([description, ...lists].join('\n\n')),
    attributes: attributes.map(({ name, type, description: text }) => ({
      name,
      description: markdown(text),
      ...(type.text === 'boolean' ? { valueSet: 'v' } : {}),
    })),
  };
}

/** JetBrains' element. */
function webType({ tagName, description, attributes, members, events = [], slots = [] }) {
  return {
    name: tagName,
    description,
    attributes: attributes.map(({ name, type, description: text }) => ({
      name,
      description: text,
      value: { type: type.text },
    })),
    slots: slots.map((slot) => described(slot)),
    js: {
      properties: members
        .filter(({ kind }) => kind === 'field')
        .map(({ type, readonly, ...member }) => ({
          ...described(member),
          type: type?.text,
          ...(readonly ? { 'read-only': true } : {}),
        })),
      events: events.map(({ type, ...event }) => ({ ...described(event), type: type.text })),
    },
  };
}

const described = ({ name, description }) => ({ name, description });

const list = (title, all = []) =>
  all.length > 0 &&
  `**${title}**\n${all.map(({ name, description }) => `- \`${name || '(default)'}\`: ${description}`).join('\n')}`;

const cssProperties = (elements) => unique(elements.flatMap((element) => element.cssProperties ?? [])).map(described);

/** The parts of all elements; one that several have is described by the first. */
const parts = (elements) => unique(elements.flatMap(({ cssParts = [] }) => cssParts)).map(described);

const unique = (all) => [...new Map(all.toReversed().map((each) => [each.name, each])).values()].toReversed();
