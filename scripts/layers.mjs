/**
 * Which layers each layer may import beside itself. The linter and test/architecture.test.ts both read this.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const mayImport = {
  messages: [],
  protocol: [],
  client: ['protocol'],
  data: ['protocol', 'client'],
  context: ['protocol', 'client', 'data'],
  controllers: ['protocol', 'client', 'data', 'context'],
  ui: ['messages', 'protocol', 'client', 'data', 'context', 'controllers'],
  elements: ['protocol', 'client', 'data', 'context', 'controllers', 'ui'],
  dashboard: ['protocol', 'client', 'data', 'context', 'controllers', 'ui', 'elements'],
  frameworks: ['ui', 'elements.ts'],
  locales: ['messages', 'protocol', 'data', 'ui', 'elements', 'dashboard'],
  server: ['protocol'],
  testing: ['protocol', 'client', 'data'],
};
