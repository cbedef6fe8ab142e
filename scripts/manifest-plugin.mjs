/** Makes the manifest hold what a host may use, and nothing else. */
import { designTokens } from './design-tokens.mjs';

/** Members of the classes that serve the machinery, not the host. */
const machinery = new Set(['styles', 'elementName', 'parts', 'shadowRootOptions']);

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
      for (const module of manifest.modules) {
        module.declarations = module.declarations?.filter(({ name }) => tags.has(name)).map(tidy) ?? [];
        const names = new Set(module.declarations.map(({ name }) => name));
        module.exports = module.exports?.filter(
          ({ kind, declaration }) => kind === 'js' && names.has(declaration.name),
        );
        for (const { name } of module.declarations) {
          const declaration = { name, module: module.path };
          module.exports.push({ kind: 'custom-element-definition', name: tags.get(name), declaration });
        }
      }
      manifest.modules = manifest.modules
        .filter(({ declarations }) => declarations.length > 0)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },
  };

  function tidy(declaration) {
    const { members = [], ...rest } = declaration;
    const shown = members.filter(
      ({ name, privacy }) => (privacy ?? 'public') === 'public' && !/^[#_]/.test(name) && !machinery.has(name),
    );
    // What draws nothing of its own extends Lit's class.
    const cssProperties = rest.superclass?.name === 'LitElement' ? {} : { cssProperties: tokens };
    return { ...rest, ...cssProperties, members: shown, tagName: tags.get(declaration.name), customElement: true };
  }
}
