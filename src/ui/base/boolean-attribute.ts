import type { ComplexAttributeConverter } from 'lit';

/**
 * Reads a boolean attribute. `attribute="false"` counts as absent: Vue and Svelte write it for a bound false, and
 * `trust-visibility="false"` must not vouch for anything.
 */
export const booleanAttribute: ComplexAttributeConverter<boolean> = {
  fromAttribute: (value) => value !== null && value !== 'false',
  toAttribute: (value) => (value ? '' : null),
};
