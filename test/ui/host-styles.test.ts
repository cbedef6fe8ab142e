/** What a page's own styles can do to an element: size it, and nothing that changes what is read. */
import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { allStories } from '../../stories/all.js';
import { playStory, type Performance } from '../../stories/stage.js';
import type { Stories } from '../../stories/story.js';
import { deepQueryAll, painted, until } from '../support/browser.js';

let stage: HTMLElement;
let played: Performance | undefined;
const before = [...document.adoptedStyleSheets];

beforeEach(() => {
  stage = document.createElement('main');
  document.body.append(stage);
});
afterEach(() => {
  played?.end();
  played = undefined;
  stage.remove();
  document.adoptedStyleSheets = before;
});

function pageStyles(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...before, sheet];
}

/** Plays the first story of an element. */
async function play(stories: Stories): Promise<HTMLElement> {
  const [story] = Object.values(stories.states);
  played = await playStory(stories, story!, stage);
  await painted();
  return played.element;
}

const storiesOf = (element: string): Stories => Object.values(allStories).find((each) => each.element === element)!;

/** What frameworks and careless pages set on an ancestor, each with a value that changes what is read. */
const inherited: Record<string, string> = {
  'text-transform': 'uppercase',
  'letter-spacing': '5px',
  'word-spacing': '9px',
  'text-indent': '40px',
  'font-variant-caps': 'small-caps',
  'font-variant-ligatures': 'none',
  'font-feature-settings': '"zero"',
  'font-style': 'italic',
  'font-stretch': '50%',
  'font-kerning': 'none',
  'line-height': '0.4',
  'white-space-collapse': 'preserve',
  'text-wrap-mode': 'nowrap',
  'user-select': 'none',
  'text-align': 'right',
  'text-shadow': 'red 1px 1px 1px',
  'word-break': 'break-all',
  'tab-size': '1',
  'list-style-type': 'square',
  'writing-mode': 'vertical-rl',
  '-webkit-text-security': 'disc',
  '-webkit-text-fill-color': 'transparent',
  '-webkit-text-stroke-width': '3px',
};

describe('real use 5: styles of the page', () => {
  for (const stories of Object.values(allStories)) {
    it(`real use 5: do not reach the words of <${stories.element}> (${stories.title})`, async () => {
      const plain = await play(stories);
      const properties = Object.keys(inherited);
      const read = (element: HTMLElement) => {
        const wrapper = element.shadowRoot!.querySelector('.root')!;
        return properties.map((name) => `${name}: ${getComputedStyle(wrapper).getPropertyValue(name)}`);
      };
      const expected = read(plain);
      pageStyles(`main { ${properties.map((name) => `${name}: ${inherited[name]!}`).join(';')} }`);
      await painted();
      expect(read(plain)).to.deep.equal(expected);
      const reached = deepQueryAll(plain, '*').filter((each) => {
        const style = getComputedStyle(each);
        return style.textTransform === 'uppercase' || style.letterSpacing === '5px' || style.wordSpacing === '9px';
      });
      expect(reached.map((each) => each.outerHTML.slice(0, 80))).to.deep.equal([]);
    });
  }

  it('real use 5: let in what is meant to: direction, cursor, colour scheme, visibility, pointer events', async () => {
    pageStyles('main { direction: rtl; cursor: wait; color-scheme: dark; visibility: hidden; pointer-events: none }');
    const queue = await play(storiesOf('comis-approval-queue'));
    const style = getComputedStyle(queue.shadowRoot!.querySelector('.root > *')!);
    const { direction, cursor, colorScheme, visibility, pointerEvents } = style;
    expect({ direction, cursor, colorScheme, visibility, pointerEvents }).to.deep.equal({
      direction: 'rtl',
      cursor: 'wait',
      colorScheme: 'dark',
      visibility: 'hidden',
      pointerEvents: 'none',
    });
  });

  for (const css of ['* { all: unset }', 'comis-security-events, comis-security-dashboard { display: inline }']) {
    it(`real use 5: leave the log and the dashboard whole under ${css}`, async () => {
      pageStyles(css);
      const log = await play(storiesOf('comis-security-events'));
      const rows = () => [...log.shadowRoot!.querySelectorAll<HTMLElement>('.rows .row')];
      await until(() => rows().length > 5, 'rows of the log');
      const { height, width } = log.shadowRoot!.querySelector('.root')!.getBoundingClientRect();
      expect(height).to.be.greaterThan(300);
      expect(height).to.be.lessThan(900);
      expect(width).to.be.greaterThan(innerWidth * 0.9);
      played!.end();
      const dashboard = await play(storiesOf('comis-security-dashboard'));
      const inner = await until(() => deepQueryAll(dashboard, 'comis-security-events')[0], 'the log in the dashboard');
      await until(() => inner.shadowRoot!.querySelector('.rows .row'), 'a row in the dashboard', 8000);
      expect(inner.shadowRoot!.querySelector('.table')!.clientHeight).to.be.greaterThan(100);
    });
  }

  it('real use 5: `hidden` hides although the page unsets everything', async () => {
    pageStyles('* { all: unset }');
    const queue = await play(storiesOf('comis-approval-queue'));
    queue.hidden = true;
    expect(queue.getClientRects().length).to.equal(0);
  });

  for (const [root, text] of [
    ['62.5%', 13],
    ['14.5px', 13],
    ['16px', 14],
    ['118.75%', 16.625],
  ] as const) {
    it(`real use 5: text is ${text} px where the root's size is ${root}, and all else follows it`, async () => {
      pageStyles(`html { font-size: ${root} }`);
      const tokens = await play(storiesOf('comis-token-manager'));
      const wrapper = tokens.shadowRoot!.querySelector('.root')!;
      expect(parseFloat(getComputedStyle(wrapper).fontSize)).to.be.closeTo(text, 0.01);
      const buttons = deepQueryAll(tokens, 'button').filter((each) => each.getClientRects().length > 0);
      expect(buttons.length).to.be.greaterThan(2);
      for (const button of buttons) {
        expect(parseFloat(getComputedStyle(button).fontSize)).to.be.at.least(12);
        expect(button.getBoundingClientRect().height, button.textContent ?? '').to.be.at.least(24);
      }
      const main = buttons.find((each) => each.matches('.primary, [type=submit]'))!;
      expect(main.getBoundingClientRect().height).to.be.closeTo(text * 2.29, 1.5);
    });
  }

  it('real use 5: every size follows --comis-font-size', async () => {
    pageStyles('main { --comis-font-size: 28px }');
    const tokens = await play(storiesOf('comis-token-manager'));
    const button = deepQueryAll(tokens, 'button').find((each) => each.matches('.primary, [type=submit]'))!;
    expect(button.getBoundingClientRect().height).to.be.closeTo(64, 2);
    expect(getComputedStyle(button).paddingInlineStart).to.equal('23.94px');
  });

  it('real use 5: the page sizes an element, and its ground fills what it is given', async () => {
    pageStyles('comis-security-events { height: 333px; width: 700px } comis-approval-queue { min-height: 444px }');
    const log = await play(storiesOf('comis-security-events'));
    const { width, height } = log.shadowRoot!.querySelector('.root')!.getBoundingClientRect();
    expect([width, height]).to.deep.equal([700, 333]);
  });
});
