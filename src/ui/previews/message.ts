import { html, nothing, type TemplateResult } from 'lit';
import { revealed } from '../text-safety/revealed.js';
import { untrustedBlock } from '../text-safety/untrusted-text.js';
import { untrustedField } from './field.js';
import { previewStrings as strings } from './preview.strings.js';
import type { PreviewOf } from './preview-matchers.js';

/** Renders a message: all recipients, and its full text. */
export function renderMessage({ to, cc, bcc, subject, body }: PreviewOf<'message'>): TemplateResult {
  return html`<dl class="preview-fields">
      ${recipients(strings.to, to)} ${recipients(strings.cc, cc)} ${recipients(strings.bcc, bcc)}
      ${
        subject === undefined
          ? nothing
          : html`<div>
              <dt>${strings.subject}</dt>
              <dd>${untrustedField(subject)}</dd>
            </div>`
      }
    </dl>
    ${untrustedBlock(body, strings.message)}`;
}

function recipients(term: string, names: readonly string[]): unknown {
  if (names.length === 0) return nothing;
  return html`<div>
    <dt>${term}</dt>
    <dd>
      ${revealed(names, (name) => html`<strong class="recipient">${untrustedField(name)}</strong> `)}
      ${names.length === 1 ? nothing : html`<span class="muted">${strings.recipients(names.length)}</span>`}
    </dd>
  </div>`;
}
