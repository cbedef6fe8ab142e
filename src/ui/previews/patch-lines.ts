/** Parses a patch: which of its lines are file content, and which are metadata. */
import type { DiffLine } from './line-diff.js';

const counted = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/**
 * Parses the lines of a patch. In a hunk with line counts, the first character of each line decides: `--- x` removes a
 * line `-- x`. Elsewhere, only an unambiguous line is a file header.
 */
export function readPatch(patch: string): DiffLine[] {
  const lines = (patch.endsWith('\n') ? patch.slice(0, -1) : patch).split('\n');
  const reader = new PatchReader(lines);
  return lines.map((text, index) => ({ kind: reader.kindOf(text, index), text }));
}

class PatchReader {
  readonly #lines: readonly string[];
  /** The remaining lines of the hunk. */
  #old = 0;
  #new = 0;
  /** Whether file lines may be outside a counted hunk. */
  #free = true;
  /** Whether a file line or a hunk header was read. */
  #begun = false;
  /** The `*** Update File` format, which has no other headers. */
  #starred = false;
  /** The second line of a file header. */
  #headEnd = -1;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Call for each line, in order. */
  kindOf(text: string, index: number): DiffLine['kind'] {
    const inHunk = this.#old > 0 || this.#new > 0;
    if (inHunk && /^(?:[ +-]|$)/.test(text)) return this.#hunkLine(text);
    // It does not count against a hunk: "\ No newline at end of file".
    if (text.startsWith('\\')) return 'about';
    if (inHunk) this.#old = this.#new = 0;
    return this.#otherLine(text, index);
  }

  #hunkLine(text: string): DiffLine['kind'] {
    const kind = kindBySign(text);
    if (kind !== 'added') this.#old -= 1;
    if (kind !== 'removed') this.#new -= 1;
    return kind;
  }

  #otherLine(text: string, index: number): DiffLine['kind'] {
    if (index === this.#headEnd || this.#isHead(text, index)) return 'about';
    if (text.startsWith('@@') || text.startsWith('*** ')) return this.#hunk(text);
    // The signature separator of a mail.
    if (text === '-- ' && !this.#free) return 'about';
    if (/^[+-]/.test(text)) {
      this.#begun = true;
      return kindBySign(text);
    }
    return this.#free && /^(?: |$)/.test(text) ? 'same' : 'about';
  }

  #hunk(text: string): 'about' {
    const [head, old = '1', now = '1'] = counted.exec(text) ?? [];
    this.#begun = true;
    this.#starred ||= text.startsWith('*** ');
    this.#free = head === undefined;
    if (head !== undefined) [this.#old, this.#new] = [Number(old), Number(now)];
    return 'about';
  }

  #isHead(text: string, index: number): boolean {
    if (this.#starred || !text.startsWith('--- ') || !this.#lines[index + 1]?.startsWith('+++ ')) return false;
    if (this.#begun && !counted.test(this.#lines[index + 2] ?? '')) return false;
    this.#headEnd = index + 1;
    return true;
  }
}

function kindBySign(text: string): DiffLine['kind'] {
  return text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : 'same';
}
