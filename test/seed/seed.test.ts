/** Every point of the description has an end-to-end test, and that test is there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { requirements } from './requirements.js';

describe('what the description asks for', () => {
  requirements.forEach(({ says, proof: [file, title] }, index) => {
    it(`${String(index + 1)}. ${says}`, () => {
      const source = readFileSync(new URL(`../e2e/${file}`, import.meta.url), 'utf8');
      assert.ok(source.includes(`it('${title}'`), `${file} has no test called “${title}”`);
    });
  });
});
