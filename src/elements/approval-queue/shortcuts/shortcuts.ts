import type { Verdict } from '../../../protocol/index.js';

/** The actions of the shortcuts, on the focused card or the next one. */
export interface ShortcutActions {
  /** False while shortcuts are off. */
  readonly on: () => boolean;
  /** Moves the focus by a number of cards; negative: up. */
  readonly move: (by: 1 | -1) => void;
  /** Selects or unselects. @param range also toggles all cards from the anchor to this one. */
  readonly select: (range: boolean) => void;
  /** Expands or collapses the card's folded sections. */
  readonly open: () => void;
  /** Focuses the comment box. */
  readonly comment: () => void;
  /** Decides, under the conditions of the card's own button. */
  readonly decide: (verdict: Verdict, event: KeyboardEvent) => void;
  /** Opens the help. */
  readonly help: () => void;
}

const verdictKeys: Readonly<Record<string, Verdict>> = { a: 'approve', d: 'deny' };

/**
 * The keyboard shortcuts of the queue. They work while the focus is in it, but not in text boxes or dialogs; they can
 * be turned off, as single-character shortcuts must (WCAG 2.1.4). Decisions need a modifier.
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
    // A repeated key only navigates.
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

/** The letter of a key pressed with Alt: on a Mac, Option changes the character, so use the key's code. */
function letter({ key, code }: KeyboardEvent): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
}

/** Whether it takes text input. */
function types(target: HTMLElement): boolean {
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}

/** Whether it handles arrow keys itself. */
function scrolls(target: HTMLElement): boolean {
  return (
    target.matches('pre, [role=region], [role=group][tabindex], .untrusted') ||
    target.scrollHeight > target.clientHeight + 1
  );
}
