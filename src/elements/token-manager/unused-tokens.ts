import type { TokenList } from '../../data/tokens.js';
import type { Token } from '../../protocol/index.js';

/** How long before the page was loaded a token may have been created for its dialog to have been on that page. */
export const recentMs = 30 * 60_000;

/**
 * The tokens whose secrets may have been lost when the page was left, newest first. A page that the browser loads again
 * remembers nothing of its dialog, so they are derived from the list: created within {@link recentMs} before the load
 * and never used. Empty where the gateway reports no creation times or no uses, as the Comis daemon does.
 *
 * @param loadedAt when the page was loaded (epoch ms, the gateway's time).
 */
export function unusedSince(list: TokenList, loadedAt: number): readonly Token[] {
  const tellsUse = list.tokens.some(({ lastUsedAt }) => lastUsedAt !== undefined);
  if (!tellsUse) return [];
  return list.tokens
    .filter(({ createdAt = NaN }) => createdAt > loadedAt - recentMs && createdAt <= loadedAt)
    .filter(({ lastUsedAt, current }) => lastUsedAt === undefined && current !== true)
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
}

/** Whether the browser loaded the page again (Back, Forward, Reload) rather than at the request of a link or a person. */
export function wasLoadedAgain(view: Window | null): boolean {
  // Test DOMs have no such entries.
  if (!view || !('getEntriesByType' in view.performance)) return false;
  const [entry] = view.performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'back_forward' || entry?.type === 'reload';
}

/** When the page was loaded, by the gateway's clock. @param now the gateway's time (epoch ms). */
export const loadedAt = (view: Window | null, now: number): number => now - (view?.performance.now() ?? 0);
