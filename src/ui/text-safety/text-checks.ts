/**
 * Loads what examines text that is not plain, masks secrets and prints JSON: most text needs none of it. Until it is there,
 * such text is not drawn: {@link checking} stands in its place, and everything on the page is drawn again afterwards.
 */
import type { ReactiveControllerHost } from 'lit';
import { lazily } from '../../client/lazy.js';
import { reportError } from '../../controllers/report-error.js';
import { toGatewayError } from '../../protocol/index.js';
import type * as AllTextChecks from './checks/checks.js';
import { textSafetyStrings as strings } from './text-safety.strings.js';

/** What is loaded. */
export type TextChecks = typeof AllTextChecks;

/** How long after a failure loading is tried again, in ms. */
const againAfterMs = 5000;

let checks: TextChecks | undefined;
let loading: Promise<void> | undefined;
let failedAt = -Infinity;
/** The elements on the page that were there before the code. */
const waiting = new Set<ReactiveControllerHost>();

/** The code; undefined while it is not there. Does not load it. */
export const textChecks = (): TextChecks | undefined => checks;

/** The code; undefined while it is not there: then it is being loaded. */
export function needTextChecks(): TextChecks | undefined {
  if (!checks && performance.now() - failedAt > againAfterMs) void loadTextChecks();
  return checks;
}

/** Loads the code. Resolves when that has ended: {@link textChecks} says how. */
export function loadTextChecks(): Promise<void> {
  return (loading ??= load());
}

async function load(): Promise<void> {
  try {
    checks = await lazily(() => import('./checks/checks.js'));
  } catch (thrown) {
    loading = undefined;
    failedAt = performance.now();
    const [first] = waiting;
    if (first) reportError(first, toGatewayError(thrown));
  }
  for (const host of waiting) host.requestUpdate();
  if (checks) waiting.clear();
}

/** Draws an element again once the code is there. */
export function redrawWhenChecked(host: ReactiveControllerHost): void {
  if (!checks) waiting.add(host);
}

/** The element left the page. */
export function notOnPage(host: ReactiveControllerHost): void {
  waiting.delete(host);
}

/** What stands in place of a text that is not examined yet. */
export const checkingWords = (): string => (failedAt === -Infinity ? strings.checking : strings.notChecked);

/** The same as an element: what holds one has not been read. */
export function checking(): HTMLElement {
  const element = document.createElement('span');
  element.className = 'checking';
  element.textContent = checkingWords();
  return element;
}
