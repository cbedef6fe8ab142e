/** What a handler of the daemon throws: the caller gets the text with code 0 and no data. */
export class HandlerError extends Error {
  override readonly name = 'HandlerError';
}
