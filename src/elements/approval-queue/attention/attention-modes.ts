/** The modes of the queue's attribute `attention`. */
export const attentionModes = ['title', 'notification', 'sound'] as const;

/** A mode of drawing attention. */
export type AttentionMode = (typeof attentionModes)[number];

/** Parses the attribute `attention`: modes separated by white space, in any order. */
export function attentionOf(attribute: string): {
  readonly ways: ReadonlySet<AttentionMode>;
  /** Unknown modes. */
  readonly unknown: readonly string[];
} {
  const words = attribute.split(/\s+/).filter((word) => word !== '');
  const isWay = (word: string): word is AttentionMode => (attentionModes as readonly string[]).includes(word);
  return { ways: new Set(words.filter(isWay)), unknown: words.filter((word) => !isWay(word)) };
}
