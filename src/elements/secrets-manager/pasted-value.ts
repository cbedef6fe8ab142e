/**
 * Detects text pasted along with a key, or instead of it: shown before the value is stored, and removed by one click.
 */
import { isSuspicious } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './secrets-manager.strings.js';

/** What is kept about a typed value: never the value itself. */
export interface ValueFacts {
  readonly length: number;
  /** The findings, each a part of a sentence. */
  readonly findings: readonly string[];
  /** The length of the cleaned value; undefined where it is clean already, or would be empty. */
  readonly cleanLength: number | undefined;
  /** Whether cleaning only trims spaces and line breaks. */
  readonly isTrimOnly: boolean;
}

/** A wrapper around a pasted key, and how to remove it. */
interface Habit {
  readonly pattern: RegExp;
  readonly said: string;
  /** The replacement for the match. */
  readonly becomes?: string;
}

/** In this order: outer wrappers first. */
const wrappings: readonly Habit[] = [
  {
    // An environment variable without `export`: in capitals, with a value that is not Base64 padding.
    pattern:
      /^(?:(?:export|set|setx|declare -x)\s+[A-Za-z_]\w*\s*=\s*|\$env:\w+\s*=\s*|[A-Z][A-Z0-9]*_[A-Z0-9_]*\s*=\s*)(?=[^\s=])/,
    get said() {
      return strings.beginsWithAssignment;
    },
  },
  {
    pattern: /^(?:(?:proxy-)?authorization\s*:\s*)?bearer\s+(?=\S)/i,
    get said() {
      return strings.beginsWithBearer;
    },
  },
  {
    pattern: /^(?:"([^"]+)"|'([^']+)'|`([^`]+)`|[“”„]([^“”„]+)[“”]|[‘’‚]([^‘’‚]+)[‘’]|«([^«»]+)»);?$/,
    get said() {
      return strings.standsInQuotes;
    },
    becomes: '$1$2$3$4$5$6',
  },
];
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** A masked or truncated key. */
const masked = /[\u2022\u25cf\u2219\u00b7\u26ab\u2b24]{2,}|\*{4,}|^\S{2,12}(?:\.{3}|\u2026)\S{2,12}$/;

/** The value without pasted wrappers. */
export const cleanValue = (value: string): string => unwrap(value).inner.replaceAll(dashes, '-');

/** Removes nested wrappers and returns which were found. */
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

/** Finds what is suspicious about a value. */
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
