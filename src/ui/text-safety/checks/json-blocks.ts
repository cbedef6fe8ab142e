/** Printed JSON in blocks (see `text-blocks.ts`). */
import { textPiece, type JsonPiece } from './json-parts.js';
import { blockLength } from '../plain-text.js';
import { endOfBlock, firstLength, type DrawnBlock, type TextBlock } from './text-blocks.js';

/** The fraction of the maximum length from which a block ends at a line break. */
const fullEnough = 0.75;

/** The length of a masked value in a block: it is rendered as a few words. */
const maskWeight = 30;

/**
 * Groups pieces into blocks. A longer text is cut.
 *
 * @param rawOf the copied text of a piece.
 * @param draw creates the nodes of pieces.
 */
export function* jsonBlocks(
  pieces: readonly JsonPiece[],
  rawOf: (pieces: readonly JsonPiece[]) => string,
  draw: (pieces: readonly JsonPiece[]) => DrawnBlock,
): Generator<TextBlock> {
  const asBlock = (of: readonly JsonPiece[], continues: boolean): TextBlock => ({
    raw: rawOf(of),
    continues,
    draw: () => draw(of),
  });
  let now: JsonPiece[] = [];
  let length = 0;
  let limit = firstLength;
  for (const piece of shortPieces(pieces)) {
    const weight = piece.kind === 'hidden' ? Math.min(piece.raw.length, maskWeight) : piece.raw.length;
    if (length > 0 && length + weight > limit) {
      yield asBlock(now, true);
      [now, length, limit] = [[], 0, blockLength];
    }
    now.push(piece);
    length += weight;
    if (!piece.raw.endsWith('\n') || length < limit * fullEnough) continue;
    yield asBlock(now, false);
    [now, length, limit] = [[], 0, blockLength];
  }
  if (now.length > 0) yield asBlock(now, false);
}

/** A text longer than a block is cut; text between two lines is split there. */
function* shortPieces(pieces: readonly JsonPiece[]): Generator<JsonPiece> {
  for (const piece of pieces) {
    const line = piece.kind === 'plain' ? piece.raw.indexOf('\n') + 1 : 0;
    if (piece.kind === 'plain' && line > 0) {
      yield { kind: 'plain', raw: piece.raw.slice(0, line) };
      yield { kind: 'plain', raw: piece.raw.slice(line) };
      continue;
    }
    if (piece.kind !== 'text' || piece.text.length <= blockLength) {
      yield piece;
      continue;
    }
    for (let from = 0; from < piece.text.length;) {
      const to = endOfBlock(piece.text, from, true);
      yield textPiece(piece.text.slice(from, to));
      from = to;
    }
  }
}
