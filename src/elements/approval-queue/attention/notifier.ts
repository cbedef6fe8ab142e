import type { RpcClient } from '../../../client/rpc-client.js';
import { attentionStrings as strings } from './attention.strings.js';
import { PendingCount } from './pending-count.js';

/** Whether notifications are available: yes, after permission is granted, or not at all and why. */
export type NotifierState = 'granted' | 'default' | 'denied' | 'insecure' | 'unsupported';

/** The minimum interval between notifications, in ms: a burst makes one or two, not fifty. */
export const notifyEveryMs = 5000;
/** Shared by all pages of an origin: the browser shows one notification per tag, the last. */
export const notificationTag = 'comis-approvals';

/** Who counts: it words what is shown in its language. */
interface Owner {
  localized<T>(run: () => T): T;
}

/** Shows the number of pending requests in one notification while the page is hidden: no details, no actions. */
export class Notifier {
  readonly #tally = new PendingCount();
  readonly #listeners = new Set<() => void>();
  /** Who counted last. */
  #last: Owner | undefined;
  #on = true;
  /** The constructor exists but throws (Chrome on Android requires a service worker). */
  #refuses = false;
  #notification: Notification | undefined;
  #shownAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get state(): NotifierState {
    if (!isSecureContext) return 'insecure';
    if (!('Notification' in globalThis) || this.#refuses) return 'unsupported';
    return Notification.permission;
  }

  /** Whether notifications are shown: allowed, and not turned off on this page. */
  get on(): boolean {
    return this.#on && this.state === 'granted';
  }

  /** Turns notifications on or off for this page; requests permission first. Call it in a click handler. */
  async toggle(): Promise<void> {
    if (this.on) {
      this.#on = false;
      this.#close();
    } else {
      this.#on = true;
      if (this.state === 'default') await Notification.requestPermission();
    }
    this.#tell();
  }

  /** Subscribes to changes of {@link state} and {@link on}. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void {
    if (this.#listeners.size === 0) {
      document.addEventListener('visibilitychange', this.#looked);
      // The permission may have changed in the browser's settings: check again when the page gets the focus.
      addEventListener('focus', this.#tell);
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      document.removeEventListener('visibilitychange', this.#looked);
      removeEventListener('focus', this.#tell);
    };
  }

  /** Sets the number of pending requests of a client. @param arrived whether some are new. */
  count(owner: Owner, client: RpcClient, count: number, arrived: boolean): void {
    const before = this.#tally.total;
    this.#last = owner;
    this.#tally.set(owner, client, count);
    const { total } = this.#tally;
    if (total === 0) this.#close();
    else if (arrived || (this.#notification && total !== before)) this.#show();
  }

  /** Removes an owner. */
  release(owner: object): void {
    this.#tally.delete(owner);
    if (this.#tally.total === 0) this.#close();
  }

  /** Immediately where possible: browsers throttle timers of hidden pages. */
  #show(): void {
    if (!this.on || !document.hidden || this.#timer !== undefined) return;
    const wait = this.#shownAt + notifyEveryMs - performance.now();
    if (wait <= 0) this.#make();
    else {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        if (this.on && document.hidden) this.#make();
      }, wait);
    }
  }

  #words(): string {
    const words = () => strings.notification(this.#tally.total);
    return this.#last?.localized(words) ?? words();
  }

  #make(): void {
    this.#shownAt = performance.now();
    try {
      // A notification of the same tag replaces the shown one silently.
      const notification = new Notification(this.#words(), { tag: notificationTag });
      notification.addEventListener('click', () => {
        window.focus();
        notification.close();
      });
      notification.addEventListener('close', () => {
        if (this.#notification === notification) this.#notification = undefined;
      });
      this.#notification = notification;
    } catch {
      this.#refuses = true;
      this.#tell();
    }
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#notification?.close();
    this.#notification = undefined;
  }

  readonly #looked = (): void => {
    if (!document.hidden) this.#close();
    this.#tell();
  };

  readonly #tell = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}

/** The instance of this page. */
export const notifier = new Notifier();
