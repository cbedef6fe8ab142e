/** Whether anybody can see the page; true where there is none. */
export function isPageVisible(): boolean {
  return typeof document === 'undefined' || document.visibilityState !== 'hidden';
}

/**
 * Follows whether the page is seen.
 *
 * @param hiddenMs - after how long a page that is hidden counts as such.
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
