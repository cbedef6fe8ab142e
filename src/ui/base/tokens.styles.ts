import { css } from 'lit';

/**
 * The design tokens: each public `--comis-*` property with its default (two are for light and dark, by the host's
 * `color-scheme`) and, above it, what it is for. custom-elements.json and README take them from here.
 *
 * Everything else uses the private names on the left. Pairs of text and ground keep WCAG AA contrast in both.
 */
export const tokens = css`
  :host,
  .root {
    /* The font of all text except code. */
    --_font: var(--comis-font, system-ui, sans-serif);
    /* The font of code, ids and what agents send. */
    --_font-mono: var(--comis-font-mono, ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace);
    /* The size of most text; all other sizes follow it. */
    --_font-size: var(--comis-font-size, max(0.875rem, 13px));
    /* Small text, also within small text, is at least 0.86 of that size: 12 px by default, never below 11 px. */
    --_small: max(0.93em, 0.86 * var(--_font-size));
    --_smallest: max(0.86em, 0.86 * var(--_font-size));
    /* The least height of a row in a table or log. */
    --_row-height: var(--comis-row-height, 2em);
    /* Large enough for a finger or an unsteady hand (WCAG 2.5.8). */
    --_target: max(24px, 1.7em);
    /* The corner radius of cards, boxes and buttons. */
    --_radius: var(--comis-radius, 6px);

    /* The background. */
    --_surface: var(--comis-surface, light-dark(#ffffff, #11141a));
    /* The background of code, of the row under the pointer and of disabled controls. */
    --_raised: var(--comis-surface-raised, light-dark(#f5f6f8, #191d25));
    /* Lines between sections and rows. */
    --_border: var(--comis-border, light-dark(#d5d9e0, #2f3642));
    /* The edges of fields and buttons: at least 3:1 on the background. */
    --_control-border: var(--comis-control-border, light-dark(#858d9b, #6d7788));
    /* Text. */
    --_text: var(--comis-text, light-dark(#1b1f27, #e4e7ec));
    /* Labels and secondary text: at least 4.5:1 on the background. */
    --_muted: var(--comis-text-muted, light-dark(#59616f, #9da6b5));
    /* Links, focus, selection, and the background of a form's main button. */
    --_accent: var(--comis-accent, light-dark(#2554b8, #93b4ff));
    /* Text on the accent. */
    --_on-accent: var(--comis-on-accent, light-dark(#ffffff, #0e1526));

    /* Low risk, always beside the word. */
    --_low: var(--comis-risk-low, light-dark(#2b6a45, #86c9a1));
    /* Medium risk. */
    --_medium: var(--comis-risk-medium, light-dark(#7a5200, #e3b85b));
    /* High risk. */
    --_high: var(--comis-risk-high, light-dark(#ab3b09, #ff9e6e));
    /* Critical risk. */
    --_critical: var(--comis-risk-critical, light-dark(#b00d3a, #ff8aa0));
    /* Errors, denials and buttons that cannot be undone. */
    --_danger: var(--comis-danger, light-dark(#b00d3a, #ff8aa0));
    /* Text on the colour of danger. */
    --_on-danger: var(--comis-on-danger, light-dark(#ffffff, #2b0410));
    /* What is live, healthy or approved. */
    --_ok: var(--comis-ok, light-dark(#2b6a45, #86c9a1));
    /* What is stale, and what must be read before a click. */
    --_warn: var(--comis-warn, light-dark(#7a5200, #e3b85b));
  }
`;
