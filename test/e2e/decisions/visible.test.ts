/** Approve works only where it can truly be seen: covered, faded, hidden or moved by the page that holds it, it does not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { pressTooEarly, until } from '../../support/e2e.js';
import { button, cards, leave, live, middleOf, pressVerdict, useQueue, works } from './support.js';

const { e2e, ask, agentView, decided, pending } = useQueue();

/** Takes away what only some browsers have: then opacity and hit tests must do. */
const withoutReports = (): void => {
  Reflect.deleteProperty(IntersectionObserver.prototype, 'trackVisibility');
};

/** The event by which a decision asks its host. */
const decide = ['comis-before-decide'];

/** How many decisions were asked for in the page, from now on. */
async function countDecisions(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as { asked?: number };
    counted.asked = 0;
    document.addEventListener('comis-before-decide', () => (counted.asked! += 1), true);
  });
  return () => page.evaluate(() => (window as { asked?: number }).asked ?? -1);
}

/** Lays something of the page's own over everything, which goes at the first click. */
const cover = (page: Page, kind: 'dialog' | 'sliding') =>
  page.evaluate((how) => {
    const over = document.createElement(how === 'dialog' ? 'dialog' : 'div');
    over.id = 'over';
    over.style.cssText =
      'position: fixed; inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; z-index: 9; background: white';
    document.body.append(over);
    if (over instanceof HTMLDialogElement) over.showModal();
    over.addEventListener('click', () => {
      if (over instanceof HTMLDialogElement) over.close();
      else over.style.insetInlineStart = '110vw';
    });
  }, kind);

const style = (page: Page, selector: string, name: string, value: string) =>
  page.evaluate(([of, property, to]) => document.querySelector<HTMLElement>(of)!.style.setProperty(property, to), [
    selector,
    name,
    value,
  ] as const);

/** Waits until a button is inert, also where nobody could find it any more. */
const inert = async (approve: Locator) => {
  const button = await approve.elementHandle();
  await until(async () => (await button?.getAttribute('aria-disabled')) === 'true', 'the button to become inert');
};

