/** Words that are 40 % longer than the English ones, at 320 px: nothing bursts its box. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../src/define.js';
import { allStories } from '../../../stories/all.js';
import { playStory } from '../../../stories/stage.js';
import { deepQueryAll, painted } from '../../support/browser.js';
import { stretchedLang } from '../../support/stretched-language.js';

const parentOf = (node: Element): Element | null =>
  node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** Whether what is too long for an element can be reached, or is meant to end in an ellipsis. */
function isHandled(element: Element, stage: Element): boolean {
  for (let each: Element | null = element; each && each !== stage; each = parentOf(each)) {
    const { overflowX, textOverflow, clipPath } = getComputedStyle(each);
    if (['auto', 'scroll'].includes(overflowX) || textOverflow === 'ellipsis' || clipPath !== 'none') return true;
  }
  return false;
}

/** The elements that reach out of the stage, or whose text reaches out of them. */
function bursting(stage: HTMLElement): string[] {
  const edge = stage.getBoundingClientRect().right + 1;
  const found = deepQueryAll(stage, '*').filter((element) => {
    if (!(element instanceof HTMLElement) || !element.checkVisibility()) return false;
    // The box of a line also holds the spaces that hang out of its end.
    if (getComputedStyle(element).display.startsWith('inline') && element.clientWidth === 0) return false;
    const isTooWide = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    return (isTooWide || element.getBoundingClientRect().right > edge) && !isHandled(element, stage);
  });
  return found.map((each) => `${each.localName}.${each.className}: ${each.textContent.trim().slice(0, 60)}`);
}

describe('words that are 40 % longer, at 320 px', () => {
  let stage: HTMLElement;
  before(() => setViewport({ width: 352, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));
  beforeEach(() => {
    stage = document.createElement('main');
    stage.lang = stretchedLang;
    stage.style.inlineSize = '320px';
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  for (const stories of Object.values(allStories)) {
    it(`fit: ${stories.title}`, async () => {
      const burst: string[] = [];
      for (const [state, story] of Object.entries(stories.states)) {
        const performance = await playStory(stories, story, stage);
        await painted();
        for (const root of deepQueryAll(stage, '.root')) expect(root.lang, state).to.equal(stretchedLang);
        burst.push(...bursting(stage).map((each) => `${state}: ${each}`));
        performance.end();
      }
      expect(burst).to.deep.equal([]);
    }).timeout(120_000);
  }
});
