/** Types the tags of the elements in Vue's templates: `import type {} from 'comis-security-elements/vue'`. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { HandlersOf, PropertiesOf, Tag } from './template-types.js';

/**
 * What a tag takes in a template: properties, also in kebab case, and listeners as `@comis-before-decide`. Set boolean
 * ones by the name of the property (`:readOnly`).
 */
export type TemplateProps<T extends Tag> = PropertiesOf<T> &
  HandlersOf<T> &
  Omit<HTMLAttributes, keyof PropertiesOf<T>> &
  PublicProps;

type Components = { [T in Tag]: new () => { $props: TemplateProps<T> } };

declare module 'vue' {
  interface GlobalComponents extends Components {}
  interface HTMLAttributes {
    /** The slot of an element that the content is for: `loading`, `empty` or `error`. */
    slot?: string | undefined;
  }
}
