/** An English sentence, or a part of one, and its translation; `{1}` to `{3}` stand for what is put into it. */
export type Phrase = readonly [english: string, translated: string];

/**
 * Returns a function that translates sentences by the first phrase that fits, and what is put into it too. A sentence that
 * fits none stays as it is.
 */
export function byPhrases(phrases: readonly Phrase[]): (english: string) => string {
  const patterns = phrases.map(([english, translated]) => {
    const pattern = english.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\d\}/g, '(.+?)');
    return [new RegExp(`^${pattern}$`, 's'), translated] as const;
  });
  const translate = (english: string): string => {
    for (const [pattern, translated] of patterns) {
      const found = pattern.exec(english);
      if (found) return translated.replaceAll(/\{(\d)\}/g, (_, index: string) => translate(found[Number(index)] ?? ''));
    }
    return english;
  };
  return translate;
}
