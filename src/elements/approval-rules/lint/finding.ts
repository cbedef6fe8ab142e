/** What can be wrong with an entry: errors are not added to a list, warnings are to be read. */
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

/** Something to know about an entry. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly kind: Kind;
  /** What else is spoken of: another entry, another way to write it. */
  readonly detail?: string;
}
