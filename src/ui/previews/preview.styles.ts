import { css } from 'lit';

/**
 * The styles of previews. Colour is never the only cue: diffs have signs, and dangerous words are underlined and
 * listed.
 */
export const previewStyles = css`
  .preview {
    display: grid;
    gap: 0.29em;
    min-width: 0;
  }
  .preview-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.86em;
  }
  .preview button[aria-pressed='true'] {
    font-weight: 600;
  }
  .path,
  .shell-summary,
  .cwd {
    overflow-wrap: anywhere;
  }
  .path .label,
  .shell-summary .label,
  .cwd .label {
    display: inline;
    margin-inline-end: 0.5em;
  }
  .preview-fields {
    display: grid;
    gap: 0.14em;
    margin: 0;
  }
  .preview-fields > div {
    display: grid;
    grid-template-columns: 6.29em minmax(0, 1fr);
    gap: 0 0.86em;
  }
  .preview-fields dt {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .preview-fields dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .recipient {
    display: inline-block;
    max-width: 100%;
    padding: 0 0.43em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-mark);
    font-weight: 600;
  }
  .diff .lines {
    display: block;
    text-decoration: none;
  }
  .diff .about {
    color: var(--_accent);
  }
  .diff .removed {
    background: color-mix(in srgb, var(--_danger) 14%, transparent);
  }
  .diff .added {
    background: color-mix(in srgb, var(--_ok) 14%, transparent);
  }
  .vector {
    display: grid;
    gap: 0.14em;
    margin: 0;
    padding-inline-start: 2.5em;
  }
  .vector li:first-child {
    font-weight: 700;
  }
  .vector li::marker {
    color: var(--_muted);
    font-weight: 400;
  }
  .shell-operator,
  .shell-pipe,
  .shell-redirection,
  .shell-substitution,
  .shell-subshell {
    color: var(--_accent);
    font-weight: 700;
  }
  .shell-variable {
    color: var(--_accent);
  }
  .shell-quote {
    color: var(--_low);
  }
  .shell-comment {
    color: var(--_muted);
    font-style: italic;
  }
  .shell-unread {
    text-decoration: underline dotted var(--_muted);
    text-underline-offset: 3px;
  }
  .shell-danger {
    color: var(--_critical);
    font-family: var(--_font-mono);
    font-weight: 700;
    text-decoration: underline wavy;
    text-underline-offset: 3px;
  }
  .shell-summary .shell-danger + .shell-danger {
    margin-inline-start: 0.5em;
  }
  @media (forced-colors: active) {
    .diff .removed,
    .diff .added {
      border-inline-start: 3px solid CanvasText;
    }
    .diff .removed {
      border-inline-start-style: dashed;
    }
  }
  @container (max-width: 34.29em) {
    .preview-fields > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
