/** What stands in place of a value that is hidden until a person reveals it. */
import { textSafetyStrings as strings } from './text-safety.strings.js';

/** A masked value. */
export interface Hidden {
  readonly characters: number;
  readonly within?: true;
  /** Distinguishes keys of an object that would read the same once masked. */
  readonly number?: number;
}

/** The text of a masked value. */
export const hiddenWords = ({ characters, number }: Hidden): string =>
  number === undefined ? strings.hidden(characters) : strings.hiddenNumber(number, characters);

/** Renders a masked value. Copying gives the placeholder: the value is not in the page. */
export function masked(hidden: Hidden): HTMLElement {
  const element = words('masked', hiddenWords(hidden));
  element.setAttribute('part', 'masked');
  return element;
}

/** Renders a note of the library in place of text. */
export function words(kind: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = kind;
  element.textContent = text;
  return element;
}
