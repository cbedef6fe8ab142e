import { formatCount } from '../../../ui/format/format.js';
import { messages } from '../../../ui/language/messages.js';

/** All strings of the attention modes and of the flood banner. */
export const attentionStrings = messages('attention', {
  label: 'How this page draws attention',
  unknown: (words: readonly string[], known: readonly string[]) =>
    `attention: ${words.map((word) => `“${word}”`).join(', ')} ${words.length === 1 ? 'is' : 'are'} not known. Known are ${known.join(', ')}.`,

  notify: 'Notify me while this page is hidden',
  noNotification: {
    insecure: 'No notifications: the page must be served over https.',
    unsupported: 'No notifications: this browser does not support them.',
    denied: 'No notifications: they are blocked for this page in the browser’s settings.',
  },
  /** The system may show it on a locked screen: no details of the requests. */
  notification: (count: number) =>
    count === 1 ? '1 request waits for a decision' : `${formatCount(count)} requests wait for a decision`,

  mute: 'Mute sound',
  soundLater: 'Sound starts with the first click or key press.',
  noSound: 'No sound: this browser does not support it.',

  flood: {
    rate: (count: number, atLeast: boolean) => `${formatCount(count)}${atLeast ? '+' : ''} requests a minute`,
    from: 'from',
    for: 'for',
    fallen: (count: number) => `(${formatCount(count)} in the last minute)`,
    others: (count: number) => `and from ${formatCount(count)} more`,
    announced: (count: number, name: string, rate: number) =>
      count === 1
        ? `Many requests from ${name}: ${formatCount(rate)} a minute`
        : `Many requests from ${formatCount(count)} agents or users`,
  },
});
