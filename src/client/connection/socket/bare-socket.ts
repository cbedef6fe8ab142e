import type { Settings, SocketLike } from '../../options.js';

/** The time allowed for opening, in ms. */
const limitMs = 5000;

/** Tests whether a socket without subprotocols, and so without a token, opens. It is closed immediately. */
export function opensBare({ WebSocket, endpoints }: Pick<Settings, 'WebSocket' | 'endpoints'>): Promise<boolean> {
  return new Promise((resolve) => {
    let socket: SocketLike;
    const end = (opens: boolean) => {
      clearTimeout(timer);
      resolve(opens);
      socket.close();
    };
    const timer = setTimeout(() => end(false), limitMs);
    try {
      socket = new WebSocket(endpoints.socket, []);
    } catch {
      clearTimeout(timer);
      resolve(false);
      return;
    }
    socket.addEventListener('open', () => end(true));
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('close', () => end(false));
  });
}
