import type { RpcClient } from '../../../client/rpc-client.js';
import { PendingCount } from './pending-count.js';

/** How often the title is set again within {@link stubbornMs} before the page's own title is left alone. */
const mostAnswers = 20;
/** In ms: prevents an endless loop with a page that restores its own title each time. */
const stubbornMs = 1000;

/** Prefixes the page's title with the number of pending requests, also when the page changes its title. */
export class PageTitle {
  readonly #tally = new PendingCount();
  /** The page's own title. */
  #own = '';
  /** The title last set here; undefined while the page has its own. */
  #shown: string | undefined;
  #prefix = '';
  #observer: MutationObserver | undefined;
  #answers = 0;
  #answersSince = -Infinity;

  /** Sets the number of pending requests of a client; each client counts once. */
  count(owner: object, client: RpcClient, count: number): void {
    this.#tally.set(owner, client, count);
    this.#write();
  }

  /** Removes an owner. */
  release(owner: object): void {
    this.#tally.delete(owner);
    this.#write();
  }

  #write(): void {
    this.#follow();
    const { total } = this.#tally;
    this.#prefix = total > 0 ? `(${String(total)}) ` : '';
    if (this.#prefix === '') this.#stop();
    else this.#show();
  }

  #show(): void {
    const title = this.#prefix + this.#own;
    if (document.title !== title) document.title = title;
    // The browser strips white space: compare with the normalised title.
    this.#shown = document.title;
    this.#observer ??= new MutationObserver(() => this.#answer());
    // The title element may be replaced or added: observe the whole head, ignoring own changes.
    this.#observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    this.#observer.takeRecords();
  }

  #answer(): void {
    if (document.title === this.#shown) return;
    const now = performance.now();
    if (now - this.#answersSince > stubbornMs) {
      this.#answers = 0;
      this.#answersSince = now;
    }
    this.#answers += 1;
    if (this.#answers <= mostAnswers) this.#write();
  }

  /** Adopts the page's new title. */
  #follow(): void {
    const { title } = document;
    if (title === this.#shown) return;
    // A page that appends to its title includes our prefix: strip it.
    this.#own = this.#shown !== undefined && title.startsWith(this.#prefix) ? title.slice(this.#prefix.length) : title;
  }

  #stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    if (this.#shown !== undefined && document.title !== this.#own) document.title = this.#own;
    this.#shown = undefined;
  }
}

/** The instance of this page. */
export const pageTitle = new PageTitle();
