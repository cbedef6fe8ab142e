/** What lies on the clipboard after a person has selected something and copied it. */

/** Selects all of an element and copies: gives the text as it would be pasted. */
export function copyOf(element: Node): string {
  const selection = getSelection();
  if (!selection) throw new Error('This page has no selection.');
  selection.selectAllChildren(element);
  const event = new ClipboardEvent('copy', {
    clipboardData: new DataTransfer(),
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  element.dispatchEvent(event);
  // Not prevented: the browser copies the selection as it is.
  return event.defaultPrevented ? (event.clipboardData?.getData('text/plain') ?? '') : selection.toString();
}
