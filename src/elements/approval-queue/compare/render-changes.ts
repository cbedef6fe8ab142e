import { html, nothing, type TemplateResult } from 'lit';
import { masked } from '../../../ui/text-safety/masked.js';
import { runsRightToLeft } from '../../../ui/text-safety/plain-text.js';
import { revealed } from '../../../ui/text-safety/revealed.js';
import { jsonView, textsWithoutSecrets } from '../../../ui/text-safety/untrusted-json.js';
import { untrusted, untrustedBlock, untrustedNumber } from '../../../ui/text-safety/untrusted-text.js';
import type { Change, Difference } from './changes.js';
import { requestStrings as strings } from '../card/request.strings.js';

/** Values of at least this many characters get a box of their own. */
const longValue = 120;

/** Renders differences, each with its old and new value, in words and not by colour alone. */
export function renderChanges(changes: readonly Change[]): TemplateResult {
  return html`<dl class="changes" part="changes">
    ${revealed(changes, (change) => {
      const { path, secret } = change;
      const [before, after] = shownValues(secret, [change.before, change.after]);
      const quoted = needQuotes([before, after]);
      return html`<div>
        <dt><code>${renderPath(path)}</code></dt>
        <dd>
          <span class="was"
            ><span class="label">${strings.was}</span> <del>${renderValue(before, path, { secret, quoted })}</del></span
          >
          <span class="now"
            ><span class="label">${strings.now}</span> <ins>${renderValue(after, path, { secret, quoted })}</ins></span
          >
        </dd>
      </div>`;
    })}
  </dl>`;
}

/** Renders a path. Right-to-left keys are isolated. */
export function renderPath(path: string): unknown {
  if (!runsRightToLeft(path)) return untrusted(path);
  return path.split(/([.[\]"]+)/).map((piece, index) => (index % 2 === 1 ? piece : untrusted(piece)));
}

/** Values of a field as they are shown: secrets within text are masked, and equal ones get the same number. */
const shownValues = (secret: boolean, values: readonly unknown[]): readonly unknown[] =>
  secret ? values : textsWithoutSecrets(values);

/** The same for differences among several requests. */
export const withSecretsHidden = (differences: readonly Difference[]): readonly Difference[] =>
  differences.map((each) => ({ ...each, values: shownValues(each.secret, each.values) }));

/** Options for rendering a value. */
interface ValueOptions {
  /** Masked: only its length is shown. */
  readonly secret: boolean;
  /** Strings are quoted. */
  readonly quoted: boolean;
}

/** Words that a quoted string must be distinguished from. */
const wordsForOthers = (): readonly string[] => ['true', 'false', 'null', strings.nothing];

/** Whether strings among these values need quotes: unless all are plainly strings. `"5"` is not 5. */
export function needQuotes(values: readonly unknown[]): boolean {
  return !values.every((value) => typeof value === 'string' && isPlainText(value));
}

function isPlainText(text: string): boolean {
  if (text === '' || text !== text.trim() || text.startsWith('"')) return false;
  return Number.isNaN(Number(text)) && !wordsForOthers().includes(text);
}

/**
 * Renders one value of a field: untrusted text, masked where secret, in words where absent.
 *
 * @param of undefined where absent.
 * @param label the label of a long value's box; may be untrusted.
 */
export function renderValue(of: unknown, label: string, { secret, quoted }: ValueOptions): unknown {
  if (of === undefined) return html`<span class="muted">${strings.nothing}</span>`;
  if (secret && of !== null && typeof of !== 'boolean') return masked({ characters: charactersOf(of) });
  if (typeof of === 'object' && of !== null) return html`${jsonView(of, { label })}`;
  if (typeof of === 'number') return untrustedNumber(of);
  if (typeof of !== 'string') return untrusted(JSON.stringify(of));
  if (of.length <= longValue && !of.includes('\n')) return quoted ? html`"${untrusted(of)}"` : untrusted(of);
  return html`${quoted ? html`<span class="label">${strings.text}</span>` : nothing}${untrustedBlock(of, label)}`;
}

function charactersOf(value: unknown): number {
  return (typeof value === 'string' ? value : JSON.stringify(value)).length;
}
