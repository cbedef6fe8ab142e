/** No text of an element is too small to be read, in any of its states, whatever the page's own size is. */
import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { allStories } from '../../stories/all.js';
import { playStory, type Performance } from '../../stories/stage.js';
import { deepQueryAll, painted } from '../support/browser.js';

/** Sizes of a page's root, and what the smallest text may then be, in px. */
const smallest = { '100%': 12, '62.5%': 11 } as const;

const root = document.documentElement;
let stage: HTMLElement;
let played: Performance | undefined;

beforeEach(() => {
  stage = document.createElement('main');
  document.body.append(stage);
});
afterEach(() => {
  played?.end();
  played = undefined;
  stage.remove();
  root.style.fontSize = '';
});

/** The elements that are drawn with a text of their own. */
function withText(element: Element): Element[] {
  return deepQueryAll(element, '*').filter((each) => {
    if (each.matches('style, script')) return false;
    const hasText = [...each.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    return (hasText || each.matches('input, select, textarea')) && each.checkVisibility();
  });
}

function tooSmall(element: Element, size: keyof typeof smallest): string[] {
  root.style.fontSize = size;
  return withText(element)
    .map((each) => ({ each, px: parseFloat(getComputedStyle(each).fontSize) }))
    .filter(({ px }) => px < smallest[size])
    .map(({ each, px }) => `${size}: ${px} px ${each.localName}.${each.className}`);
}

for (const stories of Object.values(allStories)) {
  it(`real use 5: no text of <${stories.element}> (${stories.title}) is too small at any size of the root`, async function () {
    this.timeout(60_000);
    for (const [name, story] of Object.entries(stories.states)) {
      played = await playStory(stories, story, stage);
      await painted();
      for (const each of deepQueryAll(played.element, 'details')) (each as HTMLDetailsElement).open = true;
      await painted();
      for (const size of ['100%', '62.5%'] as const) {
        expect([...new Set(tooSmall(played.element, size))], name).to.deep.equal([]);
      }
      played.end();
      played = undefined;
    }
  });
}
