/** The package: the classes of the elements, the client, the types. Importing it registers nothing. */
export * from './client/index.js';
export * from './context/client-context.js';
export * from './elements.js';
export * from './protocol/index.js';
