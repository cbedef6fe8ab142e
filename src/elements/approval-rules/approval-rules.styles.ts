import { css } from 'lit';

const sections = css`
  .read-only {
    padding-block: 0.29em;
  }
  .warning {
    padding-inline-start: 0.86em;
    border-inline-start: 3px solid var(--_warn);
    color: var(--_warn);
  }
  .warning-mark,
  .unsaved {
    color: var(--_warn);
    font-weight: 600;
  }
  .warning-mark::before {
    content: var(--_icon-warn) '\\00A0' / '';
  }
  .unsaved::before {
    content: '\\25C6\\00A0' / '';
  }
  .block,
  section[role='group'] + section[role='group'] {
    margin-block-start: 1.71em;
    padding-block-start: calc(2 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }
  h2 {
    font-size: 1.08em;
  }
  h3 {
    font-weight: 600;
  }
  .idle {
    margin-inline-end: 0.86em;
    color: var(--_muted);
  }
  .idle::before {
    content: '\\25CB\\00A0' / '';
  }
  .matrix {
    margin-block-start: 1.14em;
  }
`;

const settings = css`
  .setting {
    max-width: 50.29em;
    margin-block-start: 0.86em;
    padding-inline-start: 0.86em;
    border-inline-start: 3px solid transparent;
  }
  .setting.edited {
    border-color: var(--_warn);
  }
  .switch {
    display: grid;
    grid-template-columns: 2.86em 1fr auto;
    align-items: center;
    column-gap: 0.86em;
  }
  .switch > label {
    font-weight: 600;
    cursor: pointer;
  }
  .switch > .hint,
  .switch > .facts,
  .switch > .mark {
    grid-column: 2 / -1;
  }
  .state-word {
    min-width: 2.29em;
    color: var(--_muted);
    text-align: end;
  }
  input[role='switch'] {
    width: 2.86em;
    height: 1.57em;
    margin-block: 0.34em;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius-mark);
    appearance: none;
    background: var(--_raised);
    cursor: pointer;
  }
  input[role='switch']::before {
    display: block;
    width: 1em;
    height: 1em;
    margin: 0.21em;
    border-radius: 50%;
    background: var(--_control-border);
    content: '';
    transition: transform var(--_motion);
  }
  input[role='switch']:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  input[role='switch']:checked::before {
    background: var(--_on-accent);
    transform: translateX(1.29em);
  }
  input[role='switch']:checked:dir(rtl)::before {
    transform: translateX(-1.29em);
  }
  input:disabled,
  select:disabled {
    opacity: 0.65;
    cursor: not-allowed;
  }
  @media (forced-colors: active) {
    input[role='switch'] {
      appearance: auto;
    }
    input[role='switch']::before {
      content: none;
    }
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.23em;
    font-size: var(--_small);
  }
  .facts:empty {
    display: none;
  }
  .facts p {
    overflow-wrap: anywhere;
  }
  .fixed::before {
    content: '\\25A0\\00A0' / '';
  }
  .notes,
  .others {
    margin: 0 0 0.57em;
    padding: 0;
    list-style: none;
  }
  .field {
    display: grid;
    gap: 0.14em;
  }
  .field > label {
    font-weight: 600;
  }
  .field > select {
    max-width: 27.43em;
  }
  .field > input {
    max-width: 11.43em;
  }
  .mark:not(:has(span)) {
    display: none;
  }
`;

const lists = css`
  ul {
    margin: 0.29em 0;
    padding: 0;
    list-style: none;
  }
  .list li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.86em;
    min-height: var(--_row-height);
    border-block-end: 1px solid var(--_border);
  }
  .list .entry {
    flex: 1 1 11.43em;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .list .entry .unsaved {
    margin-inline-start: 0.86em;
    white-space: nowrap;
  }
  .findings {
    flex-basis: 100%;
    margin-block-end: 0.29em;
  }
  .list .findings li {
    display: block;
    min-height: 0;
    border: 0;
    overflow-wrap: anywhere;
  }
  .findings .error::before {
    content: none;
  }
  .findings .error {
    padding-inline-start: 0.86em;
    border-inline-start: 3px solid var(--_danger);
  }
  .list form {
    display: flex;
    gap: 0.57em;
    max-width: 36.57em;
    margin-block-start: 0.57em;
  }
`;

const bar = css`
  .save-bar {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    display: grid;
    gap: 0.57em;
    max-height: 50dvh;
    margin-block-start: 1.71em;
    padding-block: 0.86em;
    overflow: auto;
    border-block-start: 1px solid var(--_border);
    background: var(--_surface);
  }
  /* What the keyboard reaches must not end up behind the bar. */
  .setting :is(input, select, button) {
    scroll-margin-block-end: min(50dvh, 20.57em);
  }
  .save-bar.dirty {
    border-block-start: 2px solid var(--_warn);
  }
  .save-bar > div:empty {
    display: none;
  }
  .notice,
  .conflict {
    padding: var(--_space) calc(1.5 * var(--_space));
    border: 1px solid var(--_warn);
    border-radius: var(--_radius);
  }
  .conflict button {
    margin-block-start: 0.57em;
    margin-inline-end: 0.57em;
  }
  .ok {
    color: var(--_ok);
  }
  .ok p::before {
    content: var(--_icon-ok) '\\00A0' / '';
  }
  .changes {
    margin: 0;
  }
  .change {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: start;
    max-width: 50.29em;
  }
  .changes li,
  .notice li {
    padding-block: 0.14em;
    overflow-wrap: anywhere;
  }
  .setting-name {
    font-weight: 600;
  }
  del {
    color: var(--_muted);
  }
  ins {
    font-weight: 600;
    text-decoration: none;
  }
  .entry-change {
    display: block;
    padding-inline-start: 1.14em;
  }
  .submit {
    position: sticky;
    inset-block-end: -0.86em;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.57em 0.86em;
    padding-block: 0.29em;
    background: var(--_surface);
  }
  .count {
    color: var(--_warn);
    font-weight: 600;
  }
`;

export const styles = [sections, settings, lists, bar];
