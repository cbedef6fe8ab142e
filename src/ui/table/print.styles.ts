import { css } from 'lit';

/**
 * Print styles: full height, black on white, without controls. Heights and scrolling of elements and boxes are reset.
 */
export const printStyles = css`
  .print-head {
    display: none;
  }
  @media print {
    :host,
    .root {
      --_surface: #ffffff;
      --_raised: #ffffff;
      --_text: #000000;
      --_muted: #333333;
      --_border: #999999;
      block-size: auto !important;
      min-block-size: 0 !important;
      max-block-size: none !important;
      overflow: visible !important;
      contain: none !important;
    }
    .root {
      color-scheme: only light !important;
    }
    *,
    *::before,
    *::after {
      max-block-size: none !important;
      content-visibility: visible !important;
    }
    .visually-hidden {
      max-block-size: 1px !important;
    }
    button:not([role='tab']),
    .sort-bar,
    form,
    .screen-only,
    label:has(> :placeholder-shown) {
      display: none !important;
    }
    .status,
    .above,
    .save-bar,
    .submit {
      position: static !important;
    }
    .untrusted,
    pre {
      overflow: visible !important;
    }
    .print-head {
      display: block;
      margin-block-end: 0.57em;
    }
    .print-head h2 {
      font-size: 1.3em;
    }
    .left-out {
      font-weight: 600;
    }
    tr,
    [role='row'],
    [role='listitem'],
    article {
      break-inside: avoid;
    }
  }
`;
