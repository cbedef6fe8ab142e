/** Names that identify things by themselves: tokens, secrets. */
import { partNodes } from './drawn-text.js';
import { lookalikeWordsIn } from './lookalikes.js';
import { isSuspicious, splitSuspicious, type TextPart } from './suspicious-text.js';

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

/** The nodes of a name. */
export const nameNodes = (name: string): (string | HTMLElement)[] => partNodes(partsOf(name));

/** Whether a name is deceptive: a text field would not reveal it. */
export const isDeceptiveName = (name: string): boolean => isSuspicious(name) || lookalikeWordsIn(name).length > 0;
