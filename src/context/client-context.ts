import { createContext } from '@lit/context';
import type { RpcClient } from '../client/rpc-client.js';

/**
 * The one client that the elements below a provider share. `<comis-gateway>` provides it; a host that has its own
 * provider may do so too. The context key is a global symbol, so that two copies of this library on a page share it.
 */
export const clientContext = createContext<RpcClient | undefined>(Symbol.for('comis-rpc-client'));
