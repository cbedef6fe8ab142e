/** The names of methods and events and what scopes they need, apart from their schemas. */
import type { GatewayEventName } from './events.js';
import { eventNames, methodFacts } from './generated/facts.js';
import type { RpcMethod } from './methods/index.js';
import type { Scope } from './words.js';

/** The names of all documented methods. */
export const methodNames = Object.keys(methodFacts) as RpcMethod[];

/** The names of all documented events. */
export const gatewayEventNames: readonly GatewayEventName[] = eventNames;

/** Says whether a name is that of a documented event. */
export function isGatewayEventName(name: string): name is GatewayEventName {
  return (gatewayEventNames as readonly string[]).includes(name);
}

/** The scope that a token needs to call a method. */
export function scopeOf(method: RpcMethod): Scope {
  return methodFacts[method].scope;
}

/** The methods whose absence means that a method is not offered either: itself, and what it rests on. */
export function neededFor(method: RpcMethod): readonly RpcMethod[] {
  const { restsOn } = methodFacts[method];
  return restsOn === undefined ? [method] : [method, restsOn];
}
