/** Shows one story: `?story=NAME&state=STATE&theme=light|dark&width=PIXELS`. */
import '../../src/define.js';
import { html, render } from 'lit';
import { allStories } from '../all.js';
import { playStory, slug } from '../stage.js';
import { readAddress, storyUrl } from './address.js';

const address = readAddress(location.search);
const stories = allStories[address.name];
const [state, story] = Object.entries(stories?.states ?? {}).find(([name]) => slug(name) === address.state) ?? [];
const header = document.querySelector<HTMLElement>('#header')!;
const main = document.querySelector<HTMLElement>('#main')!;

if (stories && state !== undefined && story) {
  document.title = `${state} · ${stories.title}`;
  document.documentElement.style.colorScheme = address.theme ?? 'light dark';
  if (address.width) main.style.width = `${address.width}px`;
  render(
    html`
      <h1>${stories.title}: ${state}</h1>
      <nav aria-label="Variants">
        <a href="./">All stories</a>
        <a href=${storyUrl({ ...address, theme: 'light' })}>Light</a>
        <a href=${storyUrl({ ...address, theme: 'dark' })}>Dark</a>
        <a href=${storyUrl({ ...address, width: 320 })}>320 px</a>
        <a href=${storyUrl({ ...address, width: undefined })}>Wide</a>
      </nav>
      ${story.note ? html`<p>${story.note}</p>` : ''}
    `,
    header,
  );
  await playStory(stories, story, main);
  // Signals to screenshot tools that the story has played.
  document.documentElement.dataset['ready'] = '';
} else {
  render(html`<p>There is no story at this address. <a href="./">All stories</a></p>`, main);
}
