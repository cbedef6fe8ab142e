/** The ways in which a queue can draw attention to what waits: the words of its attribute `attention`. */
export const attentionModes = ['title', 'notification', 'sound'] as const;

/** A way in which a queue can draw attention. */
export type AttentionMode = (typeof attentionModes)[number];

/** Reads the attribute `attention`: words between white space, in any order. */
export function attentionOf(attribute: string): {
  readonly ways: ReadonlySet<AttentionMode>;
  /** Words that mean nothing. */
  readonly unknown: readonly string[];
} {
  const words = attribute.split(/\s+/).filter((word) => word !== '');
  const isWay = (word: string): word is AttentionMode => (attentionModes as readonly string[]).includes(word);
  return { ways: new Set(words.filter(isWay)), unknown: words.filter((word) => !isWay(word)) };
}
