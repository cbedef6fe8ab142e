import type { ElementSettings } from '../../context/settings-context.js';
import { sharedStrings } from '../base/strings.js';

/** Why nothing may be decided, created or revoked in a document: another origin frames it. Undefined when allowed. */
export function framedReason({ allowFramed }: ElementSettings, { defaultView }: Document): string | undefined {
  return !allowFramed && isFramedByOthers(defaultView ?? window) ? sharedStrings.framed : undefined;
}

/**
 * Whether a window is inside a frame of another origin, at any depth: such a page could overlay it to steal clicks
 * (clickjacking). An unreadable ancestor counts as another origin.
 */
export function isFramedByOthers(view: Window = window): boolean {
  const { origin } = view;
  const ancestors = view.location.ancestorOrigins as DOMStringList | undefined;
  if (ancestors && [...ancestors].some((ancestor) => ancestor !== origin)) return true;
  for (let inner = view; inner.parent !== inner; inner = inner.parent) {
    try {
      // Reading throws for another origin; opaque origins cannot be compared by their text.
      if (inner.parent.origin !== origin || origin === 'null') return true;
    } catch {
      return true;
    }
  }
  return false;
}
