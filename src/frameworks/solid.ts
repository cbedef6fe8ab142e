/** Types the tags of the elements in Solid's JSX: `import type {} from 'comis-security-elements/solid'`. */
import type { JSX } from 'solid-js';
import type { AttributesOf, ElementOf, ListenersOf, PropertiesOf, Tag } from './template-types.js';

/** What a tag takes in Solid's JSX: properties by name, and attributes behind `attr:` or `bool:`. */
export type JsxProps<T extends Tag> = PropertiesOf<T> & {
  [K in keyof PropertiesOf<T> & string as `prop:${K}`]?: PropertiesOf<T>[K];
} & {
  [
    K in keyof AttributesOf<T> & string as AttributesOf<T>[K] extends boolean | undefined ? `bool:${K}` : `attr:${K}`
  ]?: AttributesOf<T>[K];
} & ListenersOf<T, 'on:'> &
  Omit<JSX.HTMLAttributes<ElementOf<T>>, keyof PropertiesOf<T>>;

type Tags = { [T in Tag]: JsxProps<T> };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
