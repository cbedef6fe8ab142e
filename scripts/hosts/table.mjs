/**
 * The host apps of `test/hosts`, each a folder. One whose package.json lists dependencies has them installed below
 * `.cache/hosts`; the others use those of the repository.
 *
 * @typedef {object} Host
 * @property {string} name its folder.
 * @property {boolean} [always] whether it is part of every run of all tests.
 * @property {string[]} [trustedTypes] the policies that its framework creates.
 * @property {boolean} [nonce] whether its framework puts inline code or styles into the page: they have a nonce.
 * @property {boolean} [keepsHydrated] whether its framework keeps the first elements, which it hydrated: Vue's cache of static
 *   nodes does, as long as the app runs.
 * @property {string[]} [command] what serves it, with `PORT` and `HOST_POLICY` set; without one its `dist` is served.
 */

/** @type {Host[]} */
export const hosts = [
  { name: 'plain', always: true },
  { name: 'react', always: true },
  { name: 'vue', always: true, trustedTypes: ['vue'] },
  { name: 'svelte', trustedTypes: ['svelte-trusted-html'] },
  { name: 'angular', trustedTypes: ['angular'], nonce: true },
  {
    name: 'next',
    // Turbopack loads chunks past Trusted Types: the app is built by webpack.
    trustedTypes: ['nextjs', 'nextjs#bundler'],
    nonce: true,
    command: ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1'],
  },
  { name: 'nuxt', trustedTypes: ['vue'], nonce: true, keepsHydrated: true, command: ['.output/server/index.mjs'] },
];
