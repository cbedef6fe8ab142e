/** Names that identify things by themselves: tokens, secrets. */
import { html, nothing, type TemplateResult } from 'lit';
import { directive } from 'lit/directive.js';
import { textSafetyStrings as strings } from './text-safety.strings.js';
import { lookalikeWordsIn } from './lookalikes.js';
import { isSuspicious, splitSuspicious, type TextPart } from './suspicious-text.js';
import { fragmentOf, TextDirective, partNodes, untrusted } from './untrusted-text.js';

/** Longer names are shown as text. */
const longestName = 600;

/** Splits a name into plain spans and tokens; words are checked like hosts. */
function partsOf(name: string): TextPart[] {
  return splitSuspicious(name).flatMap((part): TextPart[] => {
    if (part.kind === 'token') return [part];
    const parts: TextPart[] = [];
    let end = 0;
    for (const { index, ...token } of lookalikeWordsIn(part.text)) {
      if (index > end) parts.push({ kind: 'plain', text: part.text.slice(end, index) });
      parts.push({ kind: 'token', ...token });
      end = index + token.raw.length;
    }
    return [...parts, { kind: 'plain', text: part.text.slice(end) }];
  });
}

class NameDirective extends TextDirective {
  protected override draw(name: string): DocumentFragment {
    return fragmentOf(partNodes(partsOf(name)));
  }
}
const escapedName = directive(NameDirective);

/** Whether a name is deceptive: a text field would not reveal it. */
export const isDeceptiveName = (name: string): boolean =>
  isSuspicious(name) || (name.length <= longestName && lookalikeWordsIn(name).length > 0);

/** Renders a name; lookalike words are marked as in hosts. */
export function untrustedName(name: string): TemplateResult {
  if (name.length > longestName) return untrusted(name);
  return html`<bdi translate="no">${escapedName(name, false)}</bdi>`;
}

/** Renders the confusable names of the same list. */
export function similarNote(similar: readonly string[] | undefined): unknown {
  if (!similar || similar.length === 0) return nothing;
  const [first = '', ...others] = similar;
  return html`<p class="suspicion similar">
    ${strings.looksLike} ${untrustedName(first)}${others.length > 0 ? strings.andOthers(others.length) : nothing}
  </p>`;
}
