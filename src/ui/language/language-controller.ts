import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { registry } from '../../messages/registry.js';
import { format } from '../format/format.js';
import {
  english,
  enterLanguage,
  inLanguage,
  type Language,
  languageOf,
  type LanguageProblem,
  reportProblem,
  stopReporting,
} from './language.js';
import { loadLocale } from './load-locale.js';
import { nearestLang, watchLang } from './nearest-lang.js';

/** Keeps the language of an element: that of the nearest `lang`, as far as there are messages for it. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #value = english;
  #inheritsDirection = true;
  /** The documents and shadow roots that are watched, with what stops it. */
  readonly #watched = new Map<Node, () => void>();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The language of the host. */
  get value(): Language {
    return this.#value;
  }

  /** The direction for what the host shows; undefined: as inherited. */
  get direction(): 'ltr' | 'rtl' | undefined {
    const { direction } = this.#value;
    return direction === 'ltr' && this.#inheritsDirection ? undefined : direction;
  }

  /** Runs a render, or what else makes words, in the language of the host. */
  run<T>(draw: () => T): T {
    return inLanguage(this.#value, draw, this.#report);
  }

  /** Words what event handlers say in the language of the host: called before each of them. */
  readonly enter = (): void => enterLanguage(this.#value, this.#host.isConnected ? this.#report : undefined);

  hostConnected(): void {
    registry.listeners.add(this.#find);
    this.#find();
  }

  hostDisconnected(): void {
    registry.listeners.delete(this.#find);
    this.#watch(new Set());
    stopReporting(this.#report);
  }

  readonly #find = (): void => {
    const roots = new Set<Node>();
    const { lang, hasDir } = nearestLang(this.#host, (root) => roots.add(root));
    this.#watch(roots);
    void this.#load(lang);
    const next = languageOf(lang, format);
    const inheritsDirection = lang === undefined || hasDir;
    if (isSame(next, this.#value) && inheritsDirection === this.#inheritsDirection) return;
    this.#value = next;
    this.#inheritsDirection = inheritsDirection;
    this.enter();
    this.#host.requestUpdate();
  };

  #watch(roots: ReadonlySet<Node>): void {
    for (const [root, stop] of this.#watched) {
      if (roots.has(root)) continue;
      stop();
      this.#watched.delete(root);
    }
    for (const root of roots) if (!this.#watched.has(root)) this.#watched.set(root, watchLang(root, this.#find));
  }

  async #load(lang: string | undefined): Promise<void> {
    if ((await loadLocale(lang)) !== false) return;
    this.run(() => reportProblem({ code: 'locale-not-loaded', message: String(lang) }));
  }

  readonly #report = (problem: LanguageProblem): void => dispatchProblem(this.#host, problem);
}

/** Another registration makes new objects of all languages; plain English stays what it is. */
const isSame = (a: Language, b: Language): boolean =>
  a === b || (a.tag === b.tag && a.locale === b.locale && !a.messages && !b.messages);

/** Dispatches `comis-error` for a problem with a language; after the render, since a listener may change the host. */
export function dispatchProblem(host: HTMLElement, { code, message }: LanguageProblem): void {
  const detail = { code, retryable: false, element: host.localName, message };
  queueMicrotask(() => host.dispatchEvent(new CustomEvent('comis-error', { detail, bubbles: true, composed: true })));
}
