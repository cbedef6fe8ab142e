/** A Proxy over an object and all that is reached through it, as reactive frameworks make: `this` is the Proxy everywhere. */
export function deepProxy<T extends object>(target: T): T {
  return new Proxy(target, {
    get(from, key, receiver) {
      const value: unknown = Reflect.get(from, key, receiver);
      if (value instanceof Promise || key === 'constructor' || key === 'prototype') return value;
      return isObject(value) ? deepProxy(value) : value;
    },
    apply(from, self, args) {
      const value: unknown = Reflect.apply(from as unknown as (...args: unknown[]) => unknown, self, args);
      return isObject(value) && !(value instanceof Promise) ? deepProxy(value) : value;
    },
  });
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';
