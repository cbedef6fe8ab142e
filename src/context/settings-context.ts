import { createContext } from '@lit/context';

/** Settings that a host makes once for a whole tree of elements, on the provider or on any element above. */
export interface ElementSettings {
  /** Nothing is sent unless a listener of its `comis-before-*` event allowed it. */
  readonly guarded: boolean;
  /** Actions stay enabled inside a cross-origin frame. */
  readonly allowFramed: boolean;
  /** The host asserts that whatever it draws over the elements (filters, watermarks) hides nothing. */
  readonly trustVisibility: boolean;
  /** The zone in which times are shown: an IANA name or `UTC`; undefined: the browser's. */
  readonly timeZone: string | undefined;
  /** Further patterns of secrets to hide in parameters and details; undefined: none. */
  readonly redact: readonly RegExp[] | undefined;
}

/** The settings without any provider or attribute. */
export const defaultSettings: ElementSettings = {
  guarded: false,
  allowFramed: false,
  trustVisibility: false,
  timeZone: undefined,
  redact: undefined,
};

/**
 * Passes {@link ElementSettings} down: every element consumes those of its ancestors and provides the merged ones to
 * its descendants.
 */
export const settingsContext = createContext<ElementSettings>(Symbol.for('comis-element-settings'));
