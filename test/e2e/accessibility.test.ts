/**
 * WCAG 2.2 AA, element by element, on its stories: see docs/accessibility.md. One story per element; with `--all`, every
 * story in every language.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serveStories } from '../../scripts/stories-server.mjs';
import { allStories } from '../../stories/all.js';
import { slug } from '../../stories/stage.js';
import { type PageOptions, until, useGateway } from '../support/e2e.js';
import {
  cutOff,
  describeStop,
  installHelpers,
  moving,
  shapeless,
  smallTargets,
  type Stop,
} from '../support/accessibility.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everything = process.env['COMIS_ALL'] === '1';
const languages = ['de', 'he', 'ja'] as const;
/** The state that shows most of an element, where it is not the first one. */
const fullest: Readonly<Record<string, string>> = { 'approval-badge': 'Pending' };
/** Elements whose first stories are shown by another one. */
const subjects = Object.entries(allStories).map(([name, { element, states }]) => ({
  name,
  element,
  states: Object.keys(states),
  state: fullest[name] ?? Object.keys(states)[0] ?? '',
}));
/** The stories that are called as their element is. */
const elements = subjects.filter(({ name, element }) => element === `comis-${name}`);

describe('accessibility', () => {
  const e2e = useGateway();
  let stories: Awaited<ReturnType<typeof serveStories>>;
  before(async () => {
    stories = await serveStories(0);
  });
  after(() => stories.close());

  async function open(name: string, state: string, options: PageOptions = {}): Promise<Page> {
    const page = await e2e.open(`${stories.url}story.html?story=${name}&state=${slug(state)}`, options);
    // tsx wraps functions in a helper of this name, which a page does not have.
    await page.evaluate('globalThis.__name = (each) => each');
    await page.evaluate(installHelpers);
    await page.locator('html[data-ready]').waitFor();
    return page;
  }

  /** Shows the page in a language, once its words are loaded. */
  async function inLanguage(page: Page, language: string): Promise<void> {
    await page.evaluate((lang) => {
      document.documentElement.lang = lang;
      document.documentElement.dir = lang === 'he' ? 'rtl' : 'ltr';
    }, language);
    await page.locator(`.root:not([lang=${language}])`).first().waitFor({ state: 'detached' });
  }

  async function axeFindings(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(of: string): Promise<{ violations: AxeViolation[] }> } };
      const { violations } = await axe.run('#main');
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    });
  }

  /** The roles of controls without a name, as assistive technology is given them. */
  async function unnamed(page: Page): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored, properties = [] }) => !ignored && properties.some((each) => each.name === 'focusable'))
      .filter(({ role, name }) => role?.value !== 'RootWebArea' && String(name?.value ?? '').trim() === '')
      .map(({ role }) => String(role?.value));
  }

  /** Presses Tab until the element is left; from its end with `Shift+Tab`. */
  async function walk(page: Page, element: string, key: 'Tab' | 'Shift+Tab'): Promise<Stop[]> {
    const stops: Stop[] = [];
    for (let count = 0; count < 150; count++) {
      await page.keyboard.press(key);
      const stop = await page.evaluate(describeStop, element);
      if (stop.inside) stops.push(stop);
      else if (stops.length > 0) return stops;
      if (stops.length > 1 && stop.id === stops[0]?.id) assert.fail(`the focus does not leave ${element}`);
    }
    return stops;
  }

  for (const { name, element, state } of elements) {
    it(`<${element}> by keyboard: every stop is seen, in order, and the way back is the same`, async () => {
      const page = await open(name, state);
      await page.evaluate(() => {
        const [first, last] = ['before', 'after'].map((id) =>
          Object.assign(document.createElement('button'), { id, textContent: id }),
        );
        document.querySelector('#main')!.before(first!);
        document.querySelector('#main')!.after(last!);
        first!.focus();
      });
      const there = await walk(page, element, 'Tab');
      const problems = there.flatMap(({ name: at, problems: found }) => found.map((each) => `${at} ${each}`));
      assert.deepEqual(problems, []);
      // A log that is long shows other rows meanwhile.
      await page.evaluate(() => document.querySelector<HTMLElement>('#after')?.focus());
      const back = await walk(page, element, 'Shift+Tab');
      // "I have read all of it" goes once all of it has been in view.
      const namesOf = (stops: typeof there) =>
        stops.map((stop) => stop.name.replace(/ at .*/, '')).filter((at) => !at.startsWith('button.declare'));
      assert.deepEqual(namesOf(back).reverse(), namesOf(there));
    });

    it(`<${element}>: names, targets of 24 px, text at 200%, 320 px, and axe in each language`, async () => {
      const page = await open(name, state);
      assert.deepEqual(await unnamed(page), []);
      assert.deepEqual(await page.evaluate(smallTargets, element), []);
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      assert.deepEqual(await page.evaluate(cutOff, element), [], '200%');
      await page.evaluate(() => (document.documentElement.style.fontSize = ''));
      await page.setViewportSize({ width: 320, height: 800 });
      assert.deepEqual(await page.evaluate(cutOff, element), [], '320 px');
      assert.deepEqual(await page.evaluate(smallTargets, element), [], '320 px');
      await page.setViewportSize({ width: 1280, height: 800 });
      for (const language of languages) {
        await inLanguage(page, language);
        assert.deepEqual(await axeFindings(page), [], language);
      }
    });

    it(`<${element}>: forced colours, and reduced motion`, async () => {
      const page = await open(name, state, { forcedColors: 'active', reducedMotion: 'reduce' });
      assert.deepEqual(await page.evaluate(shapeless, element), []);
      assert.deepEqual(await page.evaluate(moving, element), []);
    });
  }

  for (const { name, element, states } of everything ? subjects : []) {
    for (const state of states) {
      it(`<${element}>, ${name}: ${state} in every language, light and dark`, async () => {
        const page = await open(name, state);
        for (const language of languages) {
          await inLanguage(page, language);
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            assert.deepEqual(await axeFindings(page), [], `${language}, ${colorScheme}`);
          }
        }
      });
    }
  }

  it('a thousand events a second are no more than a few announcements', async () => {
    const page = await open('security-events', 'Flood');
    await page.evaluate(() => {
      const regions = window.accessibility.all(document, '[role=status], [role=alert], [role=log], [aria-live]');
      const spoken: string[] = [];
      Object.assign(window, { spoken });
      for (const region of regions) {
        if (region.ariaLive === 'off') continue;
        new MutationObserver(() => spoken.push(region.textContent)).observe(region, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      }
    });
    const first = () =>
      page.evaluate(() => window.accessibility.all(document, '.rows .col-time')[0]?.textContent ?? '');
    for (let second = 0; second < 3; second++) {
      const before = await first();
      await until(async () => (await first()).slice(0, 8) !== before.slice(0, 8), 'the next second of events', 60_000);
    }
    const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
    assert.ok(spoken.length <= 4, `${spoken.length} announcements: ${spoken.slice(0, 8).join(' | ')}`);
  });
});

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
