/** The documents name what there is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../scripts/root.mjs';
import { gatewayEventNames, methodNames } from '../../src/protocol/index.js';

const comisDaemon = readFileSync(join(root, 'docs/comis-daemon.md'), 'utf8');

describe('docs/comis-daemon.md', () => {
  for (const [what, names] of Object.entries({ method: methodNames, event: gatewayEventNames })) {
    it(`says of every documented ${what} what becomes of it`, () => {
      const rows = comisDaemon.split('\n').filter((line) => line.startsWith('|'));
      const firstCells = rows.map((row) => row.split('|')[1] ?? '').join(' ');
      assert.deepEqual(
        names.filter((name) => !firstCells.includes(`\`${name}\``)),
        [],
      );
    });
  }
});
