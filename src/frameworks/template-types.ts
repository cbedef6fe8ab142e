/** What the types of all frameworks' templates are made of. */
import type { BeforeDetails, EventDetails } from '../ui/base/element-events.js';
import type { ElementTypes, GatewayEvents } from './element-types.js';

/** A tag of this library. */
export type Tag = keyof ElementTypes;

/** The element of a tag. */
export type ElementOf<T extends Tag> = ElementTypes[T]['element'];

/** Its public properties. */
export type PropertiesOf<T extends Tag> = {
  [K in keyof ElementTypes[T]['properties']]?: ElementTypes[T]['properties'][K] | undefined;
};

/** Its attributes, by their names in HTML. */
export type AttributesOf<T extends Tag> = {
  [K in keyof ElementTypes[T]['attributes']]?: ElementTypes[T]['attributes'][K] | undefined;
};

/** The events that reach it: they bubble, so those of the elements inside, too. */
export type EventsOf<T extends Tag> = Pick<
  HTMLElementEventMap,
  Exclude<keyof BeforeDetails | keyof EventDetails, T extends 'comis-gateway' ? never : GatewayEvents>
>;

/** Listeners for its events, each under the event's name behind a prefix: `oncomis-before-decide`. */
export type ListenersOf<T extends Tag, Prefix extends string> = {
  [E in keyof EventsOf<T> & string as `${Prefix}${E}`]?: ((event: EventsOf<T>[E]) => void) | undefined;
};

/** `comis-before-decide` as `ComisBeforeDecide`. */
type Pascal<S extends string> = S extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${Pascal<Rest>}`
  : Capitalize<S>;

/** Listeners for its events, named as in React: `onComisBeforeDecide`. */
export type HandlersOf<T extends Tag> = {
  [E in keyof EventsOf<T> & string as `on${Pascal<E>}`]?: ((event: EventsOf<T>[E]) => void) | undefined;
};
