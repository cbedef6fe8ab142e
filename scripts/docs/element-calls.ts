/** Which methods an element calls and which events it follows, read from the modules that it is made of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayEventNames, methodNames, type RpcMethod, scopeOf } from '../../src/protocol/index.js';
import { importsOf } from '../imports.mjs';
import { root } from '../root.mjs';

/** What an element does with the gateway. */
export interface Calls {
  readonly methods: readonly { readonly name: RpcMethod; readonly scope: string }[];
  readonly events: readonly string[];
}

/** Reads it from the element's class on, without other elements unless it is made of them. */
export function callsOf(classFile: string, parts: readonly string[]): Calls {
  const texts = [...modulesOf(classFile, parts)].map((file) => readFileSync(join(root, file), 'utf8'));
  const isNamed = (name: string) => texts.some((text) => text.includes(`'${name}'`));
  return {
    methods: methodNames.filter(isNamed).map((name) => ({ name, scope: scopeOf(name) })),
    events: gatewayEventNames.filter(isNamed),
  };
}

function modulesOf(file: string, parts: readonly string[], seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !isPart(file, parts)) return seen;
  seen.add(file);
  for (const each of importsOf(file)) modulesOf(each, parts, seen);
  return seen;
}

/** The client and the protocol name every method; they are not what an element calls. */
function isPart(file: string, parts: readonly string[]): boolean {
  const element = /^src\/elements\/([^/]+)\//.exec(file)?.[1];
  if (element !== undefined) return parts.includes(element);
  return !/^src\/(client|protocol|locales|messages|testing)\//.test(file);
}
