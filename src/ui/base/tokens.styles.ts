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
    /* How much room there is between and around things: 0.5 to 2, 0.6 with density="compact". */
    --_density-set: var(--comis-density, 1);
    --_density: clamp(0.5, var(--_density-set), 2);
    /* The unit of space between and around things. */
    --_space-set: var(--comis-space, 0.57em);
    --_space: calc(var(--_space-set) * var(--_density));
    /* The height of a line of text, as a number: 1.2 at least. */
    --_leading-set: var(--comis-line-height, 1.5);
    --_leading: max(1.2, var(--_leading-set));
    /* The weight of most text. */
    --_weight: var(--comis-font-weight, 400);
    /* The least height of a row in a table or log. */
    --_row-set: var(--comis-row-height, 2em);
    --_row-height: max(1.6em, var(--_row-set) * (0.5 + 0.5 * var(--_density)));
    /* Large enough for a finger or an unsteady hand (WCAG 2.5.8). */
    --_target: max(24px, 1.7em);
    /* The corner radius of cards, boxes and buttons. */
    --_radius: var(--comis-radius, 6px);
    /* The corner radius of what is as high as a line: marks, keys, switches. */
    --_radius-mark: var(--comis-radius-mark, 1.14em);
    /* The shadow of dialogs and popups. */
    --_shadow: var(--comis-shadow, 0 12px 40px rgb(0 0 0 / 30%));
    /* How long a transition takes; none where the system asks for less motion. */
    --_motion: var(--comis-motion, 120ms);

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

    /* The icon of low risk: a string, or an image. */
    --_icon-low: var(--comis-icon-risk-low, '\\25CB');
    /* The icon of medium risk. */
    --_icon-medium: var(--comis-icon-risk-medium, '\\25D0');
    /* The icon of high risk. */
    --_icon-high: var(--comis-icon-risk-high, '\\25B2');
    /* The icon of critical risk. */
    --_icon-critical: var(--comis-icon-risk-critical, '\\25C6');
    /* The icon of what is live or connected. */
    --_icon-live: var(--comis-icon-live, '\\25CF');
    /* The icon of what is not live, or pending. */
    --_icon-idle: var(--comis-icon-idle, '\\25CB');
    /* The icon of what is stale, and of warnings. */
    --_icon-warn: var(--comis-icon-warn, '\\25B2');
    /* The icon of errors. */
    --_icon-error: var(--comis-icon-error, '\\26A0\\FE0E');
    /* The icon of what succeeded or was approved. */
    --_icon-ok: var(--comis-icon-ok, '\\2713');
    /* The icon of what was denied. */
    --_icon-denied: var(--comis-icon-denied, '\\2715');
  }
`;
