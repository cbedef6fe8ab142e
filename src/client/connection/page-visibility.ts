/** Whether the page is visible; true without a page. */
export function isPageVisible(): boolean {
  return typeof document === 'undefined' || document.visibilityState !== 'hidden';
}

/**
 * Observes the page's visibility.
 *
 * @param hiddenMs - how long a page must be hidden to count as such.
 * @returns a function that stops it.
 */
export function followVisibility(
  hiddenMs: number,
  { onHidden, onShown }: { onHidden: () => void; onShown: () => void },
): () => void {
  if (typeof document === 'undefined') return () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    clearTimeout(timer);
    if (isPageVisible()) onShown();
    else timer = setTimeout(onHidden, hiddenMs);
  };
  document.addEventListener('visibilitychange', changed);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', changed);
  };
}
