/** What is said about a request that cannot be decided like any other. */
import { html, nothing } from 'lit';
import type { Fault, Faults } from '../../../data/approvals/waiting-faults.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { strings as queueStrings } from '../approval-queue.strings.js';
import { requestStrings as strings } from './request.strings.js';

/** Whether it can be denied at least: an id that can be read names it, and names no other. */
export function mayBeDenied(fault: Fault): boolean {
  return fault.kind === 'unreadable' && fault.readable.approvalId !== undefined;
}

/** Why it cannot be decided like any other. */
export function faultWords(fault: Fault): string {
  if (fault.kind === 'duplicate') return strings.duplicate;
  return mayBeDenied(fault) ? strings.onlyDeny : strings.noId;
}

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
