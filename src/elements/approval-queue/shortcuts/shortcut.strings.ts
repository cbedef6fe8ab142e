import { messages } from '../../../ui/language/messages.js';

/** All strings of the help on keyboard shortcuts. */
export const shortcutStrings = messages('shortcut', {
  button: 'Keyboard',
  title: 'Keyboard shortcuts',
  keys: [
    { keys: ['j', '\u2193'], does: 'Next request' },
    { keys: ['k', '\u2191'], does: 'Previous request' },
    { keys: ['x'], does: 'Select or unselect' },
    { keys: ['Shift+X'], does: 'Select up to here' },
    { keys: ['e', 'Enter'], does: 'Open or close details' },
    { keys: ['c'], does: 'Write a comment' },
    { keys: ['Alt+A'], does: 'Approve this request' },
    { keys: ['Alt+D'], does: 'Deny this request' },
    { keys: ['?'], does: 'This help' },
  ],
  where: 'They work while the focus is in the queue, and not in a text box. On a Mac, Alt is Option.',
  on: 'Shortcuts on',
  close: 'Close',
});
