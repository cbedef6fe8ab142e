/** The state of a story's page, from its URL. */
export interface Address {
  /** The name of the stories' file. */
  readonly name: string;
  /** The slug of the state. */
  readonly state: string;
  /** Undefined: what the system is set to. */
  readonly theme?: 'light' | 'dark' | undefined;
  /** Undefined: as wide as the page. Any number of pixels else. */
  readonly width?: number | undefined;
}

/** Where a story is. */
export function storyUrl({ name, state, theme, width }: Address): string {
  const query = new URLSearchParams({ story: name, state });
  if (theme) query.set('theme', theme);
  if (width) query.set('width', String(width));
  return `story.html?${query}`;
}

/** What the page's address asks for. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const theme = query.get('theme');
  const width = Number(query.get('width'));
  return {
    name: query.get('story') ?? '',
    state: query.get('state') ?? '',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    width: width > 0 ? width : undefined,
  };
}
