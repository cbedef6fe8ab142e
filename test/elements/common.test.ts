/** What every element owes: found by itself from the folders of the elements and the stories. */
import { expect } from '@open-wc/testing';
import '../../src/define.js';
import * as classes from '../../src/elements.js';
import { allStories } from '../../stories/all.js';
import { playStory } from '../../stories/stage.js';
import { deepQueryAll, expectAccessible, painted } from '../support/browser.js';

/** The elements that serve others and show nothing without a gateway. */
const silent = new Set(['comis-gateway']);
const elements = Object.values(classes).map((elementClass) => ({ elementClass, name: elementClass.elementName }));

let stage: HTMLElement;
beforeEach(() => {
  stage = document.createElement('main');
  document.body.append(stage);
});
afterEach(() => stage.remove());

/** Puts an element on the page and waits until it has rendered. */
async function show(tag: string): Promise<HTMLElement> {
  const element = document.createElement(tag);
  stage.append(element);
  await painted();
  return element;
}

/** The text that a person sees, through shadow roots and slots. */
function textOf(node: Node): string {
  if (node instanceof HTMLStyleElement || node instanceof Comment) return '';
  if (node instanceof Text) return node.data;
  const assigned = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
  const shown =
    assigned.length > 0 ? assigned : (node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes;
  return [...shown].map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim();
}

describe('every element', () => {
  for (const { elementClass, name } of elements) {
    describe(`<comis-${name}>`, () => {
      it('may be defined twice', () => {
        const before = customElements.get(`comis-${name}`);
        elementClass.define();
        expect(before).to.not.equal(undefined);
        expect(customElements.get(`comis-${name}`)).to.equal(before);
      });

      it('works under another prefix, with all that it is made of', async () => {
        elementClass.define('acme');
        const element = await show(`acme-${name}`);
        const tags = [element, ...deepQueryAll(element, '*')].map(({ localName }) => localName);
        const undefinedTags = tags.filter((tag) => tag.includes('-') && !customElements.get(tag));
        expect(tags.filter((tag) => tag.startsWith('comis-'))).to.deep.equal([]);
        expect(undefinedTags).to.deep.equal([]);
      });

      it('survives being moved and removed', async () => {
        const element = await show(`comis-${name}`);
        const other = document.createElement('div');
        stage.append(other);
        other.append(element);
        await painted();
        element.remove();
        await painted();
      });

      if (!silent.has(`comis-${name}`)) {
        it('says in its place what is missing when there is no client', async () => {
          const element = await show(`comis-${name}`);
          expect(textOf(element)).to.match(/<comis-gateway>|client/);
          await expectAccessible(element);
        });
      }

      it('has stories', () => {
        if (silent.has(`comis-${name}`)) return;
        expect(Object.values(allStories).map(({ element }) => element)).to.include(`comis-${name}`);
      });
    });
  }
});

describe('every story', () => {
  for (const stories of Object.values(allStories)) {
    describe(stories.title, () => {
      for (const [state, story] of Object.entries(stories.states)) {
        it(`${state}: renders and is accessible in light and dark`, async () => {
          const performance = await playStory(stories, story, stage);
          try {
            expect(textOf(stage)).to.not.equal('');
            await expectAccessible(stage);
            // In a box of the page's own that scrolls, nothing of it makes the page longer.
            stage.style.blockSize = '10rem';
            stage.style.overflow = 'auto';
            expect(document.documentElement.scrollHeight).to.be.at.most(innerHeight);
          } finally {
            performance.end();
          }
          // axe looks at every node twice, which takes its time where the machine is busy.
        }).timeout(30_000);
      }
    });
  }
});
