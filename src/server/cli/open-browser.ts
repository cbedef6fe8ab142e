import { spawn } from 'node:child_process';

/** Opens an address in the browser of the person who started us. @param onFailed called when there is none to be had. */
export function openBrowser(url: string, onFailed: () => void): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', onFailed);
  child.once('exit', (code) => {
    if (code) onFailed();
  });
  child.unref();
}
