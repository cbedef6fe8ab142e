/**
 * Calls back when the machine is online again or the page is visible again, where supported: both are good moments to
 * run a scheduled attempt.
 *
 * @returns a function that stops listening.
 */
export function onWake(callback: () => void): () => void {
  const page = typeof document === 'undefined' ? undefined : document;
  const whenVisible = () => {
    if (page?.visibilityState === 'visible') callback();
  };
  // Node's global object is not an EventTarget.
  if (typeof addEventListener === 'function') addEventListener('online', callback);
  page?.addEventListener('visibilitychange', whenVisible);
  return () => {
    if (typeof removeEventListener === 'function') removeEventListener('online', callback);
    page?.removeEventListener('visibilitychange', whenVisible);
  };
}
