import { ContextEvent, ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { defaultSettings, settingsContext, type ElementSettings } from '../context/settings-context.js';

/** A host of this controller: an element on which the settings can be made, too. */
export type SettingsHost = ReactiveControllerHost & HTMLElement & Partial<ElementSettings>;

/**
 * Merges what is set on the host with what is set above it, hands the result to everything below, and updates the host
 * when something above changes. A switch that is on above stays on, patterns of above and of here both hold, and of two
 * time zones the nearest wins.
 */
export class SettingsController implements ReactiveController {
  readonly #host: SettingsHost;
  readonly #provider: ContextProvider<typeof settingsContext>;
  #above = defaultSettings;
  #leave: (() => void) | undefined;
  #redact: readonly RegExp[] | undefined;

  /**
   * @param options.announces true for a provider that hosts may define after what is inside it. All others are defined
   *   before they create what is inside them; a thousand cards that announced themselves to each other would cost seconds.
   */
  constructor(host: SettingsHost, { announces = false }: { readonly announces?: boolean } = {}) {
    this.#host = host;
    if (!announces) host.addEventListener('context-provider', stopSettings);
    this.#provider = new ContextProvider(host, { context: settingsContext, initialValue: defaultSettings });
    host.addController(this);
  }

  /** What holds for the host now. */
  get value(): ElementSettings {
    const host = this.#host;
    const above = this.#above;
    return {
      guarded: above.guarded || host.guarded === true,
      allowFramed: above.allowFramed || host.allowFramed === true,
      trustVisibility: above.trustVisibility || host.trustVisibility === true,
      timeZone: host.timeZone ?? above.timeZone,
      redact: this.#patterns(above.redact, host.redact),
    };
  }

  /** The same list for the same patterns: hosts may write a new one each time they render, and nothing is drawn anew for it. */
  #patterns(above: readonly RegExp[] = [], own: readonly RegExp[] = []): readonly RegExp[] | undefined {
    const all = own.length === 0 ? above : [...above, ...own];
    if (all.length === 0) return (this.#redact = undefined);
    if (String(all) !== String(this.#redact)) this.#redact = all;
    return this.#redact;
  }

  hostConnected(): void {
    this.#host.ownerDocument.addEventListener('context-provider', this.#ask);
    this.#ask();
    this.#provide();
  }

  hostUpdate(): void {
    this.#provide();
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('context-provider', this.#ask);
    this.#leave?.();
    this.#leave = undefined;
    this.#above = defaultSettings;
  }

  /** A provider that is defined or attached later says so with an event (@lit/context). */
  readonly #ask = (event?: Event): void => {
    if (event && !isOfSettings(event)) return;
    this.#host.dispatchEvent(new ContextEvent(settingsContext, this.#host, this.#receive, true));
  };

  /** Of stable identity: providers recognise a consumer by it. */
  readonly #receive = (settings: ElementSettings, leave?: () => void): void => {
    if (leave !== this.#leave) this.#leave?.();
    this.#leave = leave;
    this.#above = settings;
    this.#provide();
    this.#host.requestUpdate();
  };

  #provide(): void {
    const next = this.value;
    const now = this.#provider.value;
    if (settingNames.some((name) => next[name] !== now[name])) this.#provider.setValue(next);
  }
}

function isOfSettings(event: Event): boolean {
  return (event as Event & { readonly context?: unknown }).context === settingsContext;
}

function stopSettings(event: Event): void {
  if (event.target === event.currentTarget && isOfSettings(event)) event.stopPropagation();
}

const settingNames = Object.keys(defaultSettings) as (keyof ElementSettings)[];
