/** A certificate of this machine that nobody trusts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/root.mjs';

const read = (name: string) => readFileSync(join(root, 'test/fixtures/certificate', name));

/** What a server over TLS is made with. */
export const selfSigned = { key: read('key.pem'), cert: read('cert.pem') };
