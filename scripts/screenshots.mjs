/**
 * Takes a picture of each story in each form that it has to look well in, for people to open:
 * `npm run screenshots -- [stories, or states of them: approval-queue, approval-queue/full]`. They are put into
 * build/screenshots. What scrolls sideways is named.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from './find-browser.mjs';
import { root } from './root.mjs';
import { serveStories } from './stories-server.mjs';

const wide = { width: 1120, height: 800 };
/** How the browser is set up for each form. */
const forms = {
  light: { viewport: wide, colorScheme: 'light' },
  dark: { viewport: wide, colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 800 }, colorScheme: 'dark' },
  'forced-colors': { viewport: wide, forcedColors: 'active' },
  rtl: { viewport: wide, colorScheme: 'light' },
  he: { viewport: { ...wide, width: 1280 }, colorScheme: 'light' },
  'he-narrow': { viewport: { width: 320, height: 800 }, colorScheme: 'light' },
};

const wanted = process.argv.slice(2);
const { url, close } = await serveStories(0);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
const folder = join(root, 'build/screenshots');
const pages = await Promise.all(Object.entries(forms).map(openForm));
let taken = 0;
try {
  for (const address of await storyAddresses(pages[0].page)) {
    const query = new URL(address, url).searchParams;
    const [story, state] = [query.get('story'), query.get('state')];
    if (wanted.length > 0 && !wanted.includes(story) && !wanted.includes(`${story}/${state}`)) continue;
    mkdirSync(join(folder, story), { recursive: true });
    for (const { form, page } of pages) {
      await page.goto(new URL(address, url).href);
      await page.locator('html[data-ready]').waitFor();
      // Its words are loaded when they are used.
      if (form.startsWith('he')) await page.locator('.root:not([lang=he])').first().waitFor({ state: 'detached' });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (sideways > 0) console.log(`${story}, ${state}, ${form}: scrolls sideways by ${sideways} px`);
      await page.screenshot({ path: join(folder, story, `${state}.${form}.png`), fullPage: true });
      taken += 1;
    }
  }
} finally {
  await browser.close();
  close();
}
console.log(`${taken} pictures in ${folder}`);
if (taken === 0) process.exitCode = 1;

async function openForm([form, options]) {
  const page = await browser.newPage(options);
  if (form.startsWith('he')) {
    await page.addInitScript(() =>
      document.addEventListener('DOMContentLoaded', () =>
        Object.assign(document.documentElement, { lang: 'he', dir: 'rtl' }),
      ),
    );
  }
  if (form === 'rtl') {
    await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => (document.dir = 'rtl')));
  }
  return { form, page };
}

async function storyAddresses(page) {
  await page.goto(url);
  const links = page.getByRole('listitem').getByRole('link');
  await links.first().waitFor();
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
}
