/** Frameworks write `read-only="false"` for a bound false. */
import { expect } from '@open-wc/testing';
import type { PropertyDeclaration } from 'lit';
import '../../src/define.js';
import * as classes from '../../src/elements.js';

/** Set by the element itself, to be read. */
const own = new Set(['dirty']);

for (const elementClass of Object.values(classes)) {
  it(`<comis-${elementClass.elementName}>: a boolean attribute that is "false" counts as absent`, () => {
    const element = document.createElement(`comis-${elementClass.elementName}`);
    const { elementProperties } = elementClass as unknown as {
      elementProperties: ReadonlyMap<string, PropertyDeclaration>;
    };
    const booleans = [...elementProperties].filter(([name, { type }]) => type === Boolean && !own.has(name));
    expect(booleans.length).to.be.greaterThan(0);
    for (const [name, { attribute }] of booleans) {
      const written = typeof attribute === 'string' ? attribute : name.toLowerCase();
      for (const [value, means] of [
        ['false', false],
        ['', true],
        ['true', true],
        [null, false],
      ] as const) {
        if (value === null) element.removeAttribute(written);
        else element.setAttribute(written, value);
        expect(Reflect.get(element, name), `${written}=${String(value)}`).to.equal(means);
      }
    }
  });
}
