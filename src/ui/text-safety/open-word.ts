import { html } from 'lit';
import { isKnown, type Open } from '../../protocol/index.js';
import { textSafetyStrings as strings } from './text-safety.strings.js';
import { untrusted } from './untrusted-text.js';
import { vocabularyWord } from './vocabulary.strings.js';

/** Renders an enum value: by its label, or verbatim and marked where unknown to this version. */
export function openWord<Word extends string>(
  words: readonly Word[],
  word: Open<Word>,
  label: (word: Word) => unknown = vocabularyWord,
): unknown {
  if (isKnown(words, word)) return label(word);
  return html`${untrusted(word)} <span class="muted">${strings.unknownWord}</span>`;
}

/** The same as text, to be rendered as untrusted text. */
export function openWords<Word extends string>(
  words: readonly Word[],
  word: Open<Word>,
  label: (word: Word) => string = vocabularyWord,
): string {
  return isKnown(words, word) ? label(word) : `${word} ${strings.unknownWord}`;
}

/** An enum value for a class: no attribute holds text from outside. */
export function wordClass<Word extends string>(words: readonly Word[], word: Open<Word> | undefined): string {
  return isKnown(words, word) ? word : 'unknown-word';
}
