/** What tests in the browser share. */
import { expect } from '@open-wc/testing';
import { emulateMedia, sendMouse } from '@web/test-runner-commands';

/**
 * Waits until something is true, looking once per task and frame.
 *
 * @param what what is waited for, for the message; a function to look at the page when it was in vain.
 * @param timeoutMs how long at most; 2000 by default.
 * @returns what the condition returned: anything but undefined, null or false.
 * @throws {Error} when the time is over; the message says what was waited for.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string | (() => string) = 'the condition',
  timeoutMs = 8000,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
    if (performance.now() > end)
      throw new Error(`Waited ${timeoutMs} ms in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * Does something up to five times, and fails when it took too long each time: the browser tells no processor time, and on a
 * busy machine others may run in the midst of it; what takes long by itself does so every time.
 *
 * @param what what is done, for the message.
 */
export function expectWithin(ms: number, act: () => void, what: string): void {
  const took: number[] = [];
  do {
    const start = performance.now();
    act();
    took.push(Math.round(performance.now() - start));
  } while (took.at(-1)! > ms && took.length < 5);
  expect(Math.min(...took), `ms for ${what}, the least of ${took.join(', ')}`).to.be.at.most(ms);
}

/** Waits until the page has painted: two frames, so that a once-per-frame render is on the screen. */
export async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/**
 * Does something and checks that a target dispatched an event exactly so often meanwhile: neither fewer nor more.
 * It listens before it acts, and for a moment after.
 *
 * @returns the events, oldest first.
 */
export async function expectEvents<E extends Event = CustomEvent>(
  target: EventTarget,
  type: string,
  count: number,
  act: () => unknown,
  settleMs = 50,
): Promise<E[]> {
  const seen: E[] = [];
  const listen = (event: Event) => seen.push(event as E);
  target.addEventListener(type, listen);
  try {
    await act();
    await until(() => seen.length >= count, `${count} × ${type} (saw ${seen.length})`);
    await new Promise((resolve) => setTimeout(resolve, settleMs));
  } finally {
    target.removeEventListener(type, listen);
  }
  expect(seen.length, `number of ${type}`).to.equal(count);
  return seen;
}

/**
 * Runs axe on an element in the light and then in the dark scheme, and leaves the page in the light one. Of its rules only
 * those about colours are run again: nothing else changes with the scheme.
 */
export async function expectAccessible(element: Element): Promise<void> {
  try {
    await inScheme('light');
    await expect(element).to.be.accessible();
    await inScheme('dark');
    await expect(element).to.be.accessible({ ignoredRules: notAboutColours() });
  } finally {
    await inScheme('light');
  }
}

/** The ids of all rules of axe, which its first run has loaded, but for those about colours. */
function notAboutColours(): string[] {
  const { axe } = globalThis as unknown as { axe: { getRules(): { ruleId: string; tags: string[] }[] } };
  return axe.getRules().flatMap(({ ruleId, tags }) => (tags.includes('cat.color') ? [] : [ruleId]));
}

/** Shows the page in a colour scheme, as if the person had chosen it in the system's settings. */
export async function inScheme(colorScheme: 'light' | 'dark'): Promise<void> {
  document.documentElement.style.colorScheme = colorScheme;
  document.documentElement.style.backgroundColor = 'Canvas';
  await emulateMedia({ colorScheme });
  await painted();
}

/** All elements below a root that match, through every open shadow root. */
export function deepQueryAll(root: ParentNode, selector: string): HTMLElement[] {
  const found = [...root.querySelectorAll<HTMLElement>(selector)];
  const hosts = [...(root instanceof Element ? [root] : []), ...root.querySelectorAll('*')];
  for (const host of hosts) if (host.shadowRoot) found.push(...deepQueryAll(host.shadowRoot, selector));
  return found;
}

/** The first element below a root, through every open shadow root, with a role's selector and visible text. */
export function findByText(root: ParentNode, selector: string, text: string | RegExp): HTMLElement | undefined {
  return deepQueryAll(root, selector).find((element) => {
    const own = element.textContent.replaceAll(/\s+/g, ' ').trim();
    return typeof text === 'string' ? own.startsWith(text) : text.test(own);
  });
}

/** Waits until a button is in sight, works, and has stood still for a moment. */
export async function armed(button: HTMLElement): Promise<void> {
  let since = performance.now();
  let before = NaN;
  await until(
    () => {
      button.scrollIntoView({ block: 'nearest' });
      const { top } = button.getBoundingClientRect();
      if (top !== before || button.ariaDisabled === 'true') since = performance.now();
      before = top;
      return performance.now() - since > 150;
    },
    () =>
      `${button.textContent.trim()} to be armed: ${button.parentElement?.textContent.replaceAll(/\s+/g, ' ') ?? ''}`,
    5000,
  );
}

/**
 * Presses a button with the pointer as a person does, once it is armed. What lets something happen takes no press before
 * that, and none that a script makes.
 *
 * @param times how often, one press right after the other.
 */
export async function pressWhenArmed(button: HTMLElement, times = 1): Promise<void> {
  await armed(button);
  await pressNow(button, times);
}

/** Presses a button with the pointer, whether it works or not. */
export async function pressNow(button: HTMLElement, times = 1): Promise<void> {
  button.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = button.getBoundingClientRect();
  const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  for (let i = 0; i < times; i++) await sendMouse({ type: 'click', position });
}
