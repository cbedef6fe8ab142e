import { plainHost } from '../../../data/policy/policy-evaluation.js';
import { isLookalikeHost } from '../../../ui/text-safety/checks/lookalikes.js';
import type { Finding } from './finding.js';
import { unicodeHost } from './punycode.js';

/** The cloud metadata address (link-local, RFC 3927), also as an IPv6 address. */
const metadataHosts = ['169.254.169.254', '::ffff:a9fe:a9fe'];
const ownMachine =
  /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1|::|::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}|::ffff:0:0)$/;

/** Checks a host entry. */
export function lintHost(entry: string): Finding[] {
  if (entry.includes('*')) return [{ severity: 'error', kind: 'host-wildcard' }];
  // An IPv6 address has colons of its own.
  if (/[/@\s?#\\]|^[^:]*:\d*$|\]:\d*$|^\.|\.\./.test(entry)) return [{ severity: 'error', kind: 'not-a-host' }];
  const host = plainHost(entry);
  const address = addressOf(host);
  if (address === undefined) return [{ severity: 'error', kind: 'not-a-host' }];
  return [...international(host, address), ...place(host, address)];
}

/** The host in its ASCII form; undefined when it is invalid. */
function addressOf(host: string): string | undefined {
  const url = `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}/`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : undefined;
}

function international(host: string, address: string): Finding[] {
  const meant = unicodeHost(host);
  if (meant === undefined) return [{ severity: 'error', kind: 'bad-punycode' }];
  const deceives = isLookalikeHost(meant);
  const found: Finding[] = deceives ? [{ severity: 'warning', kind: 'lookalike', detail: meant }] : [];
  // A lookalike is shown with its punycode.
  if (meant !== host) return deceives ? found : [{ severity: 'warning', kind: 'punycode', detail: meant }];
  if (address.includes('xn--')) return [...found, { severity: 'warning', kind: 'beyond-ascii', detail: address }];
  // An IPv6 address has many spellings; requests use the shortest.
  if (address !== host) return [...found, { severity: 'warning', kind: 'written-otherwise', detail: address }];
  return found;
}

function place(host: string, address: string): Finding[] {
  if (metadataHosts.includes(address)) return [{ severity: 'warning', kind: 'metadata' }];
  if (ownMachine.test(address)) return [{ severity: 'warning', kind: 'own-machine' }];
  return !host.includes('.') && !host.includes(':') ? [{ severity: 'warning', kind: 'short-name' }] : [];
}
