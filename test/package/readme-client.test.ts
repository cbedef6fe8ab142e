/** README's client in Node, word for word, with the built package and the reference gateway. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../../scripts/root.mjs';
import { start } from '../gateway/support/gateway.js';

const [block = '', ...others] = [
  ...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm),
].map(([, code = '']) => code);

it('connects, calls and closes without a word of its own', async (t) => {
  assert.deepEqual(others, []);
  const { url, adminToken } = await start(t);
  const script = `${block.replace('http://127.0.0.1:5173', url)}\nclient.close();`;
  assert.ok(script.includes(url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...process.env, COMIS_TOKEN: adminToken },
  });
  assert.equal(stdout, 'waiting: 0\n');
  assert.equal(stderr, '');
});
