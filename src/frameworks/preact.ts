/** Types the tags of the elements in Preact's JSX: `import type {} from 'comis-security-elements/preact'`. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { AttributesOf, ElementOf, ListenersOf, PropertiesOf, Tag } from './template-types.js';

/** What a tag takes in Preact's JSX. */
export type JsxProps<T extends Tag> = AttributesOf<T> &
  PropertiesOf<T> &
  ListenersOf<T, 'on'> &
  ClassAttributes<ElementOf<T>> &
  Omit<HTMLAttributes<ElementOf<T>>, keyof PropertiesOf<T>>;

type Tags = { [T in Tag]: JsxProps<T> };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
