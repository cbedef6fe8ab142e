/**
 * Builds small host apps from the packed tarball and drives them in the browser under a strict policy:
 * `npm run test:hosts -- react`. Without names all of them. What they need is installed once, below `.cache/hosts`.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from './find-browser.mjs';
import { freshDist } from './pages.mjs';
import { root } from './root.mjs';
import { strictCsp } from '../src/server/strict-csp.mjs';

const run = promisify(execFile);
const sources = join(root, 'test/hosts');
const cache = join(root, '.cache/hosts');
const all = readdirSync(sources, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);
const named = process.argv.length > 2 ? process.argv.slice(2) : all;
const mimeTypes = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json' };

freshDist();
mkdirSync(cache, { recursive: true });
const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', cache], {
  cwd: root,
});
const tarball = join(cache, stdout.trim());

const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: browserArgs,
  chromiumSandbox: false,
});
let failed = 0;
for (const name of named) {
  const began = Date.now();
  let problem;
  try {
    await drive(await build(name));
  } catch (error) {
    problem = error;
    failed += 1;
  }
  console.log(`${problem ? 'FAILED' : 'ok'}  host ${name}  (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (problem) console.log(`${problem.stdout ?? ''}${problem.stderr ?? ''}${problem.stack}`);
}
await browser.close();
console.log(`${named.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

/** @returns {Promise<string>} the folder of the built app. */
async function build(name) {
  const project = join(cache, name);
  const wanted = readFileSync(join(sources, name, 'package.json'), 'utf8');
  const stamp = createHash('sha256').update(wanted).digest('hex');
  const stampFile = join(project, '.installed');
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    rmSync(project, { recursive: true, force: true });
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, 'package.json'), wanted);
    await npm(project, 'install');
    writeFileSync(stampFile, stamp);
  }
  // Its dependencies are the registry's, the package is the tarball's of now.
  await npm(project, 'install', '--no-save', tarball);
  for (const file of ['theme.css', 'gateway.js']) cpSync(join(sources, file), join(project, file));
  cpSync(join(sources, name), project, { recursive: true });
  if (name === 'plain') {
    const files = [join(sources, 'theme.css'), join(project, 'node_modules/comis-security-elements/dist/cdn.js')];
    for (const file of files) cpSync(file, join(project, 'public', basename(file)));
  }
  await run('npm', ['run', 'build', '--if-present', '--silent'], { cwd: project, timeout: 300_000 });
  return join(project, 'dist');
}

function npm(cwd, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--silent'];
  return run('npm', [...args, ...quiet], { cwd, timeout: 300_000 });
}

async function drive(folder) {
  const server = createServer(({ url }, response) => {
    const path = new URL(url, 'http://x').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    const type = mimeTypes[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': strictCsp() }).end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.stack));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    // What the page reported often tells why it could not be used.
    await use(page).catch((error) => problems.unshift(error.stack));
    if (problems.length > 0) throw new Error(problems.join('\n'));
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
}

/** What every host does: embeds three elements, vetoes one decision and hears of another, themes, and unmounts. */
async function use(page) {
  const ask = (action) =>
    page.evaluate(
      (each) =>
        globalThis.host.gateway.approvals.request(
          globalThis.host.anApproval({ action: each, approvalId: each, risk: 'low' }),
        ),
      action,
    );
  await page.locator('comis-token-manager').getByRole('table').first().waitFor();
  await page.locator('comis-security-events').getByText('Live', { exact: true }).first().waitFor();

  await ask('vetoed.action');
  await ask('allowed.action');
  const card = (action) => page.locator('comis-approval-card').filter({ hasText: action });
  const approve = async (action) => {
    // What is not on the screen cannot be approved.
    await card(action).locator('button.approve').scrollIntoViewIfNeeded();
    await card(action).locator('button.approve[aria-disabled="false"]').click();
  };
  await approve('vetoed.action');
  await card('vetoed.action')
    .getByText(/page did not allow it/)
    .waitFor();
  await approve('allowed.action');
  await page.locator('#decided').getByText('allowed.action: approved').waitFor();

  const surface = await page
    .locator('comis-approval-queue')
    .evaluate((queue) => getComputedStyle(queue.shadowRoot.querySelector('.root')).backgroundColor);
  if (surface !== 'rgb(250, 240, 230)') throw new Error(`not themed: ${surface}`);

  await page.evaluate(() => {
    globalThis.gone = [];
  });
  const names = ['gateway', 'approval-queue', 'security-events', 'token-manager'];
  for (let round = 0; round < 3; round++) {
    await page.evaluate((tags) => {
      for (const tag of tags) globalThis.gone.push(new WeakRef(document.querySelector(`comis-${tag}`)));
    }, names);
    await page.locator('#toggle').click();
    await page.locator('comis-gateway').waitFor({ state: 'detached' });
    await page.locator('#toggle').click();
    await page.locator('comis-token-manager').getByRole('table').first().waitFor();
  }
  const session = await page.context().newCDPSession(page);
  let left = [];
  for (let tries = 0; tries < 80; tries++) {
    await session.send('HeapProfiler.collectGarbage');
    left = await page.evaluate(() => globalThis.gone.flatMap((each) => each.deref()?.localName ?? []));
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`unmounted elements are kept: ${left.join(', ')}`);
}
