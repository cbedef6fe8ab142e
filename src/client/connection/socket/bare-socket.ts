import type { Settings, SocketLike } from '../../options.js';

/** How long it may take to open, in ms. */
const limitMs = 5000;

/** Says whether a socket opens that offers no subprotocol, and so shows no token. It is closed at once. */
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
