/** What a host hides like a secret, during a render. */
const none: readonly RegExp[] = [];
let current = none;

/**
 * Applies a host's patterns during a render or copy. Rendering is synchronous, so they need not be passed through every
 * template.
 */
export function withPatterns<T>(patterns: readonly RegExp[] | undefined, draw: () => T): T {
  const before = current;
  current = patterns ?? none;
  try {
    return draw();
  } finally {
    current = before;
  }
}

/** The current patterns of the host. */
export const currentPatterns = (): readonly RegExp[] => current;
