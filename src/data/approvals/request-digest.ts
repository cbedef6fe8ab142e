/** Binds an approval to what was shown. Apart from the call itself: a denial needs no digest. */
import { type ApprovalRequest, digestOf } from '../../protocol/index.js';

/** Cached digests: hashing a megabyte takes 100 ms. A changed request is a new object. */
const digests = new WeakMap<ApprovalRequest, { readonly digest: string | undefined }>();

/** The digest of a request; undefined when it holds text that has no canonical form. */
export function boundDigest(request: ApprovalRequest): string | undefined {
  const known = digests.get(request);
  if (known) return known.digest;
  const digest = attempt(() => digestOf(request));
  digests.set(request, { digest });
  return digest;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
