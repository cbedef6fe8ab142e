/** Types the tags of the elements in React's JSX: `import type {} from 'comis-security-elements/jsx'`. */
import type { ClassAttributes, HTMLAttributes } from 'react';
import type { AttributesOf, ElementOf, ListenersOf, PropertiesOf, Tag } from './template-types.js';

/** What a tag takes in React's JSX. */
export type JsxProps<T extends Tag> = AttributesOf<T> &
  PropertiesOf<T> &
  ListenersOf<T, 'on'> &
  ClassAttributes<ElementOf<T>> &
  Omit<HTMLAttributes<ElementOf<T>>, keyof PropertiesOf<T>>;

type Tags = { [T in Tag]: JsxProps<T> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
