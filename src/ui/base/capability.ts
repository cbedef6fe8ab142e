/** Renders the gateway's capability for a method, before anybody calls it. */
import { css, html, nothing } from 'lit';
import type { Capability, RpcClient } from '../../client/rpc-client.js';
import type { RpcMethod } from '../../protocol/index.js';
import { sharedStrings } from './strings.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** The gateway's capability for a method; "offered" without a client. */
export function capabilityOf(client: RpcClient | undefined, method: RpcMethod): Capability {
  return client?.capability(method) ?? { status: 'offered' };
}

/** What must be read before a method is called. */
export function notesOf(capability: Capability): readonly string[] {
  return capability.status === 'not-offered' ? [] : (capability.notes ?? []);
}

/**
 * Renders the notes to read before a button is pressed, from the gateway or its dialect. Placed before the button,
 * which references it in its `aria-describedby`.
 *
 * @param id its id in the shadow root.
 */
export function renderNotes(capability: Capability, id: string): unknown {
  const notes = notesOf(capability);
  if (notes.length === 0) return nothing;
  return html`<ul class="notes must-read" id=${id}>
    ${notes.map((note) => html`<li>${untrusted(note)}</li>`)}
  </ul>`;
}

/**
 * Renders why a method is not offered and what to do instead, beside the disabled control, which references it in its
 * `aria-describedby`. Nothing when it is offered.
 *
 * @param id its id in the shadow root.
 */
export function renderRefusal(method: RpcMethod, capability: Capability, id: string): unknown {
  if (capability.status !== 'not-offered') return nothing;
  return html`<p class="refusal" id=${id}>${untrusted(sharedStrings.notOffered(method, capability.reason))}</p>`;
}

/** Provenance of results, notes before a call, and refusals. */
export const capabilityStyles = css`
  .notes {
    max-width: 50.29em;
    margin: 0 0 0.57em;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .must-read {
    padding-inline-start: 0.86em;
    border-inline-start: 3px solid var(--_warn);
  }
  .must-read li + li {
    margin-block-start: 0.29em;
  }
  .refusal {
    max-width: 50.29em;
    padding-block: 0.29em 0.57em;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  form > .notes {
    margin-block: 0.86em 0;
  }
  form > .refusal {
    padding-block: 0;
  }
  input:disabled,
  textarea:disabled {
    border-color: var(--_border);
    background: var(--_raised);
    color: var(--_muted);
    cursor: not-allowed;
  }
  dialog .notes {
    margin-block: 0.86em 0;
  }
`;
