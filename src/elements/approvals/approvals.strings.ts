import { messages } from '../../ui/language/messages.js';

/** All strings of `<comis-approvals>`. */
export const strings = messages('approvals', {
  queue: 'Pending Queue',
  history: 'History',
  rules: 'Rules',
});
