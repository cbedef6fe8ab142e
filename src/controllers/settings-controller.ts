import { ContextEvent, ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { defaultSettings, settingsContext, type ElementSettings } from '../context/settings-context.js';

/** A host of this controller: an element that may have the settings as properties. */
export type SettingsHost = ReactiveControllerHost & HTMLElement & Partial<ElementSettings>;

/**
 * Merges the host's settings with those of its ancestors, provides the result to its descendants, and updates the host
 * when an ancestor's settings change. A switch that an ancestor turned on stays on, patterns add up, and the nearest
 * time zone wins.
 */
export class SettingsController implements ReactiveController {
  readonly #host: SettingsHost;
  readonly #provider: ContextProvider<typeof settingsContext>;
  #above = defaultSettings;
  #leave: (() => void) | undefined;
  #redact: readonly RegExp[] | undefined;

  /**
   * @param options.announces true for a provider that may be defined after its descendants. Other elements are defined
   *   before they render their children; announcing a thousand cards would take seconds.
   */
  constructor(host: SettingsHost, { announces = false }: { readonly announces?: boolean } = {}) {
    this.#host = host;
    if (!announces) host.addEventListener('context-provider', stopSettings);
    this.#provider = new ContextProvider(host, { context: settingsContext, initialValue: defaultSettings });
    host.addController(this);
  }

  /** The settings in effect for the host. */
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

  /**
   * Returns the same list for equal patterns: hosts may pass a new array with every render, which must not cause
   * another one here.
   */
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

  /** Also called for the event of a provider that is defined or attached later (@lit/context). */
  readonly #ask = (event?: Event): void => {
    if (event && !isOfSettings(event)) return;
    this.#host.dispatchEvent(new ContextEvent(settingsContext, this.#host, this.#receive, true));
  };

  /** One function for the controller's lifetime: providers identify a consumer by it. */
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