for (const engine of ['reported by the browser', 'by opacity and hit tests'] as const) {
  /** One request, and its Approve, which works. */
  const open = async (action: string, request: object = {}) => {
    const page = await pending();
    if (engine === 'by opacity and hit tests') {
      await page.addInitScript(withoutReports);
      await page.reload();
      await live(page);
    }
    const id = await ask({ action, ...request });
    const approve = button(cards(page, action), 'Approve');
    const at = await middleOf(approve);
    if (request === undefined || !('risk' in request)) await until(() => works(approve), 'Approve to work');
    return { page, id, approve, at, asked: await countDecisions(page) };
  };

  describe(`what cannot be seen is not approved, ${engine}`, () => {
    for (const kind of ['dialog', 'sliding'] as const) {
      it(`real use 6: a double click on what closes over Approve decides nothing (${kind})`, async () => {
        const { page, id, approve } = await open(`closed.${kind}`);
        for (const pause of [60, 150, 300]) {
          const asked = await pressTooEarly(page, decide, async (clicks) => {
            // Otherwise it may be inert because of the last round, and the cover go unnoticed.
            await until(() => works(approve), 'Approve to work');
            const at = await middleOf(approve);
            await cover(page, kind);
            await inert(approve);
            await page.mouse.click(...at);
            const uncovered = (await clicks()).at(-1)!;
            await page.waitForTimeout(pause);
            await page.mouse.click(...at);
            await page.evaluate(() => document.querySelector('#over')?.remove());
            return uncovered;
          });
          assert.equal(asked, 0, `${String(pause)} ms after`);
        }
        assert.equal((await agentView(id)).state, 'waiting');
        await pressVerdict(approve);
        assert.equal(await decided(id), 'approved');
      });
    }

    for (const [name, hidden, shown] of [
      ['visibility', 'hidden', 'visible'],
      ['opacity', '0.01', '1'],
      ['display', 'none', 'block'],
    ] as const) {
      it(`real use 6: ${name} that the page toggles under a click decides nothing`, async () => {
        const { page, id, approve } = await open(`toggled.${name}`);
        const handle = await approve.elementHandle();
        for (const pause of [0, 100, 300]) {
          const asked = await pressTooEarly(page, decide, async () => {
            await until(() => works(approve), 'Approve to work');
            const at = await middleOf(approve);
            await style(page, 'comis-security-dashboard', name, hidden);
            await until(
              () => handle?.evaluate((shown) => shown.getAttribute('aria-disabled') === 'true'),
              'it to be inert',
            );
            const since = await page.evaluate(() => performance.now());
            await style(page, 'comis-security-dashboard', name, shown);
            await page.waitForTimeout(pause);
            await page.mouse.click(...at);
            return since;
          });
          assert.equal(asked, 0, `${String(pause)} ms after`);
        }
        assert.equal((await agentView(id)).state, 'waiting');
        await pressVerdict(approve);
        assert.equal(await decided(id), 'approved');
      });
    }

    for (const selector of ['comis-security-dashboard', 'body']) {
      it(`real use 6: at opacity 0.01 on ${selector} nothing is read or approved, and Deny works`, async () => {
        const { page, id, approve, at, asked } = await open('faint.low');
        await style(page, selector, 'opacity', '0.01');
        await inert(approve);
        await page.mouse.click(...at);
        await page.keyboard.press('Alt+a');
        assert.equal(await asked(), 0);
        const grave = cards(page, 'faint.high');
        const other = await ask({ action: 'faint.high', risk: 'high', timeoutMs: 600_000 });
        await leave(page);
        await grave.waitFor();
        await grave.scrollIntoViewIfNeeded();
        await grave.getByText('Something on the page covers or fades them.').waitFor();
        await style(page, selector, 'opacity', '1');
        await until(() => works(button(grave, 'Approve')), 'Approve to work once it is seen');
        await style(page, selector, 'opacity', '0.01');
        await inert(approve);
        await pressVerdict(button(cards(page, 'faint.low'), 'Deny'));
        assert.equal(await decided(id), 'denied');
        assert.equal((await agentView(other)).state, 'waiting');
      });
    }

    it('real use 6: what the page moves under the pointer is not approved', async () => {
      const { page, id, approve, at, asked } = await open('moved.one');
      // A click that comes too late to say anything must not decide.
      await page.evaluate(() => {
        document.addEventListener('comis-before-decide', (event) => event.preventDefault(), true);
      });
      /** Moves the page, and says how long afterwards its next click came, in ms, by the page's own clock. */
      const clickAfterMove = () =>
        page.evaluateHandle(() => {
          const moved = performance.now();
          document.body.style.translate = '0px 0';
          return {
            took: new Promise<number>((resolve) => {
              addEventListener('click', ({ timeStamp }) => resolve(timeStamp - moved), { capture: true, once: true });
            }),
          };
        });
      for (const pause of [0, 60, 300]) {
        // On a busy machine a click may come later than it was meant to: then it is made again.
        for (let took = Infinity; took >= 450;) {
          await style(page, 'body', 'translate', '300px 0');
          await inert(approve);
          await until(() => works(approve), 'Approve to work where it is');
          const before = await asked();
          const click = await clickAfterMove();
          await page.waitForTimeout(pause);
          await page.mouse.click(...at);
          took = await click.evaluate(({ took: of }) => of);
          if (took < 450) assert.equal(await asked(), before, `${String(Math.round(took))} ms after`);
        }
      }
      assert.equal((await agentView(id)).state, 'waiting');
    });

    it('real use 6: what is missing stands at the button; a key scrolls to it and speaks', async () => {
      const lines = Array.from({ length: 400 }, (_, line) => `step ${String(line)}`);
      const { page, approve, asked } = await open('told.one', { risk: 'high', params: { lines } });
      const card = cards(page, 'told.one');
      const why = card.getByText('Approve works once all parameters have been in view.').first();
      await why.waitFor();
      const described = async () => {
        const ids = (await approve.getAttribute('aria-describedby')) ?? '';
        return card.evaluate(
          (shown, list) =>
            list
              .split(' ')
              .map((id) => shown.querySelector(`#${id}`)?.textContent)
              .join(' '),
          ids,
        );
      };
      assert.match(await described(), /all parameters have been in view/);
      assert.equal(await approve.getAttribute('aria-disabled'), 'true');
      await until(() => works(button(card, 'Deny')), 'Deny to work');
      await approve.focus();
      await until(async () => !/Ready in a moment/.test(await described()), 'the button to have been seen');
      await page.keyboard.press('Enter');
      const spoken = card.getByRole('status').filter({ hasText: 'Approve works once all parameters' });
      await until(() => spoken.count(), 'the words to be spoken');
      assert.equal(await asked(), 0);
      await button(card, 'I have read all of it').focus();
      await page.keyboard.press('Space');
      await until(() => works(approve), 'Approve to work');
      await style(page, 'body', 'opacity', '0.5');
      await inert(approve);
      await approve.focus();
      await page.keyboard.press('Enter');
      await until(() => card.getByRole('status').filter({ hasText: 'Covered or faded' }).count(), 'the new words');
      assert.match(await described(), /Covered or faded/);
      assert.equal(await asked(), 0);
    });

    it('real use 6: bulk acts, Remember and Release need a button that is seen, too', async () => {
      const { page, id, asked } = await open('bulk.seen');
      /** Covers a button until a click, and uncovers it. */
      const covered = async (of: Locator) => {
        const handle = await of.elementHandle();
        await cover(page, 'dialog');
        await until(async () => (await handle?.getAttribute('aria-disabled')) === 'true', 'it to be inert');
        await page.mouse.click(5, 5);
        await page.evaluate(() => document.querySelector('#over')?.remove());
      };
      await cards(page, 'bulk.seen').getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Approve 1…' }).click();
      const confirm = page.getByRole('dialog').getByRole('button', { name: 'Approve 1', exact: true });
      await until(() => works(confirm), 'the dialog to be armed');
      const place = await middleOf(confirm);
      await covered(confirm);
      await page.mouse.click(...place);
      assert.equal(await asked(), 0);
      await page.keyboard.press('Escape');
      await button(cards(page, 'bulk.seen'), 'Remember this…').click();
      const remember = page.getByRole('dialog').getByRole('button', { name: 'Remember', exact: true });
      await page.getByRole('dialog').getByRole('combobox').last().selectOption({ index: 1 });
      await until(() => works(remember), 'Remember to be armed');
      await covered(remember);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Emergency brake: make everything ask' }).first().click();
      const ask = page.getByRole('button', { name: 'Release the brake…' }).first();
      await ask.click();
      const release = page.getByRole('dialog').getByRole('button', { name: 'Release', exact: true });
      await until(() => works(release), 'Release to be armed');
      await covered(release);
      await until(() => works(release), 'Release to be armed again');
      await release.click();
      await page.getByRole('button', { name: 'Emergency brake: make everything ask' }).first().waitFor();
      assert.equal((await agentView(id)).state, 'waiting');
    });
  });
}

