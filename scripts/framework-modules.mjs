/** What the modules for frameworks need to know of the elements, written from the manifest into src/frameworks. */

/**
 * @param {object} manifest the custom elements manifest.
 * @param {string} notice that the module is generated.
 * @returns {string} the types of all elements by their tags, for the JSX and template types of every framework.
 */
export function elementTypesModule(manifest, notice) {
  const elements = elementsOf(manifest);
  const classes = elements.map(({ name }) => name);
  const gateway = elements.find(({ tagName }) => tagName === 'comis-gateway');
  return `/** The public properties, attributes and events of every element. ${notice} */
import type {
  ${classes.join(',\n  ')},
} from '../elements.js';

/** The elements by their tags. */
export interface ElementTypes {
${elements
  .map(
    ({ name, tagName, description, members, attributes }) => `  ${doc(description, '  ')}
  '${tagName}': {
    element: ${name};
    properties: Pick<${name}, ${union(writable(members).map((each) => each.name))}>;
    attributes: {
${attributes
  .map((each) => `      ${doc(each.description, '      ')}\n      '${each.name}': ${name}['${each.fieldName}'];`)
  .join('\n')}
    };
  };`,
  )
  .join('\n')}
}

/** The events that only the gateway element dispatches. */
export type GatewayEvents = ${union(gateway.events.map(({ name }) => name))};
`;
}

/**
 * @param {object} manifest the custom elements manifest.
 * @param {string} notice that the module is generated.
 * @returns {string} a React component for each element, named as its class.
 */
export function reactModule(manifest, notice) {
  const elements = elementsOf(manifest);
  return `/**
 * The elements as React components, named as their classes. A component that is used registers its element.
 * ${notice}
 */
import * as elements from '../elements.js';
import { createComponent, type ElementComponent } from './react-component.js';

export type { ElementComponent, ElementProps } from './react-component.js';

${elements.map(component).join('\n\n')}
`;
}

// Marked as pure, so that bundlers leave out the components that a page does not use, and their elements.
const component = ({ name, tagName, description, members, attributes }) => `${doc(description, '')}
export const ${name}: ElementComponent<'${tagName}'> = /* @__PURE__ */ createComponent('${tagName}', elements.${name}, {
${writable(members)
  .map(({ name: property }) => [property, attributes.find(({ fieldName }) => fieldName === property)?.name])
  .map(([property, attribute]) => `  ${property}: ${attribute === undefined ? 'undefined' : `'${attribute}'`},`)
  .join('\n')}
});`;

const elementsOf = (manifest) => manifest.modules.flatMap(({ declarations }) => declarations);

const writable = (members) =>
  members.filter(({ kind, static: isStatic, readonly }) => kind === 'field' && !isStatic && !readonly);

const union = (names) => names.map((name) => `'${name}'`).join(' | ') || 'never';

function doc(text = '', indent) {
  const lines = text.replaceAll('*/', '*\\/').split('\n');
  if (lines.length === 1) return `/** ${lines[0]} */`;
  return ['/**', ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}
