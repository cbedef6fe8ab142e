import { messages } from '../../../ui/language/messages.js';
import type { Finding } from './finding.js';

/** The sentence of each finding, around its detail, which may be untrusted. */
export const findingWords = messages('lint', {
  unseen: ['Contains invisible or misleading characters.'],
  same: ['The list already has this entry:', ''],
  shadowed: ['Not needed: already covered by', ''],
  wildcard: ['Matches only an action of exactly this name: * works only at the end, after a dot.'],
  'empty-part': ['Part of the name is empty: check the dots.'],
  'broad-prefix': ['Too broad? It covers every action that begins with', 'and a dot, including those added later.'],
  'agent-wildcard': ['Matches only an agent of exactly this ID: wildcards do not work here. An empty list allows all.'],
  alone: ['With only one agent on the list no message is allowed: sender and receiver must both be on it.'],
  relative: ['Not an absolute path: begin with /.'],
  traversal: ['Contains “..” and resolves to', ': write that instead if you mean it.'],
  'path-wildcard': ['Wildcards do not work here: a folder covers everything below it.'],
  'path-literal': ['Wildcards do not work here: ? [ ] { } are ordinary characters.'],
  'every-path': ['This covers', ': every path.'],
  'broad-folder': ['Too broad? It covers all of', ', a system folder.'],
  'host-wildcard': ['Wildcards do not work here: list each host by its full name.'],
  'not-a-host': ['Enter only a host name: with a scheme, port or path it matches no host.'],
  'bad-punycode': ['Begins with xn-- but is not a valid internationalised name.'],
  lookalike: ['A lookalike: its letters are of several scripts, or look like others. It reads', ''],
  punycode: ['Punycode. Decoded it reads', ''],
  'beyond-ascii': ['Requests write this host as', ': an agent that uses that form is denied.'],
  'written-otherwise': ['Requests write this host as', ': an agent that uses that form is denied.'],
  metadata: ['A cloud metadata address: machines get their own credentials from it.'],
  'own-machine': ['The gateway’s own machine, with every service that listens on it.'],
  'short-name': ['A name without a dot: where it leads depends on the network.'],
} satisfies Record<Finding['kind'], readonly [before: string, after?: string]>);
