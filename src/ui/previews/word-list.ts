/** The words of a text, for long lists of names. */
export const wordList = (text: string): readonly string[] => text.trim().split(/\s+/);
