import type { RpcClient } from '../../../client/rpc-client.js';
import { attentionStrings as strings } from './attention.strings.js';
import { PendingCount } from './pending-count.js';

/** Whether notifications can be shown: yes, not before a person allows it, or not at all and why. */
export type NotifierState = 'granted' | 'default' | 'denied' | 'insecure' | 'unsupported';

/** How long after one notification the next one is shown, in ms: a burst is one or two, not fifty. */
export const notifyEveryMs = 5000;
/** The same for all pages of an origin: the browser shows one notification under it, the last. */
export const notificationTag = 'comis-approvals';

/** Shows how many requests wait in one notification while the page is hidden: no more than the number, and no decision. */
export class Notifier {
  readonly #tally = new PendingCount();
  readonly #listeners = new Set<() => void>();
  #on = true;
  /** The browser has the interface and refuses to be used (Chrome on Android wants a service worker). */
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

  /** Turns notifications on or off for this page; asks the person for permission first. To be called in a click. */
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

  /** Tells when {@link state} or {@link on} may have changed. Returns a function that stops listening. */
  subscribe(listener: () => void): () => void {
    if (this.#listeners.size === 0) {
      document.addEventListener('visibilitychange', this.#looked);
      // The settings of the browser lie beside the page: who comes back from them brings the focus.
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

  /** Says how many wait at a client. @param arrived whether some came since. */
  count(owner: object, client: RpcClient, count: number, arrived: boolean): void {
    const before = this.#tally.total;
    this.#tally.set(owner, client, count);
    const { total } = this.#tally;
    if (total === 0) this.#close();
    else if (arrived || (this.#notification && total !== before)) this.#show();
  }

  /** An owner has gone. */
  release(owner: object): void {
    this.#tally.delete(owner);
    if (this.#tally.total === 0) this.#close();
  }

  /** At once where it can be: timers of hidden pages come late. */
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

  #make(): void {
    this.#shownAt = performance.now();
    try {
      // The same tag again replaces what is shown, without a sound.
      const notification = new Notification(strings.notification(this.#tally.total), { tag: notificationTag });
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

/** The one of this page. */
export const notifier = new Notifier();
