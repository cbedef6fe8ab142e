/** Builds the stories and serves them under the strict policy: `npm run stories -- --port N`. */
import { parseArgs } from 'node:util';
import { serveStories } from './stories-server.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '5174' } } });
try {
  const { url } = await serveStories(Number(values.port));
  console.log(`Stories: ${url}`);
} catch (error) {
  console.error(`Cannot serve the stories: ${error.message}`);
  process.exitCode = 1;
}
