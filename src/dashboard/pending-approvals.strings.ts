import { messages } from '../ui/language/messages.js';

/** The strings of the tab "Pending Approvals", besides those of its widgets. */
export const strings = messages('pending-approvals', {
  queue: 'Pending Queue',
  history: 'History',
});
