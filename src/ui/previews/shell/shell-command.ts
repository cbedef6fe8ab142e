import { html, nothing, type TemplateResult } from 'lit';
import { fragmentOf, nodesOf } from '../../text-safety/checks/drawn-text.js';
import { blockLength } from '../../text-safety/plain-text.js';
import { BlockView, cutText, type TextBlock } from '../../text-safety/checks/text-blocks.js';
import { suspicionWarning, textBox } from '../../text-safety/text-box.js';
import { jsonView } from '../../text-safety/untrusted-json.js';
import { countSuspicious, untrusted } from '../../text-safety/untrusted-text.js';
import { textSafetyStrings } from '../../text-safety/text-safety.strings.js';
import { untrustedField } from '../field.js';
import { previewStrings as strings } from '../preview.strings.js';
import type { PreviewOf } from '../preview-matchers.js';
import { readShell } from './read-shell.js';
import type { ShellPart, ShellPartKind } from './shell-types.js';
import { readVector } from './shell-vector.js';

/**
 * Arguments with more segments are rendered without marks, to bound the work. Their warnings are listed nevertheless.
 */
const partsMarked = 2000;
/** The segments per block of a long command. */
const partsPerBlock = 500;

/** Renders a shell command with marked segments, and a list of what is dangerous in it. */
export function renderCommand({ command, cwd }: PreviewOf<'command'>): TemplateResult {
  return html`${typeof command === 'string' ? renderLine(command) : renderVector(command)}
  ${cwd === undefined ? nothing : html`<p class="cwd"><span class="label">${strings.cwd}</span> <code>${untrustedField(cwd)}</code></p>`}`;
}

function renderLine(command: string): TemplateResult {
  const { parts, dangers } = readShell(command);
  return html`<p class="extent muted">${textSafetyStrings.extent(command.split('\n').length, command.length)}</p>
    ${commandBox(command, parts)} ${summary(parts, dangers)}`;
}

function commandBox(command: string, parts: readonly ShellPart[]): unknown {
  if (command.length > blockLength) {
    const { warning, root } = new BlockView({ whole: command, blocks: shellBlocks(parts) });
    return html`${warning}${textBox(root, strings.command, 'command')}`;
  }
  return html`${suspicionWarning(countSuspicious(command, true))}
  ${textBox(fragmentOf(parts.flatMap(partNodesOf)), strings.command, 'command')}`;
}

/** Splits segments into blocks; a longer segment is cut. */
function* shellBlocks(parts: readonly ShellPart[]): Generator<TextBlock> {
  let now: ShellPart[] = [];
  let length = 0;
  const asBlock = (): TextBlock => {
    const of = now;
    [now, length] = [[], 0];
    const raw = of.map(({ text }) => text).join('');
    const suspicious = () => of.reduce((sum, { text }) => sum + countSuspicious(text, true), 0);
    return {
      raw,
      continues: !raw.endsWith('\n'),
      draw: () => ({ nodes: of.flatMap(partNodesOf), suspicious: suspicious(), numbers: 0 }),
    };
  };
  for (const { kind, text } of parts) {
    for (const { raw } of cutText(text, true)) {
      if (length > 0 && (length + raw.length > blockLength || now.length >= partsPerBlock)) yield asBlock();
      now.push({ kind, text: raw });
      length += raw.length;
    }
  }
  if (now.length > 0) yield asBlock();
}

/** An argument list is run without a shell: rendered as one line, it would read as another command. */
function renderVector(vector: readonly string[]): TemplateResult {
  const { words, dangers } = readVector(vector);
  const parts = words.flat();
  const isLong = parts.length > partsMarked || vector.join('').length > blockLength;
  const suspicious = vector.reduce((sum, text) => sum + countSuspicious(text, true), 0);
  return html`<p class="extent muted">${strings.vector(vector.length - 1)}</p>
    ${
      isLong
        ? html`${jsonView(vector, { label: strings.command })}`
        : html`${suspicionWarning(suspicious)} ${textBox(argumentList(words), strings.command, 'command')}`
    }
    ${summary(parts, dangers)}`;
}

/** The arguments on separate lines, numbered from the program on. */
function argumentList(words: readonly (readonly ShellPart[])[]): HTMLElement {
  const list = document.createElement('ol');
  list.className = 'vector';
  list.start = 0;
  for (const word of words) {
    const item = document.createElement('li');
    const isEmpty = word.every(({ text }) => text === '');
    item.append(...(isEmpty ? [emptyArgument()] : word.flatMap(partNodesOf)));
    list.append(item);
  }
  return list;
}

function emptyArgument(): HTMLElement {
  const words = document.createElement('span');
  words.className = 'muted';
  words.textContent = strings.emptyArgument;
  return words;
}

function partNodesOf({ kind, text }: ShellPart): (string | Node)[] {
  const nodes = nodesOf(text, true);
  if (kind === 'plain') return nodes;
  const element = document.createElement('span');
  element.className = `shell-${kind}`;
  element.append(...nodes);
  return [element];
}

/** The kinds of segments that are counted, in order. */
const counted: readonly Exclude<ShellPartKind, 'plain' | 'danger' | 'unread'>[] = [
  'pipe',
  'redirection',
  'substitution',
  'subshell',
  'operator',
  'variable',
  'quote',
  'comment',
];

function summary(parts: readonly ShellPart[], dangers: readonly string[]): unknown {
  const facts = counted.flatMap((kind) => {
    const count = parts.filter((part) => part.kind === kind && opens(part)).length;
    return count === 0 ? [] : [strings.shell[kind](count)];
  });
  const unread = unreadWords(parts);
  if (dangers.length === 0 && facts.length === 0 && unread === undefined) return nothing;
  return html`<p class="shell-summary">
    <span class="label">${strings.parts}</span>
    ${dangers.map((danger) => html`<strong class="shell-danger">${untrusted(danger)}</strong> `)}${facts.join(', ')}
    ${unread === undefined ? nothing : html`<strong class="suspicion">${unread}</strong>`}
  </p>`;
}

/** Where the unparsed rest begins. */
function unreadWords(parts: readonly ShellPart[]): string | undefined {
  const first = parts.findIndex(({ kind }) => kind === 'unread');
  if (first < 0) return undefined;
  const lines = parts
    .slice(0, first)
    .map(({ text }) => text)
    .join('')
    .split('\n');
  return strings.unread(lines.length, (lines.at(-1)?.length ?? 0) + 1);
}

/** Pairs count once; quotes count by their text. */
function opens({ kind, text }: ShellPart): boolean {
  if (kind === 'substitution' || kind === 'subshell' || kind === 'variable') return !/^[)}]$/.test(text);
  return kind !== 'quote' || text.startsWith("'") || text.startsWith("$'") || !/^["]$/.test(text);
}
