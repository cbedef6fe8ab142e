/** Everything about text that is not plain, loaded when the first such text is to be drawn (`text-checks.ts`). */
export { jsonForCopy, jsonView, textsWithoutSecrets, textWithoutSecrets } from './json-view.js';
export { isDeceptiveName, nameNodes } from './name-parts.js';
export { hasSecret } from './secret-shapes.js';
export { similarNames, similarTo } from './similar-names.js';
export { countSuspicious, isSuspicious } from './suspicious-text.js';
export { bracketedText, copyUntrusted, longText, nodesOf, numberNode } from './drawn-text.js';
