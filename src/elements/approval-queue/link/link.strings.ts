import { messages } from '../../../ui/language/messages.js';

/** All strings of the button that links a request. */
export const linkStrings = messages('link', {
  link: 'Link',
  linkTitle: 'Link the address of this page to this request',
  linked: 'Linked request',
  unlink: 'Unlink',
});
