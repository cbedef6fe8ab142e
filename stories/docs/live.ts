/** The live parts of the documentation site: examples with controls, and a button that copies code. */
import '../../src/define.js';
import { html, render, type TemplateResult } from 'lit';
import type { ReactiveElement } from 'lit';
import { allStories } from '../all.js';
import { type Performance, playStory } from '../stage.js';

/** What can be turned. */
interface Settings {
  state: string;
  theme: 'light dark' | 'light' | 'dark';
  width: string;
  language: string;
}

const widths = { 'as wide as the page': '', '320 px': '320px', '480 px': '480px', '768 px': '768px' };
const themes = { 'as the system': 'light dark', light: 'light', dark: 'dark' };
const languages = { English: 'en', Deutsch: 'de', עברית: 'he', 日本語: 'ja' };

/** One example: a story of an element on a simulated gateway, with its controls. */
class LiveExample {
  readonly #stories;
  readonly #tag: string;
  readonly #controls = document.createElement('div');
  readonly #stage = document.createElement('div');
  readonly #settings: Settings;
  #playing: Performance | undefined;
  /** Settles once what plays has begun: stories follow each other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(section: HTMLElement) {
    const stories = allStories[section.dataset['story'] ?? ''];
    if (!stories) throw new Error('There is no such story.');
    this.#stories = stories;
    this.#tag = section.dataset['tag'] ?? stories.element;
    this.#settings = { state: Object.keys(stories.states)[0] ?? '', theme: 'light dark', width: '', language: 'en' };
    this.#controls.className = 'controls';
    this.#stage.className = 'stage';
    section.replaceChildren(this.#controls, this.#stage);
  }

  async play(): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#begin());
    await this.#turn;
  }

  async #begin(): Promise<void> {
    this.#playing?.end();
    const story = this.#stories.states[this.#settings.state];
    if (!story) return;
    this.#apply();
    this.#playing = await playStory(this.#stories, story, this.#stage);
    this.#render();
  }

  #apply(): void {
    const { theme, width, language } = this.#settings;
    this.#stage.style.colorScheme = theme;
    this.#stage.style.width = width;
    this.#stage.lang = language;
    this.#stage.dir = language === 'he' ? 'rtl' : 'ltr';
  }

  #render(): void {
    const { state, theme, width, language } = this.#settings;
    const states = Object.fromEntries(Object.keys(this.#stories.states).map((each) => [each, each]));
    const note = this.#stories.states[state]?.note;
    render(
      html`
        <div class="fields">
          ${this.#select('State', 'state', states, state)} ${this.#select('Theme', 'theme', themes, theme)}
          ${this.#select('Width', 'width', widths, width)} ${this.#select('Language', 'language', languages, language)}
        </div>
        ${note === undefined ? '' : html`<p>${note}</p>`}
        <details>
          <summary>Attributes</summary>
          <div class="fields">${this.#attributes().map(([name, kind]) => this.#attribute(name, kind))}</div>
        </details>
      `,
      this.#controls,
    );
  }

  #select(
    label: string,
    key: keyof Settings,
    options: Readonly<Record<string, string>>,
    value: string,
  ): TemplateResult {
    const onChange = (event: Event) => {
      Object.assign(this.#settings, { [key]: (event.target as HTMLSelectElement).value });
      if (key === 'state') void this.play();
      else this.#apply();
    };
    return html`<label
      >${label}
      <select @change=${onChange}>
        ${Object.entries(options).map(
          ([name, each]) => html`<option value=${each} ?selected=${each === value}>${name}</option>`,
        )}
      </select></label
    >`;
  }

  /** The attributes that the element observes. */
  #attributes(): [name: string, kind: 'flag' | 'text'][] {
    const definition = customElements.get(this.#tag) as typeof ReactiveElement | undefined;
    return [...(definition?.elementProperties ?? [])].flatMap(
      ([property, { attribute, type }]): [string, 'flag' | 'text'][] => {
        if (attribute === false || typeof property !== 'string') return [];
        const name = typeof attribute === 'string' ? attribute : property.toLowerCase();
        return [
          [
            name,
            type === Boolean || /^(read-only|guarded|allow-framed|trust-visibility)$/.test(name) ? 'flag' : 'text',
          ],
        ];
      },
    );
  }

  #attribute(name: string, kind: 'flag' | 'text'): TemplateResult {
    const element = this.#playing?.element;
    const onChange = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      if (kind === 'flag') element?.toggleAttribute(name, input.checked);
      else if (input.value === '') element?.removeAttribute(name);
      else element?.setAttribute(name, input.value);
    };
    return kind === 'flag'
      ? html`<label
          ><input type="checkbox" .checked=${element?.hasAttribute(name) ?? false} @change=${onChange} />${name}</label
        >`
      : html`<label
          >${name} <input type="text" size="12" .value=${element?.getAttribute(name) ?? ''} @change=${onChange}
        /></label>`;
  }
}

function addCopyButton(figure: Element): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    const text = figure.querySelector('code')?.textContent ?? '';
    navigator.clipboard.writeText(text).then(
      () => (button.textContent = 'Copied'),
      () => (button.textContent = 'Cannot copy'),
    );
  });
  figure.append(button);
}

for (const figure of document.querySelectorAll('figure.code')) addCopyButton(figure);
// On a narrow screen the list of pages would come before every page.
if (matchMedia('(max-width: 760px)').matches) document.querySelector('nav.site details')?.removeAttribute('open');
const examples = [...document.querySelectorAll<HTMLElement>('section.live')].map((each) => new LiveExample(each));
await Promise.all(examples.map((each) => each.play()));
document.documentElement.dataset['ready'] = '';
