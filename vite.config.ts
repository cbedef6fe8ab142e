import { resolve } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { compactTemplates } from './scripts/compact-templates.js';
import { findElements } from './scripts/elements.js';
import { locales } from './scripts/locales.mjs';
import { root } from './scripts/root.mjs';

/** Vite's own decorators are the standard ones; the sources use the legacy ones, which esbuild and tsc share with it. */
const common: UserConfig = {
  publicDir: false,
  plugins: [compactTemplates],
  logLevel: 'warn',
  oxc: {
    decorator: { legacy: true },
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
};

/** The package's entries by the name of their file in dist. */
function entries(): Record<string, string> {
  const defines = findElements().map(({ name, defineFile }): [string, string] => [
    `elements/${name}/define`,
    resolve(root, defineFile),
  ]);
  return {
    index: resolve(root, 'src/index.ts'),
    define: resolve(root, 'src/define.ts'),
    client: resolve(root, 'src/client/index.ts'),
    protocol: resolve(root, 'src/protocol/index.ts'),
    testing: resolve(root, 'src/testing/index.ts'),
    // For Node, which cannot load the one file.
    all: resolve(root, 'src/cdn.ts'),
    react: resolve(root, 'src/frameworks/react.ts'),
    ...Object.fromEntries(locales.map((tag) => [`locales/${tag}`, resolve(root, `src/locales/${tag}.ts`)])),
    ...Object.fromEntries(defines),
  };
}

/** Dependencies stay imports: a host shares its copy of Lit, and built modules load in Node. */
const external = [
  /^lit(\/|$)/,
  /^@lit\//,
  /^zod(\/|$)/,
  /^@noble\//,
  /^eventsource-parser/,
  /^canonicalize/,
  /^diff$/,
  /^react$/,
];

const lib: UserConfig = {
  ...common,
  root,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: entries(), formats: ['es'], fileName: (_, name) => `${name}.js` },
    rolldownOptions: {
      external,
      // A module each: a host's bundler then leaves out what its page does not use.
      output: { minify: true, preserveModules: true, preserveModulesRoot: resolve(root, 'src') },
    },
  },
};

/** The locales stay files of their own, beside the one file: each is loaded when an element is shown in it. */
const localesApart: Plugin = {
  name: 'locales-apart',
  enforce: 'pre',
  resolveId: {
    filter: { id: /\/locales\/[a-z]{2}\.js$/ },
    handler: (id) => ({ id: `./locales/${id.slice(-5)}`, external: 'absolute' }),
  },
};

/** One file with everything in it, for a `<script type="module">`. */
const cdn: UserConfig = {
  ...common,
  plugins: [compactTemplates, localesApart],
  root,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: { cdn: resolve(root, 'src/cdn.ts') }, formats: ['es'], fileName: () => 'cdn.js' },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
};

/** A locale in one file, which can lie beside `cdn.js` without anything else: it shares the page's registry of messages. */
const locale = (tag: string): UserConfig => ({
  ...common,
  root,
  build: {
    outDir: 'dist/locales',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: resolve(root, `src/locales/${tag}.ts`), formats: ['es'], fileName: () => `${tag}.js` },
    rolldownOptions: { output: { minify: true } },
  },
});

/** Split files for a `<script type="module">`: the autoloader, and what it loads when a tag appears. */
const browser: UserConfig = {
  ...common,
  root,
  // Relative: the files may be served below any path.
  base: './',
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: { autoloader: resolve(root, 'src/autoloader.ts') },
      formats: ['es'],
      fileName: () => 'autoloader.js',
    },
    rolldownOptions: { output: { minify: true, chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
};

/** Pages keep to a policy without inline scripts or styles: everything is a file of its own. */
const page = (folder: string, outDir: string, names: string[]): UserConfig => ({
  ...common,
  root: resolve(root, folder),
  // Relative: the pages may be served below any path.
  base: './',
  build: {
    outDir: resolve(root, outDir),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(names.map((name) => [name, resolve(root, folder, `${name}.html`)])),
      // A page with a queue has what <comis-gateway> loads for a page without one.
      checks: { ineffectiveDynamicImport: false },
      // package.json's sideEffects speaks of the published files; a page's own modules all have some.
      treeshake: { moduleSideEffects: true },
    },
  },
});

/**
 * The command of the package: its server and the simulated gateway with all that they need, and the page. Who only embeds
 * gets no dependency by it.
 */
const cli: UserConfig = {
  ...common,
  root,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist/cli',
    emptyOutDir: true,
    target: 'node20',
    minify: true,
    rolldownOptions: {
      input: {
        main: resolve(root, 'src/server/cli/main.ts'),
        demo: resolve(root, 'stories/demo/server/gateway-server.ts'),
      },
      // Optional parts of ws, which it does without.
      external: ['bufferutil', 'utf-8-validate'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};
const cliPage = page('stories/demo', 'dist/cli/pages', ['security']);

/** The page of the queue's benchmark, in one file. */
const bench: UserConfig = {
  ...common,
  root,
  build: {
    outDir: 'build/bench',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: { queue: resolve(root, 'test/bench/queue-page.ts') }, formats: ['es'], fileName: () => 'queue.js' },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
};

/** The script of the documentation site; its pages are written by scripts/docs. */
const docs: UserConfig = {
  ...common,
  root,
  base: './',
  build: {
    outDir: 'build/docs',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { live: resolve(root, 'stories/docs/live.ts') },
      output: { entryFileNames: 'assets/[name].js', chunkFileNames: 'assets/[name]-[hash].js' },
      checks: { ineffectiveDynamicImport: false },
      treeshake: { moduleSideEffects: true },
    },
  },
};

/** What `vite build --mode` can make. */
export const targets = {
  browser,
  bench,
  lib,
  cdn,
  cli,
  ...Object.fromEntries(locales.map((tag) => [`locale-${tag}`, locale(tag)])),
  'cli-page': { ...cliPage, build: { ...cliPage.build, sourcemap: false } },
  pages: page('stories/demo', 'build/pages', ['security', 'embed']),
  docs,
  stories: page('stories/runner', 'build/stories', ['index', 'story']),
};

export default defineConfig(({ mode }) => {
  const target = Object.entries(targets).find(([name]) => name === mode)?.[1];
  if (!target) throw new Error(`vite build needs --mode ${Object.keys(targets).join(' | ')}`);
  return target;
});
