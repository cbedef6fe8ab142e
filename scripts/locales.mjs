/** The languages with a locale: each is a file `src/locales/xx.ts`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

export const locales = readdirSync(join(root, 'src/locales')).flatMap(
  (name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? [],
);