describe('what only the browser sees', () => {
  const watermark = (page: Page) =>
    page.evaluate(() => {
      const over = document.createElement('div');
      over.style.cssText = 'position: fixed; inset: 0; z-index: 9; background: #f003; pointer-events: none';
      document.body.append(over);
    });

  it('real use 6: a cover that lets clicks through disarms Approve, unless the host vouches for it', async () => {
    const page = await pending();
    const id = await ask({ action: 'watermark.one' });
    const approve = button(cards(page, 'watermark.one'), 'Approve');
    await until(() => works(approve), 'Approve to work');
    const asked = await countDecisions(page);
    await watermark(page);
    await inert(approve);
    await cards(page, 'watermark.one').getByText('Covered or faded by something on the page.').waitFor();
    await page.mouse.click(...(await middleOf(approve)));
    assert.equal(await asked(), 0);
    await page.evaluate(() => document.querySelector('comis-gateway')?.setAttribute('trust-visibility', ''));
    await style(page, 'body', 'filter', 'grayscale(1)');
    await pressVerdict(approve);
    assert.equal(await decided(id), 'approved');
  });

  for (const [what, free] of [
    ['all of the parameters', 0],
    ['the middle of the parameters', 0.25],
  ] as const) {
    it(`real use 6: a cover that lets clicks through and lies over ${what} alone keeps them from being read`, async () => {
      const page = await pending();
      // Waits until the cover is there: what was on the screen before it has been read.
      await page.evaluate(() => (document.body.style.opacity = '0.01'));
      const params = Object.fromEntries(Array.from({ length: 8 }, (_, line) => [`key ${String(line)}`, line]));
      const id = await ask({ action: 'covered.params', risk: 'high', params });
      const card = cards(page, 'covered.params');
      await card.locator('.params').scrollIntoViewIfNeeded();
      const box = await card.locator('.params').boundingBox();
      assert.ok(box);
      await page.evaluate(
        ([{ x, y, width, height }, part]) => {
          const over = document.createElement('div');
          over.id = 'over';
          over.style.cssText = `position: absolute; z-index: 9; background: white; pointer-events: none; left: ${String(x)}px; top: ${String(y + scrollY + height * part)}px; width: ${String(width)}px; height: ${String(height * (1 - 2 * part))}px`;
          document.body.append(over);
          document.body.style.opacity = '1';
        },
        [box, free] as const,
      );
      await card.getByText('Something on the page covers or fades them.').waitFor();
      await until(() => works(button(card, 'Deny')), 'Deny to work');
      // Half a second more would have armed it.
      await page.waitForTimeout(900);
      assert.equal(await works(button(card, 'Approve')), false);
      await page.evaluate(() => document.querySelector('#over')?.remove());
      await pressVerdict(button(card, 'Approve'));
      assert.equal(await decided(id), 'approved');
    });
  }

  it('real use 6: what is merely looked at works half a second after it came', async () => {
    const page = await pending();
    await ask({ action: 'quick.one' });
    const approve = button(cards(page, 'quick.one'), 'Approve');
    await approve.waitFor();
    const took = await approve.evaluate(async (shown) => {
      const start = performance.now();
      while (shown.getAttribute('aria-disabled') === 'true') await new Promise(requestAnimationFrame);
      return performance.now() - start;
    });
    assert.ok(took < 1500, `took ${String(took)} ms`);
  });

  it('real use 6: a header of the page that stays over the parameters does not keep them from being read', async () => {
    const page = await e2e.open('/security?tab=pending');
    await live(page);
    await page.evaluate(() => {
      const over = document.createElement('div');
      over.style.cssText = 'position: fixed; top: 0; left: 0; right: 0; height: 120px; z-index: 9; background: white';
      document.body.append(over);
    });
    const params = Object.fromEntries(Array.from({ length: 30 }, (_, line) => [`key ${String(line)}`, line]));
    await ask({ action: 'header.one', risk: 'high', params });
    const card = cards(page, 'header.one');
    await card.locator('.params').hover();
    for (let turns = 0; turns < 40 && !(await works(button(card, 'Approve'))); turns++) {
      await page.mouse.wheel(0, turns < 20 ? -60 : 60);
      await page.waitForTimeout(60);
    }
    await until(() => works(button(card, 'Approve')), 'Approve to work');
  });
});
