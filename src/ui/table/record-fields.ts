/** Renders a record by field: documented ones in a fixed order, then any others that the gateway sent. */
import { html, type TemplateResult } from 'lit';
import { isSecretKey } from '../text-safety/secret-keys.js';
import { hasSecret, jsonView } from '../text-safety/untrusted-json.js';
import { untrusted, untrustedBlock, untrustedNumber } from '../text-safety/untrusted-text.js';

/** Longer text, or text of several lines, gets a box of its own. */
const inlineLength = 120;

/** How the documented fields of a record are rendered. */
export interface RecordFieldsOptions {
  /** Their labels, in display order. */
  readonly labels: Readonly<Record<string, string>>;
  /** Renders a field; undefined: as any value. */
  readonly draw: (key: string) => unknown;
}

/** Renders all fields of a record that have a value. */
export function recordFields(record: Readonly<Record<string, unknown>>, options: RecordFieldsOptions): TemplateResult {
  const { labels, draw } = options;
  const has = (key: string) => record[key] !== undefined;
  const known = Object.keys(labels).filter(has);
  const others = Object.keys(record).filter((key) => !Object.hasOwn(labels, key) && has(key));
  return html`<dl>
    ${known.map(
      (key) =>
        html`<dt>${labels[key]}</dt>
          <dd>${draw(key) ?? anyValue(labels[key] ?? key, record[key])}</dd>`,
    )}
    ${others.map(
      (key) =>
        html`<dt>${untrusted(key)}</dt>
          <dd>${isSecretKey(key, record[key]) ? hidden(key, record[key]) : anyValue(key, record[key])}</dd>`,
    )}
  </dl>`;
}

/**
 * Renders any value from a gateway: objects and lists as JSON, with secrets masked; everything else as text.
 *
 * @param label the label of the box, if any.
 */
export function anyValue(label: string, value: unknown): TemplateResult {
  if (typeof value === 'object' && value !== null) return html`${jsonView(value, { label })}`;
  if (typeof value === 'number') return html`${untrustedNumber(value)}`;
  if (typeof value !== 'string') return untrusted(String(value));
  if (hasSecret(value)) return html`${jsonView(value, { label })}`;
  const long = value.length > inlineLength || value.includes('\n');
  return long ? untrustedBlock(value, label) : untrusted(value);
}

/** With its key, which may mark the value as a secret. */
const hidden = (key: string, value: unknown) => html`${jsonView({ [key]: value }, { label: key })}`;
