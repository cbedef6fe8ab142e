import a11y from 'eslint-plugin-lit-a11y';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { untrustedText } from './scripts/eslint/untrusted-text.mjs';
import { words } from './scripts/eslint/words.mjs';
import { mayImport } from './scripts/layers.mjs';

/** Layers stand in a row; each may import only what stands to its left. */
const layers = Object.entries(mayImport).map(([layer, allowed]) => ({
  files: [`src/${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `/(${Object.keys(mayImport)
              .filter((other) => other !== layer && !allowed.includes(other))
              .join('|')})/`,
            message: `${layer} may import ${allowed.join(', ') || 'no other layer'} only.`,
          },
          { regex: '^zod(/v4)?$', message: "Use 'zod/mini': full zod is four times its size and probes with eval." },
          { regex: 'unsafe-(html|svg|static)', message: 'Agent-supplied text reaches the page as text only.' },
        ],
      },
    ],
  },
}));

/** What would let text become markup, or need a looser policy. */
const unsafe = [
  {
    selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'Render with lit-html.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe)$/]',
    message: 'Render with lit-html.',
  },
  {
    selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
    message: 'The policy blocks style attributes; write to element.style.',
  },
  {
    selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle=/]',
    message: 'The policy blocks style attributes; use a class.',
  },
  {
    selector: 'NewExpression[callee.name=/^(Worker|SharedWorker|Function)$/]',
    message: 'The policy allows neither workers nor eval.',
  },
  {
    selector:
      'MemberExpression[object.name=/^(window|globalThis)$/][property.name=/^(localStorage|sessionStorage|indexedDB)$/]',
    message: 'Nothing is stored in the browser.',
  },
  {
    selector: 'Identifier[name=/^(localStorage|sessionStorage|indexedDB)$/]',
    message: 'Nothing is stored in the browser.',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a const array or object and a union type.' },
];

/** Promise chains that one rejection stops for good, or that nobody notices. For where no person would press again. */
export const chains = [
  {
    selector: 'AssignmentExpression > CallExpression.right[callee.property.name="then"][arguments.length=1]',
    message: 'A chain that is kept runs nothing more after one rejection: use SerialTasks.',
  },
  {
    selector: 'UnaryExpression[operator="void"] > CallExpression[callee.property.name="then"][arguments.length=1]',
    message: 'A rejection would go unnoticed: await in an async function, or handle it.',
  },
  {
    selector: 'ExpressionStatement > CallExpression[callee.property.name=/^(then|finally)$/][arguments.length=1]',
    message: 'A rejection would go unnoticed: await in an async function, or handle it.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'coverage/', '.cache/', 'node_modules/', 'test/frameworks/', 'test/hosts/'] },
  {
    rules: {
      'no-eval': 'error',
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], wc.configs['flat/best-practice']],
    plugins: { 'lit-a11y': a11y },
    rules: {
      ...a11y.configs.recommended.rules,
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...unsafe],
      'lit/no-private-properties': 'error',
      'lit/no-template-map': 'off',
      'lit/prefer-nothing': 'error',
      'lit/lifecycle-super': 'error',
      // A class is registered under any prefix by define(), so its tag is not in its file.
      'wc/tag-name-matches-class': 'off',
      'wc/file-name-matches-element': 'off',
      'wc/guard-define-call': 'off',
      'wc/no-constructor': 'off',
    },
  },
  {
    files: ['src/client/**/*.ts', 'src/data/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unsafe, ...chains] },
  },
  {
    files: ['src/{ui,elements,dashboard}/**/*.ts'],
    plugins: { comis: { rules: { 'untrusted-text': untrustedText } } },
    rules: { 'comis/untrusted-text': 'error' },
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'stories/**/*.ts', 'scripts/**/*.ts'],
    plugins: { words: { rules: { replaced: words } } },
    rules: { 'words/replaced': 'error' },
  },
  {
    // The frameworks' own types are extended by their namespaces and interfaces.
    files: ['src/frameworks/*.ts'],
    rules: {
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  ...layers,
  {
    files: ['test/**/*.ts', 'stories/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      // A test may claim that something is there: it fails when it is not. Assertions are expressions in chai.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      // node:test's describe() and it() return promises that the runner awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            // A plugin's types say that chai's equal() is a promise; it is one for snapshots only.
            { from: 'package', package: 'chai', name: 'Equal' },
            {
              from: 'package',
              package: 'node:test',
              name: ['describe', 'it', 'test', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
    },
  },
);
