/** The command behind `npm start`. */
import { type GatewayServer, startGateway } from './gateway-server.js';
import { BadOption, readOptions } from './options.js';

async function start(): Promise<GatewayServer | undefined> {
  try {
    const options = readOptions(process.argv.slice(2));
    const server = await startGateway(options);
    console.log(`Comis security dashboard: ${server.url}/security`);
    if (server.adminToken !== undefined) console.log(`Admin token: ${server.adminToken}`);
    if (options.gateway) console.log(`Gateway: ${options.gateway.href}`);
    return server;
  } catch (error) {
    if (error instanceof BadOption) {
      console.error(error.message);
      process.exitCode = 2;
      return undefined;
    }
    const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
    console.error(
      code === 'EADDRINUSE' && port !== undefined
        ? `Port ${port} is in use; choose another with --port N, or let --port 0 pick a free one.`
        : `The server cannot start: ${message}`,
    );
    process.exitCode = 1;
    return undefined;
  }
}

const server = await start();
if (server) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}
