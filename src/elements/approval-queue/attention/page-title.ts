import type { RpcClient } from '../../../client/rpc-client.js';
import { PendingCount } from './pending-count.js';

/** How often the title is set anew within {@link stubbornMs} before it is left as the page wants it. */
const mostAnswers = 20;
/** In ms: a page that puts its own title back every time would go on for ever otherwise, and leave time for nothing else. */
const stubbornMs = 1000;

/** Puts how many wait before the title of the page, and keeps it there when the page changes its title. */
export class PageTitle {
  readonly #tally = new PendingCount();
  /** The title as the page wants it. */
  #own = '';
  /** The title as it was set here last; undefined while the page has its own. */
  #shown: string | undefined;
  #prefix = '';
  #observer: MutationObserver | undefined;
  #answers = 0;
  #answersSince = -Infinity;

  /** Says how many wait at a client; the title counts each client once. */
  count(owner: object, client: RpcClient, count: number): void {
    this.#tally.set(owner, client, count);
    this.#write();
  }

  /** An owner has gone. */
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
    // The browser strips white space: what it made of it is what is compared.
    this.#shown = document.title;
    this.#observer ??= new MutationObserver(() => this.#answer());
    // The title may be replaced, or be the first one: so the whole head is watched, and nothing that is done here.
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

  /** Takes over what the page has made of its title since. */
  #follow(): void {
    const { title } = document;
    if (title === this.#shown) return;
    // A page that adds to its title has read the number as part of it.
    this.#own = this.#shown !== undefined && title.startsWith(this.#prefix) ? title.slice(this.#prefix.length) : title;
  }

  #stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    if (this.#shown !== undefined && document.title !== this.#own) document.title = this.#own;
    this.#shown = undefined;
  }
}

/** The one of this page. */
export const pageTitle = new PageTitle();
