import type { Verdict } from '../../../protocol/index.js';

/** What the keys do, to the card that has the focus or is the next in turn. */
export interface ShortcutActions {
  /** False while the shortcuts are switched off. */
  readonly on: () => boolean;
  /** Goes to a card that is so many further down; negative: up. */
  readonly move: (by: 1 | -1) => void;
  /** Selects or unselects. @param range with all between it and the one before. */
  readonly select: (range: boolean) => void;
  /** Opens or closes what the card has folded. */
  readonly open: () => void;
  /** Begins a comment. */
  readonly comment: () => void;
  /** Decides, as far as the card's own button could. */
  readonly decide: (verdict: Verdict, event: KeyboardEvent) => void;
  /** Shows which keys there are. */
  readonly help: () => void;
}

const verdictKeys: Readonly<Record<string, Verdict>> = { a: 'approve', d: 'deny' };

/**
 * The keys of the queue. They work while the focus is in it, and not where it types or in what lies over it; they can be
 * switched off, as single characters must be (WCAG 2.1.4). What decides needs a modifier.
 */
export class Shortcuts {
  readonly #actions: ShortcutActions;

  constructor(host: HTMLElement, actions: ShortcutActions) {
    this.#actions = actions;
    host.addEventListener('keydown', (event) => this.#press(event));
  }

  #press(event: KeyboardEvent): void {
    if (!this.#actions.on() || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    const path = event.composedPath();
    const target = path[0];
    if (!(target instanceof HTMLElement) || types(target)) return;
    if (path.some((each) => each instanceof HTMLElement && each.matches('dialog, [popover]'))) return;
    const action = event.altKey ? this.#deciding(event) : this.#plain(event, target);
    if (!action) return;
    // A key that is held down does nothing a second time but go on.
    if (!event.repeat || action === this.#next || action === this.#previous) action();
    event.preventDefault();
  }

  readonly #next = (): void => this.#actions.move(1);
  readonly #previous = (): void => this.#actions.move(-1);

  #plain({ key, shiftKey }: KeyboardEvent, target: HTMLElement): (() => void) | undefined {
    switch (key) {
      case 'j':
        return this.#next;
      case 'k':
        return this.#previous;
      case 'ArrowDown':
        return scrolls(target) ? undefined : this.#next;
      case 'ArrowUp':
        return scrolls(target) ? undefined : this.#previous;
      case 'x':
      case 'X':
        return () => this.#actions.select(shiftKey);
      case 'e':
        return () => this.#actions.open();
      case 'Enter':
        return target.role === 'listitem' ? () => this.#actions.open() : undefined;
      case 'c':
        return () => this.#actions.comment();
      case '?':
        return () => this.#actions.help();
      default:
        return undefined;
    }
  }

  #deciding(event: KeyboardEvent): (() => void) | undefined {
    const verdict = verdictKeys[letter(event)];
    return verdict && !event.shiftKey ? () => this.#actions.decide(verdict, event) : undefined;
  }
}

/** The letter of a key pressed with Alt: on a Mac, Option makes another character of it, and the place of the key tells. */
function letter({ key, code }: KeyboardEvent): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
}

/** Whether keys write into it. */
function types(target: HTMLElement): boolean {
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}

/** Whether the arrow keys scroll it or go through it. */
function scrolls(target: HTMLElement): boolean {
  return (
    target.matches('pre, [role=region], [role=group][tabindex], .untrusted') ||
    target.scrollHeight > target.clientHeight + 1
  );
}
