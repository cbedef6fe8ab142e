/** The notice on a request that cannot be read, or shares its id with others. */
import { html, nothing } from 'lit';
import type { Fault, Faults } from '../../../data/approvals/waiting-faults.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { strings as queueStrings } from '../approval-queue.strings.js';
import { requestStrings as strings } from './request.strings.js';

/** Says at the head of a card that the request is not all there, and what is wrong with it. */
export function renderFault(fault: Fault | undefined): unknown {
  if (fault === undefined) return nothing;
  const details = fault.kind === 'unreadable' ? fault.issues : [];
  return html`<div class="must-read" part="fault">
    <strong>${fault.kind === 'duplicate' ? strings.duplicateTitle : strings.unreadableTitle}</strong>
    ${details.map((issue) => html`<p>${untrusted(`${issue}.`)}</p>`)}
  </div>`;
}

/** How many requests have a fault, of which kind. */
export function countFaults(faults: Faults): { readonly unreadable: number; readonly duplicates: number } {
  const kinds = [...faults.values()].map(({ kind }) => kind);
  const unreadable = kinds.filter((kind) => kind === 'unreadable').length;
  return { unreadable, duplicates: kinds.length - unreadable };
}

/** The same for the status line of the queue. */
export function faultCounts(faults: Faults): unknown {
  const { unreadable, duplicates } = countFaults(faults);
  return html`${unreadable === 0 ? nothing : html`<span class="changed">${queueStrings.unreadable(unreadable)}</span>`}
  ${duplicates === 0 ? nothing : html`<span class="changed">${queueStrings.duplicates(duplicates)}</span>`}`;
}
