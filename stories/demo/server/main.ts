/** The command behind `npm start`. */
import { startGateway } from './gateway-server.js';
import { BadOption, readOptions, usage } from './options.js';

async function run(): Promise<void> {
  const options = { ...readOptions(process.argv.slice(2)), ...masterKey() };
  const server = await startGateway(options);
  // Before anything is said: whoever reads it may end us at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  console.log(`Comis security dashboard: ${server.url}/security`);
  if (server.adminToken !== undefined) console.log(`Admin token: ${server.adminToken}`);
  if (server.secretsNote !== undefined) console.log(`Secrets: ${server.secretsNote}`);
  if (options.gateway) console.log(`Gateway: ${options.gateway.href}`);
}

/** Taken out of the environment, so that no process that is started from here inherits it. */
function masterKey(): { masterKey?: string } {
  const { COMIS_SECRETS_MASTER_KEY: key } = process.env;
  delete process.env['COMIS_SECRETS_MASTER_KEY'];
  return key ? { masterKey: key } : {};
}

/** Says in one sentence why the server does not run. */
function explain(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof BadOption) return message;
  return code === 'EADDRINUSE' && port !== undefined
    ? `Port ${port} is in use; choose another with --port N, or let --port 0 pick a free one.`
    : `The server cannot start: ${message}`;
}

try {
  if (process.argv.includes('--help')) console.log(usage);
  else await run();
} catch (error) {
  console.error(explain(error));
  process.exitCode = error instanceof BadOption ? 2 : 1;
}
