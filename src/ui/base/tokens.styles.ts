import { css } from 'lit';

/**
 * The design tokens: each public `--comis-*` property with its default, light and dark by the host's `color-scheme`.
 * Everything else uses the private names on the left. Pairs of text and ground keep WCAG AA contrast in both.
 */
export const tokens = css`
  :host,
  .root {
    --_font: var(--comis-font, system-ui, sans-serif);
    --_font-mono: var(--comis-font-mono, ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace);
    --_font-size: var(--comis-font-size, max(0.875rem, 13px));
    --_row-height: var(--comis-row-height, 2em);
    /* Large enough for a finger or an unsteady hand (WCAG 2.5.8). */
    --_target: max(24px, 1.7em);
    --_radius: var(--comis-radius, 6px);

    --_surface: var(--comis-surface, light-dark(#ffffff, #11141a));
    --_raised: var(--comis-surface-raised, light-dark(#f5f6f8, #191d25));
    --_border: var(--comis-border, light-dark(#d5d9e0, #2f3642));
    --_control-border: var(--comis-control-border, light-dark(#858d9b, #6d7788));
    --_text: var(--comis-text, light-dark(#1b1f27, #e4e7ec));
    --_muted: var(--comis-text-muted, light-dark(#59616f, #9da6b5));
    --_accent: var(--comis-accent, light-dark(#2554b8, #93b4ff));
    --_on-accent: var(--comis-on-accent, light-dark(#ffffff, #0e1526));

    --_low: var(--comis-risk-low, light-dark(#2b6a45, #86c9a1));
    --_medium: var(--comis-risk-medium, light-dark(#7a5200, #e3b85b));
    --_high: var(--comis-risk-high, light-dark(#ab3b09, #ff9e6e));
    --_critical: var(--comis-risk-critical, light-dark(#b00d3a, #ff8aa0));
    --_danger: var(--comis-danger, light-dark(#b00d3a, #ff8aa0));
    --_on-danger: var(--comis-on-danger, light-dark(#ffffff, #2b0410));
    --_ok: var(--comis-ok, light-dark(#2b6a45, #86c9a1));
    --_warn: var(--comis-warn, light-dark(#7a5200, #e3b85b));
  }
`;
