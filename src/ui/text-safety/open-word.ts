import { html } from 'lit';
import { isKnown, type Open } from '../../protocol/index.js';
import { honestStrings as strings } from './honest-text.strings.js';
import { untrusted } from './untrusted-text.js';

/** Draws a word of an enum: by its label, or as it came and marked where this version does not know it. */
export function openWord<Word extends string>(
  words: readonly Word[],
  word: Open<Word>,
  label: (word: Word) => unknown = (known) => known,
): unknown {
  if (isKnown(words, word)) return label(word);
  return html`${untrusted(word)} <span class="muted">${strings.unknownWord}</span>`;
}

/** The same as a text, to be drawn through the door for untrusted text. */
export function openWords<Word extends string>(
  words: readonly Word[],
  word: Open<Word>,
  label: (word: Word) => string = (known) => known,
): string {
  return isKnown(words, word) ? label(word) : `${word} ${strings.unknownWord}`;
}

/** A word of an enum for a class: no attribute holds a word that came from outside. */
export function wordClass<Word extends string>(words: readonly Word[], word: Open<Word> | undefined): string {
  return isKnown(words, word) ? word : 'unknown-word';
}
