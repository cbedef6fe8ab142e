import type { GatewayEventName, PayloadOf } from '../../protocol/index.js';

/** Puts an event on the gateway's stream. */
export type Publish = <E extends GatewayEventName>(name: E, payload: PayloadOf<E>) => void;
