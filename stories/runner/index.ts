/** Lists all stories. */
import { html, render } from 'lit';
import { allStories } from '../all.js';
import { slug } from '../stage.js';
import { storyUrl } from './address.js';

const lists = Object.entries(allStories).map(
  ([name, { title, element, states }]) => html`
    <section>
      <h2>${title}</h2>
      <p><code>&lt;${element}&gt;</code></p>
      <ul>
        ${Object.entries(states).map(
          ([state, { note }]) =>
            html`<li><a href=${storyUrl({ name, state: slug(state) })}>${state}</a>${note ? ` — ${note}` : ''}</li>`,
        )}
      </ul>
    </section>
  `,
);
render(
  html`<h1>Stories</h1>
    ${lists}`,
  document.querySelector<HTMLElement>('#main')!,
);
