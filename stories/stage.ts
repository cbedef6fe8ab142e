/** Puts a story on a page. */
import { html, render } from 'lit';
import { SimulatedGateway } from '../src/testing/index.js';
import type { Stories, Story } from './story.js';

/** A story that plays. */
export interface Performance {
  readonly element: HTMLElement;
  /** Takes everything away and stops it. */
  end(): void;
}

/**
 * Plays a story in a container. The elements must be defined.
 *
 * @throws {Error} when the story renders something else than its element.
 */
export async function playStory(stories: Stories, story: Story, container: HTMLElement): Promise<Performance> {
  const gateway = new SimulatedGateway(story.gateway);
  const client = gateway.client(story.client);
  const stage = { gateway, client };
  await story.setup?.(stage);

  const content = story.render?.(stage) ?? html`${document.createElement(stories.element)}`;
  render(
    story.provider === false ? content : html`<comis-gateway .client=${client}>${content}</comis-gateway>`,
    container,
  );
  const element = container.querySelector<HTMLElement>(stories.element);
  if (!element) throw new Error(`A story of ${stories.element} renders none.`);
  await settled(element);
  await story.play?.(stage, element);
  await settled(element);

  return {
    element,
    end() {
      render(html``, container);
      client.close();
      gateway.close();
    },
  };
}

/** Two frames: what came before them is rendered. */
async function settled(element: HTMLElement): Promise<void> {
  if ('updateComplete' in element) await element.updateComplete;
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The address of a state: `Not allowed` is `not-allowed`. */
export function slug(state: string): string {
  return state
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
