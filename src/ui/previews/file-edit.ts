import { html, type TemplateResult } from 'lit';
import { drawBlock, fragmentOf, nodesOf } from '../text-safety/checks/drawn-text.js';
import { blockLength } from '../text-safety/plain-text.js';
import { BlockView, cutText, type DrawnBlock, type TextBlock } from '../text-safety/checks/text-blocks.js';
import { suspicionWarning, textBox } from '../text-safety/text-box.js';
import { countSuspicious } from '../text-safety/untrusted-text.js';
import { untrustedField } from './field.js';
import { diffLines, type DiffLine } from './line-diff.js';
import { readPatch } from './patch-lines.js';
import { previewStrings as strings } from './preview.strings.js';
import type { PreviewOf } from './preview-matchers.js';

/** Renders a file edit as a unified diff, with the file's path above it. */
export function renderEdits({ path, edits }: PreviewOf<'edit'>): TemplateResult {
  return html`${pathLine(path)}${edits.map(({ before, after }) => diffBox(diffLines(before, after), before, after))}`;
}

/**
 * Renders new file content: the old content is not part of the request.
 *
 * @param isAll whether no other parameter may say how it is written.
 */
export function renderWrite({ path, content, append }: PreviewOf<'write'>, isAll: boolean): TemplateResult {
  const words = append ? strings.appended : isAll ? strings.beforeUnknown : strings.writtenSomehow;
  return html`${pathLine(path)}
    <p class="muted">${words}</p>
    ${diffBox(diffLines('', content), content)}`;
}

/** Renders a patch written by the agent, with its lines unchanged. */
export function renderPatch({ path, patch }: PreviewOf<'patch'>): TemplateResult {
  return html`${path === undefined ? '' : pathLine(path)}${patchBox(readPatch(patch), patch)}`;
}

const pathLine = (path: string): TemplateResult =>
  html`<p class="path"><span class="label">${strings.file}</span> <code>${untrustedField(path)}</code></p>`;

/** @param texts the source texts of the lines, for the warning. */
export function diffBox(lines: readonly DiffLine[], ...texts: readonly string[]): TemplateResult {
  return box(lines, texts, (line) => `${signs[line.kind]}${line.text}`);
}

const patchBox = (lines: readonly DiffLine[], patch: string): TemplateResult => box(lines, [patch], ({ text }) => text);

const signs: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', removed: '-', added: '+', about: '' };

function box(lines: readonly DiffLine[], texts: readonly string[], words: (line: DiffLine) => string): TemplateResult {
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  const suspicious = texts.reduce((sum, text) => sum + countSuspicious(text, true), 0);
  const extent = html`<p class="extent muted">
    ${strings.diffExtent(count('added'), count('removed'), count('same'), count('about'))}
  </p>`;
  const whole = lines.map((line) => `${words(line)}\n`).join('');
  if (texts.every((text) => text.length <= blockLength) && whole.length <= 2 * blockLength) {
    const nodes = runsOf(lines).map((run) => runElement(run, words));
    return html`${extent} ${suspicionWarning(suspicious)} ${textBox(fragmentOf(nodes), strings.diff, 'diff')}`;
  }
  const { warning, root } = new BlockView({ whole, blocks: diffBlocks(lines, words) });
  return html`${extent}${warning}${textBox(root, strings.diff, 'diff')}`;
}

/** Splits lines into blocks; a longer line is cut. */
function* diffBlocks(lines: readonly DiffLine[], words: (line: DiffLine) => string): Generator<TextBlock> {
  let now: { readonly kind: DiffLine['kind']; raw: string }[] = [];
  let length = 0;
  const asBlock = (continues: boolean): TextBlock => {
    const runs = now;
    [now, length] = [[], 0];
    return { raw: runs.map(({ raw }) => raw).join(''), continues, draw: () => drawRuns(runs) };
  };
  for (const line of lines) {
    for (const { raw, continues } of cutText(`${words(line)}\n`, true)) {
      if (length > 0 && length + raw.length > blockLength) yield asBlock(false);
      const last = now.at(-1);
      if (last?.kind === line.kind) last.raw += raw;
      else now.push({ kind: line.kind, raw });
      length += raw.length;
      if (continues) yield asBlock(true);
    }
  }
  if (now.length > 0) yield asBlock(false);
}

function drawRuns(runs: readonly { readonly kind: DiffLine['kind']; readonly raw: string }[]): DrawnBlock {
  const drawn = runs.map(({ kind, raw }) => ({ kind, ...drawBlock(raw, true) }));
  return {
    nodes: drawn.map(({ kind, nodes }) => linesElement(kind, nodes)),
    suspicious: drawn.reduce((sum, { suspicious }) => sum + suspicious, 0),
    numbers: 0,
  };
}

/** Consecutive lines of one kind. */
function runsOf(lines: readonly DiffLine[]): DiffLine[][] {
  const runs: DiffLine[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === line.kind) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

const tags = { same: 'span', removed: 'del', added: 'ins', about: 'strong' } as const;

/** Lines with signs and line feeds, so that copying gives a diff. */
function runElement(run: readonly DiffLine[], words: (line: DiffLine) => string): HTMLElement {
  return linesElement(run[0]?.kind ?? 'same', nodesOf(run.map((line) => `${words(line)}\n`).join(''), true));
}

function linesElement(kind: DiffLine['kind'], nodes: readonly (string | Node)[]): HTMLElement {
  const element = document.createElement(tags[kind]);
  element.className = `lines ${kind}`;
  element.append(fragmentOf(nodes));
  return element;
}
