/**
 * Loads the checks of text before the tests of a file, as a page has them after its first text that is not plain. What a page
 * shows before is tested in test/e2e/lazy-text.test.ts.
 */
import { loadTextChecks } from '../../src/ui/text-safety/text-checks.js';

await loadTextChecks();
