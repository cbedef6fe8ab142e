/** The notice on a request that could not be read, or shares its id with others. */
import { html, nothing } from 'lit';
import type { Fault, Faults } from '../../../data/approvals/waiting-faults.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { strings as queueStrings } from '../approval-queue.strings.js';
import { requestStrings as strings } from './request.strings.js';

/** Renders the fault of a request at the head of its card. */
export function renderFault(fault: Fault | undefined): unknown {
  if (fault === undefined) return nothing;
  const details = fault.kind === 'unreadable' ? fault.issues : [];
  return html`<div class="must-read" part="fault">
    <strong>${fault.kind === 'duplicate' ? strings.duplicateTitle : strings.unreadableTitle}</strong>
    ${details.map((issue) => html`<p>${untrusted(`${issue}.`)}</p>`)}
  </div>`;
}

/** The number of requests by kind of fault. */
export function countFaults(faults: Faults): { readonly unreadable: number; readonly duplicates: number } {
  const kinds = [...faults.values()].map(({ kind }) => kind);
  const unreadable = kinds.filter((kind) => kind === 'unreadable').length;
  return { unreadable, duplicates: kinds.length - unreadable };
}

/** The fault counts for the queue's status line. */
export function faultCounts(faults: Faults): unknown {
  const { unreadable, duplicates } = countFaults(faults);
  return html`${unreadable === 0 ? nothing : html`<span class="changed">${queueStrings.unreadable(unreadable)}</span>`}
  ${duplicates === 0 ? nothing : html`<span class="changed">${queueStrings.duplicates(duplicates)}</span>`}`;
}
