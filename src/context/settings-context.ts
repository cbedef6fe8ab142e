import { createContext } from '@lit/context';

/** What a host decides once for a whole tree of elements, on the provider or on any element above. */
export interface ElementSettings {
  /** Nothing is sent unless a listener of its `comis-before-*` event allowed it. */
  readonly guarded: boolean;
  /** Acts are possible although an ancestor frame is of another origin. */
  readonly allowFramed: boolean;
  /** The host vouches that what it draws over the elements (filters, watermarks) hides nothing. */
  readonly trustVisibility: boolean;
  /** The zone in which times are shown: an IANA name or `UTC`; undefined: the browser's. */
  readonly timeZone: string | undefined;
  /** What else is hidden as a secret in parameters and details; undefined: nothing else. */
  readonly redact: readonly RegExp[] | undefined;
}

/** What holds where nobody says anything. */
export const defaultSettings: ElementSettings = {
  guarded: false,
  allowFramed: false,
  trustVisibility: false,
  timeZone: undefined,
  redact: undefined,
};

/** Hands {@link ElementSettings} down; every element reads them from above and provides its own below. */
export const settingsContext = createContext<ElementSettings>(Symbol.for('comis-element-settings'));
