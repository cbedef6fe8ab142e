/** The findings on list entries: errors block adding, warnings are shown. */
type Kind =
  | 'unseen'
  | 'same'
  | 'shadowed'
  | 'wildcard'
  | 'empty-part'
  | 'broad-prefix'
  | 'agent-wildcard'
  | 'alone'
  | 'relative'
  | 'traversal'
  | 'path-wildcard'
  | 'path-literal'
  | 'every-path'
  | 'broad-folder'
  | 'host-wildcard'
  | 'not-a-host'
  | 'bad-punycode'
  | 'lookalike'
  | 'punycode'
  | 'beyond-ascii'
  | 'written-otherwise'
  | 'metadata'
  | 'own-machine'
  | 'short-name';

/** A finding on an entry. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly kind: Kind;
  /** The subject of the finding: another entry, another spelling. */
  readonly detail?: string;
}
