/** Strings for implausible times. */
import type { TimeTrouble } from '../../protocol/index.js';
import { messages } from '../language/messages.js';

export const timeStrings = messages('time', {
  wrong: (trouble: TimeTrouble, time: string) =>
    `${time}: ${trouble === 'impossible' ? 'not a time in ms' : `${trouble}?`}`,
  wrongTitle: (trouble: TimeTrouble, meant: string | undefined) =>
    meant === undefined
      ? 'Not a time: milliseconds since 1970 were expected'
      : `The gateway sent a time that cannot be right: milliseconds were expected. Read as ${trouble} it is ${meant}`,
});
