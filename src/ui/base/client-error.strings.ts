/** Why something failed, in the words of the client. */
import type { GatewayError } from '../../protocol/index.js';
import { messages } from '../language/messages.js';

const strings = messages('client-error', {
  /** The client words its errors in English; a locale translates the sentences that it knows. */
  words: (english: string): string => english,
});

export { strings as clientErrorStrings };

/** Returns the message of an error: translated where the client made it, as it came where a gateway did. */
export function errorWords({ message, code }: Pick<GatewayError, 'message' | 'code'>): string {
  return code === undefined ? strings.words(message) : message;
}
