/** Makes this process one with a test DOM, as Vitest's environments do: `--import` it. The variable TEST_DOM names it. */
import { JSDOM } from 'jsdom';
import { Window } from 'happy-dom';

const page = '<!doctype html><title>Test</title><body></body>';
const window =
  process.env.TEST_DOM === 'jsdom'
    ? new JSDOM(page, { pretendToBeVisual: true, url: 'http://localhost/' }).window
    : new Window({ url: 'http://localhost/' });
/** What Node has, too, but the DOM's must be used. */
const preferred = ['Event', 'EventTarget', 'CustomEvent', 'MessageEvent', 'navigator'];
for (const name of Object.getOwnPropertyNames(window)) {
  if (name in globalThis && !preferred.includes(name)) continue;
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent', 'getComputedStyle', 'getSelection'])
  globalThis[name] = window[name].bind(window);
globalThis.window = window;
window.addEventListener('error', ({ error, message }) => {
  console.error('page error:', error?.stack ?? message);
  process.exitCode = 1;
});
