/** The names of things that people tell apart by their names alone: tokens, secrets. */
import { html, nothing, type TemplateResult } from 'lit';
import { directive } from 'lit/directive.js';
import { honestStrings as strings } from './honest-text.strings.js';
import { lookalikeWordsIn } from './lookalikes.js';
import { isSuspicious, splitSuspicious, type TextPart } from './suspicious-text.js';
import { fragmentOf, HonestText, partNodes, untrusted } from './untrusted-text.js';

/** More is no name; it is shown as a text. */
const longestName = 600;

/** Cuts a name into what can be shown as it is and what needs a label; its words are judged as those of a host. */
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

class HonestName extends HonestText {
  protected override draw(name: string): DocumentFragment {
    return fragmentOf(partNodes(partsOf(name)));
  }
}
const honestName = directive(HonestName);

/** Whether a name is not what it seems: the field that it stands in does not show it. */
export const isDeceptiveName = (name: string): boolean =>
  isSuspicious(name) || (name.length <= longestName && lookalikeWordsIn(name).length > 0);

/** Shows the name of a thing; words that could be taken for other ones are marked as in hosts. */
export function untrustedName(name: string): TemplateResult {
  if (name.length > longestName) return untrusted(name);
  return html`<bdi translate="no">${honestName(name, false)}</bdi>`;
}

/** Says which names of the same list are drawn like this one. */
export function similarNote(similar: readonly string[] | undefined): unknown {
  if (!similar || similar.length === 0) return nothing;
  const [first = '', ...others] = similar;
  return html`<p class="suspicion similar">
    ${strings.looksLike} ${untrustedName(first)}${others.length > 0 ? strings.andOthers(others.length) : nothing}
  </p>`;
}
