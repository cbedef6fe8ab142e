/** Makes the manifest hold what a host may use, and nothing else. */
import { designTokens } from './design-tokens.mjs';

/** Members of the classes that serve the machinery, not the host. */
const machinery = new Set(['styles', 'elementName', 'parts', 'shadowRootOptions', 'addEventListener']);

/** The module that exports the classes and all types. */
const entry = 'dist/index.js';

/** @returns {import('@custom-elements-manifest/analyzer').Plugin} */
export function publicSurface() {
  const tokens = designTokens();
  /** Class name to the tag that its `static elementName` implies. */
  const tags = new Map();
  return {
    name: 'public-surface',
    analyzePhase({ ts, node }) {
      if (!ts.isClassDeclaration(node) || !node.name) return;
      for (const member of node.members) {
        const isName = ts.isPropertyDeclaration(member) && member.name.getText() === 'elementName';
        if (isName && member.initializer && ts.isStringLiteral(member.initializer)) {
          tags.set(node.name.text, `comis-${member.initializer.text}`);
        }
      }
    },
    packageLinkPhase({ customElementsManifest: manifest }) {
      const declarations = manifest.modules
        .flatMap((module) => module.declarations ?? [])
        .filter(({ name }) => tags.has(name))
        .map(tidy)
        .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
      manifest.schemaVersion = '2.1.0';
      // Hosts can import what package.json exports: the classes and types from one module, each registration from its own.
      manifest.modules = [
        {
          kind: 'javascript-module',
          path: entry,
          declarations,
          exports: [...declarations.map(({ name }) => name), ...typesNamedIn(declarations)].map((name) => ({
            kind: 'js',
            name,
            declaration: { name, module: entry },
          })),
        },
        ...declarations.map(({ name, tagName }) => ({
          kind: 'javascript-module',
          path: `dist/elements/${tagName.slice('comis-'.length)}/define.js`,
          declarations: [],
          exports: [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module: entry } }],
        })),
      ];
    },
  };

  function tidy(declaration) {
    const { members = [], ...rest } = declaration;
    const shown = members.filter(
      ({ name, privacy }) => (privacy ?? 'public') === 'public' && !/^[#_]/.test(name) && !machinery.has(name),
    );
    // What draws nothing of its own extends Lit's class.
    const cssProperties = rest.superclass?.name === 'LitElement' ? {} : { cssProperties: tokens };
    return {
      ...withoutInternals(rest),
      ...cssProperties,
      // Classes in between are not exported.
      superclass: { name: 'LitElement', package: 'lit' },
      members: shown.map(withoutInternals),
      tagName: tags.get(declaration.name),
      customElement: true,
    };
  }
}

/** Removes what leads to modules that are not exported, and the `this` parameter, which no caller passes. */
function withoutInternals({ inheritedFrom: _, ...declaration }) {
  for (const list of ['attributes', 'events', 'slots', 'cssParts', 'cssProperties', 'members'])
    if (declaration[list]) declaration[list] = declaration[list].map(withoutInternals);
  const { parameters } = declaration;
  return parameters ? { ...declaration, parameters: parameters.filter(({ name }) => name !== 'this') } : declaration;
}

/** The types of ours that properties, methods and events name. */
function typesNamedIn(declarations) {
  const typed = declarations.flatMap(({ members = [], events = [] }) => [
    ...members,
    ...members.flatMap(({ parameters = [] }) => parameters),
    ...events,
  ]);
  const names = typed.flatMap(({ type }) => type?.text.match(/\b[A-Z]\w+/g) ?? []);
  return [...new Set(names)].filter((name) => !(name in globalThis)).sort();
}
