import { messages } from '../../../ui/language/messages.js';
import type { Finding } from './finding.js';

/** The sentence of each finding, around its detail, which may be untrusted. */
export const findingWords = messages('lint', {
  unseen: ['It contains invisible or misleading characters.'],
  same: ['The list has this entry already:', ''],
  shadowed: ['Not needed: covered by', 'already.'],
  wildcard: ['As written it matches only an action of exactly this name: * works at the end, after a dot.'],
  'empty-part': ['A part of the name is empty: before, after or between its dots something is missing.'],
  'broad-prefix': ['Too broad? It covers every action that begins with', 'and a dot, those that come later too.'],
  'agent-wildcard': ['As written it is an agent of exactly this ID: there are no wildcards. An empty list allows all.'],
  alone: ['Alone on the list it allows no message: sender and receiver must both be on it.'],
  relative: ['Not an absolute path: begin with /.'],
  traversal: ['It contains “..”. It resolves to', '; write that if it is meant.'],
  'path-wildcard': ['There are no wildcards: a folder covers all that is below it.'],
  'path-literal': ['There are no wildcards: ? [ ] { } stand for themselves.'],
  'every-path': ['This covers', ': every path.'],
  'broad-folder': ['Too broad? It covers all of', ', a folder of the system.'],
  'host-wildcard': ['There are no wildcards: each host by its own name.'],
  'not-a-host': ['A host’s name only: with a scheme, a port or a path it matches no host.'],
  'bad-punycode': ['It begins with xn-- but is no internationalised name.'],
  lookalike: ['A lookalike: its letters are of several scripts, or drawn like others. It reads', ''],
  punycode: ['Punycode: shown to people it reads', ''],
  'beyond-ascii': ['On the wire this host is', ': an agent that names it so is denied.'],
  'written-otherwise': ['On the wire this host is', ': an agent that names it so is denied.'],
  metadata: ['Here a cloud’s machines ask for their own credentials.'],
  'own-machine': ['This is the gateway’s own machine, with all that listens on it.'],
  'short-name': ['A name without a dot: what it leads to depends on the network.'],
} satisfies Record<Finding['kind'], readonly [before: string, after?: string]>);
