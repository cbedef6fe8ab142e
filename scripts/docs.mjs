/** Builds the documentation site into build/docs; with `--serve` it shows it under the strict policy: `-- --port N`. */
import { parseArgs } from 'node:util';
import { buildDocs } from './docs/build.ts';
import { serveFolder } from './stories-server.mjs';

const { values } = parseArgs({
  options: { serve: { type: 'boolean' }, port: { type: 'string', default: '5175' } },
});
try {
  const folder = await buildDocs();
  console.log(`Built ${folder}`);
  if (values.serve) console.log(`Documentation: ${(await serveFolder(folder, Number(values.port))).url}`);
} catch (error) {
  console.error(`Cannot make the documentation: ${error.message}`);
  process.exitCode = 1;
}
