/** What is pasted along with a key, or instead of it: told before the value is stored, and taken off by one click. */
import { isSuspicious } from '../../ui/text-safety/suspicious-text.js';
import { strings } from './secrets-manager.strings.js';

/** What may be known of a value while it is typed: never the value. */
export interface ValueFacts {
  readonly length: number;
  /** What is odd about it, each a part of a sentence. */
  readonly findings: readonly string[];
  /** How long the clean value is; undefined where the value is clean, or nothing would be left. */
  readonly cleanLength: number | undefined;
  /** Whether only spaces and line breaks at its ends are taken off. */
  readonly isTrimOnly: boolean;
}

/** One thing that comes with a pasted key: what is said of it, and the value without it. */
interface Habit {
  readonly pattern: RegExp;
  readonly said: string;
  /** In place of what the pattern finds. */
  readonly becomes?: string;
}

/** In this order: what is outside comes off first. */
const wrappings: readonly Habit[] = [
  {
    // A bare name is one of an environment: in capitals, and with a value that is no padding of Base64.
    pattern:
      /^(?:(?:export|set|setx|declare -x)\s+[A-Za-z_]\w*\s*=\s*|\$env:\w+\s*=\s*|[A-Z][A-Z0-9]*_[A-Z0-9_]*\s*=\s*)(?=[^\s=])/,
    said: strings.beginsWithAssignment,
  },
  { pattern: /^(?:(?:proxy-)?authorization\s*:\s*)?bearer\s+(?=\S)/i, said: strings.beginsWithBearer },
  {
    pattern: /^(?:"([^"]+)"|'([^']+)'|`([^`]+)`|[“”„]([^“”„]+)[“”]|[‘’‚]([^‘’‚]+)[‘’]|«([^«»]+)»);?$/,
    said: strings.standsInQuotes,
    becomes: '$1$2$3$4$5$6',
  },
];
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What a field shows in place of a key, or in its middle. */
const masked = /[\u2022\u25cf\u2219\u00b7\u26ab\u2b24]{2,}|\*{4,}|^\S{2,12}(?:\.{3}|\u2026)\S{2,12}$/;

/** The value without what is pasted along with a key. */
export const cleanValue = (value: string): string => unwrap(value).inner.replaceAll(dashes, '-');

/** Takes the wrappings off, whichever is in which, and says what they were. */
function unwrap(value: string): { readonly inner: string; readonly said: readonly string[] } {
  const said = new Set<string>();
  let inner = value.replaceAll(invisible, '').trim();
  for (;;) {
    const wrapping = wrappings.find(({ pattern }) => pattern.test(inner));
    if (!wrapping) return { inner, said: [...said] };
    said.add(wrapping.said);
    inner = inner.replace(wrapping.pattern, wrapping.becomes ?? '').trim();
  }
}

/** What is odd about a value. */
export function factsOf(value: string): ValueFacts {
  const { inner, said } = unwrap(value);
  const clean = inner.replaceAll(dashes, '-');
  const findings = [
    ...(/^\s/.test(value) ? [strings.beginsWithSpace] : []),
    ...(/\n$/.test(value) ? [strings.endsWithNewline] : /\s$/.test(value) ? [strings.endsWithSpace] : []),
    ...said,
    ...(clean === inner ? [] : [strings.holdsDashes]),
    ...(masked.test(inner) ? [strings.isMasked] : []),
    ...(isSuspicious(value.trim(), true) ? [strings.holdsUnseen] : []),
  ];
  return {
    length: value.length,
    findings,
    cleanLength: clean === '' || clean === value ? undefined : clean.length,
    isTrimOnly: clean === value.trim(),
  };
}
