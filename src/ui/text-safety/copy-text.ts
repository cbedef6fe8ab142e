/**
 * Writes text to the clipboard, also on pages without `navigator.clipboard` (plain http) and in modal dialogs. Call it
 * in a click handler: browsers refuse it otherwise.
 *
 * @returns whether the text was copied: say "Copied" only then.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Missing outside secure contexts, whatever the types say.
    if ('clipboard' in navigator) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // A permission, a policy or a page without focus refused it; the older way asks for neither.
  }
  return copyByCommand(text);
}

/** The command copies the data of the `copy` event, so nothing has to be inserted and selected. */
function copyByCommand(text: string): boolean {
  let given = false;
  // Safari only copies without a selection when this one is prevented.
  const allow = (event: Event) => event.preventDefault();
  const give = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    given = true;
  };
  window.addEventListener('beforecopy', allow, true);
  window.addEventListener('copy', give, true);
  try {
    // Deprecated, and the only way where there is no clipboard API.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy') && given;
  } catch {
    return false;
  } finally {
    window.removeEventListener('beforecopy', allow, true);
    window.removeEventListener('copy', give, true);
  }
}
