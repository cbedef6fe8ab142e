/**
 * Builds small host apps from the packed package and drives them in the browser under a strict policy:
 * `npm run test:hosts` those that every run of all tests drives, `-- --all` all of them, `-- next nuxt` these.
 */
import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from './find-browser.mjs';
import { build, pack } from './hosts/build.mjs';
import { serve } from './hosts/serve.mjs';
import { hosts } from './hosts/table.mjs';
import { use } from './hosts/use.mjs';
import { freshDist } from './pages.mjs';

const args = process.argv.slice(2);
const names = args.filter((each) => each !== '--all');
const unknown = names.filter((name) => !hosts.some((host) => host.name === name));
if (unknown.length > 0) throw new Error(`No such host: ${unknown.join(', ')}`);
const wanted = hosts.filter(
  ({ name, always }) => names.includes(name) || (names.length === 0 && (always || args.includes('--all'))),
);

freshDist();
const tarball = await pack();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: browserArgs,
  chromiumSandbox: false,
});
let failed = 0;
for (const host of wanted) {
  const began = Date.now();
  let problem;
  try {
    await drive(host, await build(host.name, tarball));
  } catch (error) {
    problem = error;
    failed += 1;
  }
  console.log(`${problem ? 'FAILED' : 'ok'}  host ${host.name}  (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (problem) console.log(`${problem.stdout ?? ''}${problem.stderr ?? ''}${problem.stack}`);
}
await browser.close();
console.log(`${wanted.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

async function drive(host, project) {
  const { url, stop } = await serve(host, project);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    // Violations of the policy are errors of the console.
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.stack));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    await page.goto(url);
    // What the page reported often tells why it could not be used.
    await use(page, host).catch((error) => problems.unshift(error.stack));
    if (problems.length > 0) throw new Error(problems.join('\n'));
  } finally {
    await context.close();
    await stop();
  }
}
