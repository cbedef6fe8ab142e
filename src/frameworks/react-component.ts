/** Makes React components of the elements. */
import {
  createElement,
  type HTMLAttributes,
  type ReactElement,
  type RefAttributes,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import { register, type ComisElementClass } from '../ui/base/register.js';
import type { ElementOf, HandlersOf, PropertiesOf, Tag } from './template-types.js';

/** The props of a component: the element's properties, listeners such as `onComisBeforeDecide`, and those of any HTML element. */
export type ElementProps<T extends Tag> = PropertiesOf<T> &
  HandlersOf<T> &
  RefAttributes<ElementOf<T>> &
  Omit<HTMLAttributes<ElementOf<T>>, keyof PropertiesOf<T>>;

/** An element as a React component. */
export type ElementComponent<T extends Tag> = (props: ElementProps<T>) => ReactElement;

type Fields = Record<string, unknown>;

/**
 * Makes a component of an element, and registers it.
 *
 * Attributes are rendered by React, on a server too; properties without an attribute and listeners are set in the
 * commit that inserts or hydrates the element, before anything is painted. An element that the server rendered is
 * upgraded before React hydrates it: until then it is `guarded` where the component has a listener that can forbid
 * something, so that nothing is sent past it.
 *
 * @param properties the element's properties, each with the name of its attribute.
 */
export function createComponent<T extends Tag>(
  tag: T,
  elementClass: ComisElementClass,
  properties: Readonly<Record<keyof PropertiesOf<T>, string | undefined>>,
): ElementComponent<T> {
  register(elementClass);
  const attributeOf = new Map(Object.entries<string | undefined>(properties));
  const Component = ({ ref, ...props }: ElementProps<T>): ReactElement => {
    const element = useRef<ElementOf<T>>(null);
    const defaults = useRef(new Map<string, unknown>());
    const listeners = useRef(new Map<string, EventListener>());
    const hydrated = useSyncExternalStore(neverChanges, isClient, isServer);
    const { attributes, fields, handlers } = split(props, attributeOf);
    if (!hydrated && [...handlers.keys()].some((type) => type.startsWith('comis-before-'))) attributes.guarded = true;

    useLayoutEffect(() => {
      if (!element.current) return;
      setFields(element.current, fields, defaults.current);
      listen(element.current, handlers, listeners.current);
    });
    useLayoutEffect(() => {
      const { current } = element;
      const added = listeners.current;
      return () => {
        if (current) listen(current, new Map(), added);
      };
    }, []);
    useImperativeHandle(ref, () => element.current as ElementOf<T>);
    return createElement<Fields>(tag, { ...attributes, ref: element });
  };
  Component.displayName = tag;
  return Component as ElementComponent<T>;
}

const neverChanges = () => () => {};
const isClient = () => true;
const isServer = () => false;

/** Sorts props into what React renders, properties without an attribute, and listeners by the event's name. */
function split(props: object, attributeOf: ReadonlyMap<string, string | undefined>) {
  const attributes: Fields = {};
  const fields: Fields = {};
  const handlers = new Map<string, EventListener>();
  for (const [name, value] of Object.entries<unknown>(props as Fields)) {
    if (/^onComis[A-Z]/.test(name)) {
      if (typeof value === 'function') handlers.set(eventOf(name), value as EventListener);
    } else if (!attributeOf.has(name)) attributes[name] = value;
    else {
      const attribute = attributeOf.get(name);
      if (attribute === undefined) fields[name] = value;
      else attributes[attribute] = value;
    }
  }
  return { attributes, fields, handlers };
}

/** `onComisBeforeDecide` listens to `comis-before-decide`. */
function eventOf(prop: string): string {
  return prop.slice(2).replaceAll(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`);
}

/** Sets properties; one that is not given any more gets its first value back. */
function setFields(element: HTMLElement, fields: Fields, defaults: Map<string, unknown>): void {
  const target = element as unknown as Fields;
  for (const [name, value] of Object.entries(fields)) {
    if (!defaults.has(name)) defaults.set(name, target[name]);
    if (target[name] !== value) target[name] = value;
  }
  for (const [name, value] of defaults) {
    if (name in fields) continue;
    target[name] = value;
    defaults.delete(name);
  }
}

/** Makes these the listeners of the element, in place of those that were added. */
function listen(
  element: HTMLElement,
  wanted: ReadonlyMap<string, EventListener>,
  added: Map<string, EventListener>,
): void {
  for (const [type, listener] of added) {
    if (wanted.get(type) === listener) continue;
    element.removeEventListener(type, listener);
    added.delete(type);
  }
  for (const [type, listener] of wanted) {
    if (added.has(type)) continue;
    element.addEventListener(type, listener);
    added.set(type, listener);
  }
}
