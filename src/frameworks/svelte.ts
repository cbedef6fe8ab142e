/** Types the tags of the elements in Svelte's markup: `import type {} from 'comis-security-elements/svelte'`. */
import type { HTMLAttributes } from 'svelte/elements';
import type { AttributesOf, ElementOf, ListenersOf, PropertiesOf, Tag } from './template-types.js';

/** What a tag takes in Svelte's markup: `oncomis-before-decide` is an event. */
export type MarkupProps<T extends Tag> = AttributesOf<T> &
  PropertiesOf<T> &
  ListenersOf<T, 'on'> &
  Omit<HTMLAttributes<ElementOf<T>>, keyof PropertiesOf<T>>;

type Tags = { [T in Tag]: MarkupProps<T> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Tags {}
}
