/** Pages that a server rendered, from dist/: by @lit-labs/ssr, and by React with components that veto. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'vite';
import { findElements } from '../../scripts/elements.js';
import { root } from '../../scripts/root.mjs';
import { strictCsp } from '../../src/server/strict-csp.mjs';
import { HostSite } from '../support/host-site.js';
import { useGateway } from '../support/e2e.js';

const tags = findElements().map(({ tag }) => tag);

/** The app of both sides. A veto reads the type of a probe, so that anybody can ask whether its listener is there. */
const app = `
  import { createElement } from 'react';
  import * as components from 'comis-security-elements/react.js';
  const veto = (event) => event.preventDefault();
  const all = Object.entries(components).map(([key, component]) => createElement(component, { key }));
  export const App = () => [createElement(components.ComisApprovalQueue, { key: 'first', onComisBeforeDecide: veto }), ...all];
`;
/** Watches each change of the page and each frame: a queue that is not guarded must have its veto. */
const reactPage = `
  import { createElement } from 'react';
  import { createRoot, hydrateRoot } from 'react-dom/client';
  import { App } from './app.js';
  const states = [];
  const look = () => {
    const queue = document.querySelector('comis-approval-queue');
    if (!queue) return;
    const vetoes = !queue.dispatchEvent(new CustomEvent('comis-before-decide', { cancelable: true }));
    const state = (queue.guarded ? 'guarded ' : '') + (vetoes ? 'vetoes' : 'silent');
    if (states.at(-1) !== state) states.push(state);
  };
  const everyFrame = () => {
    look();
    requestAnimationFrame(everyFrame);
  };
  const app = document.querySelector('#app');
  new MutationObserver(look).observe(app, { subtree: true, childList: true, attributes: true });
  everyFrame();
  window.states = states;
  window.begin = () => {
    if (app.firstChild) hydrateRoot(app, createElement(App));
    else createRoot(app).render(createElement(App));
  };
`;
const litPage = `
  import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
  import 'comis-security-elements/define.js';
  const all = ${JSON.stringify(tags)}.map((tag) => document.querySelector(tag));
  window.before = all.map((element) => element.shadowRoot !== null);
  Promise.all(all.map((element) => element.updateComplete)).then(() => (window.ready = true));
`;
const render = `
  import { html, render } from '@lit-labs/ssr';
  import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
  import { createElement } from 'react';
  import { renderToString } from 'react-dom/server';
  import { App } from './app.js';
  await import('comis-security-elements/define.js');
  const tags = ${JSON.stringify(tags)};
  const pages = tags.map((tag) => html(Object.assign(['<' + tag + '></' + tag + '>'], { raw: [''] })));
  const lit = await Promise.all(pages.map((page) => collectResult(render(page))));
  console.log(JSON.stringify({ lit: lit.join(''), react: renderToString(createElement(App)) }));
`;

describe('a page that a server rendered', () => {
  const e2e = useGateway();
  // Inside the repository, so that its packages are found.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/server-rendered-'));
  let site: HostSite;
  before(async () => {
    const files = { 'app.js': app, 'react.js': reactPage, 'lit.js': litPage, 'render.mjs': render };
    for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
    const rendered = JSON.parse(
      execFileSync(process.execPath, [join(folder, 'render.mjs')], {
        encoding: 'utf8',
        env: { ...process.env, TZ: 'Asia/Tokyo' },
      }),
    ) as { lit: string; react: string };
    await build({
      configFile: false,
      root: folder,
      logLevel: 'warn',
      define: { 'process.env.NODE_ENV': '"development"' },
      build: {
        outDir: 'out',
        modulePreload: false,
        rolldownOptions: {
          // The React components of all elements bring what the dashboard loads later.
          checks: { ineffectiveDynamicImport: false },
          input: { react: join(folder, 'react.js'), lit: join(folder, 'lit.js') },
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    });
    const page = (script: string, body: string) =>
      `<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><body>${body}` +
      `<script type="module" src="/${script}.js"></script>`;
    const scripts = readdirSync(join(folder, 'out'))
      .filter((name) => name.endsWith('.js'))
      .map((name) => [`/${name}`, readFileSync(join(folder, 'out', name), 'utf8')] as const);
    const pages = {
      '/lit': page('lit', rendered.lit),
      '/hydrated': page('react', `<div id="app">${rendered.react}</div>`),
      '/rendered': page('react', '<div id="app"></div>'),
      ...Object.fromEntries(scripts),
    };
    site = await HostSite.start(pages, strictCsp());
  });
  after(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  async function open(path: string) {
    const page = await (await e2e.open('/healthz', { expected: /404/ })).context().newPage();
    const said: string[] = [];
    page.on('pageerror', ({ message }) => said.push(message));
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) said.push(message.text());
    });
    await page.goto(site.url + path);
    return { page, said };
  }

  it('by @lit-labs/ssr is taken over by every element, without a warning', async () => {
    const { page, said } = await open('/lit');
    await page.waitForFunction(() => 'ready' in window);
    assert.deepEqual(
      await page.evaluate(() => (window as unknown as { before: boolean[] }).before),
      tags.map(() => true),
    );
    for (const tag of tags) {
      const left = await page
        .locator(tag)
        .first()
        .evaluate((element) => {
          const { shadowRoot } = element;
          return {
            roots: shadowRoot!.querySelectorAll('.root').length,
            busy: shadowRoot!.querySelector(':scope > .root[aria-busy]') !== null,
          };
        });
      assert.ok(left.roots <= 1 && !left.busy, `${tag}: ${JSON.stringify(left)}`);
    }
    assert.deepEqual(said, []);
  });

  for (const [path, first] of [
    ['/rendered', 'vetoes'],
    // From the server's HTML until it is hydrated nothing is sent without an answer.
    ['/hydrated', 'guarded silent'],
  ] as const) {
    it(`by React has its veto before anything is painted: ${path}`, async () => {
      const { page, said } = await open(path);
      await page.waitForFunction(() => 'begin' in window && customElements.get('comis-approval-queue') !== undefined);
      await page.evaluate(() => (window as unknown as { begin: () => void }).begin());
      await page.waitForFunction(() => (window as unknown as { states: string[] }).states.at(-1) === 'vetoes');
      const states = await page.evaluate(() => (window as unknown as { states: string[] }).states);
      assert.equal(states[0], first);
      assert.ok(!states.includes('silent'), states.join(', '));
      assert.deepEqual(said, []);
    });
  }
});
