import { GatewayError } from '../../../../protocol/index.js';
import type { AuditedChange, TokenChange } from './token-wire.js';

/** A change of a token. */
export type TokenChangeRef = Pick<AuditedChange, 'change' | 'id'>;

interface Entry extends TokenChangeRef {
  /** The new token. */
  newId: string | undefined;
  readonly isOwn: boolean;
  /** The daemon has confirmed it. */
  isMade: boolean;
  /** The audit has reported it. */
  isHeard: boolean;
  /** The daemon has restarted since: it is in effect, or lost. */
  isOver: boolean;
}

/** The maximum number of changes kept. */
const kept = 50;

/**
 * Tracks changes of tokens until their outcome is known: of several in one run of the daemon only the last survives the
 * restart, which the daemon does not report.
 */
export class TokenLedger {
  #entries: Entry[] = [];

  /** Makes a change for this page and records it. Throws as `make` does. */
  async carryOut<T extends object>(change: TokenChangeRef, make: () => Promise<T>): Promise<T> {
    const entry = this.#add({ ...change, newId: undefined, isOwn: true, isMade: false, isHeard: false, isOver: false });
    try {
      const result = await make();
      entry.isMade = true;
      if ('newId' in result && typeof result.newId === 'string') entry.newId = result.newId;
      return result;
    } catch (thrown) {
      const isRefused = thrown instanceof GatewayError && thrown.code !== undefined;
      // The audit may still report one whose answer was lost.
      if (isRefused) this.#entries = this.#entries.filter((each) => each !== entry);
      throw thrown;
    }
  }

  /** Called when the audit reports a change of this page or of someone else. */
  seen({ change, id, newId }: AuditedChange): void {
    const own = this.#entries.find(
      (each) => each.isOwn && !each.isHeard && !each.isOver && each.change === change && each.id === id,
    );
    if (!own) {
      this.#add({ change, id, newId, isOwn: false, isMade: true, isHeard: true, isOver: false });
      return;
    }
    own.isMade = own.isHeard = true;
    own.newId ??= newId;
  }

  /** Called when the daemon has restarted. */
  restarted(): void {
    this.#entries = this.#entries.filter(({ isMade }) => isMade);
    for (const entry of this.#entries) entry.isOver = true;
  }

  /** Notes about the changes. @param ids - the existing tokens. */
  notes(ids: ReadonlySet<string>): string[] {
    this.#entries = this.#entries.filter((each) => !each.isOver || isLost(each, ids));
    const current = this.#entries.filter(({ isMade, isOver }) => isMade && !isOver);
    const theirs = current.some(({ isOwn }) => isOwn) ? current.filter(({ isOwn }) => !isOwn) : [];
    return [...this.#entries.filter(({ isOver }) => isOver).map(lost), ...theirs.map(contested)];
  }

  #add(entry: Entry): Entry {
    // Earlier changes of the same token are superseded.
    const others = this.#entries.filter(({ id, isOver }) => !isOver || id !== entry.id);
    this.#entries = [...others, entry].slice(-kept);
    return entry;
  }
}

function isLost({ change, id, newId }: Entry, ids: ReadonlySet<string>): boolean {
  if (change === 'created') return !ids.has(id);
  return ids.has(id) || (newId !== undefined && !ids.has(newId));
}

const nouns: Readonly<Record<TokenChange, string>> = {
  created: 'creation',
  revoked: 'revocation',
  rotated: 'rotation',
};

function lost({ change, id, newId, isOwn }: Entry): string {
  const by = isOwn ? '' : ' by somebody else';
  const what = `The ${nouns[change]} of “${id}”${by} was overwritten by another change before the restart`;
  if (change === 'created') return `${what}: this token does not exist.`;
  if (change === 'revoked') return `${what}: it is still valid.`;
  return `${what}: its secret is the old one, and the new token${newId === undefined ? '' : ` “${newId}”`} does not exist.`;
}

const contested = ({ change, id }: Entry): string =>
  `“${id}” was ${change} by somebody else before the gateway restarted for a change made here. Of several changes ` +
  'before one restart it keeps only the last: one of these will be lost.';
