import type { Server } from '../../../src/client/dialects/index.js';
import { Instance } from '../../../src/client/dialects/comis-daemon/instance.js';
import type { PartServices } from '../../../src/client/dialects/comis-daemon/part-services.js';
import type { Gap } from '../../../src/client/dialects/shared/stream-coverage.js';
import type { GatewayEventName, PayloadOf, Unreadable } from '../../../src/protocol/index.js';

/** The client's side of a translation, without a connection: for what no daemon does on demand. */
export class FakeServer implements Server {
  /** By how many ms its clock is ahead of this machine's. */
  ahead = 0;
  readonly emitted: { readonly event: GatewayEventName; readonly payload: unknown }[] = [];
  readonly unread: { readonly name: string; readonly issue: string; readonly unreadable?: Unreadable }[] = [];
  /** What each path is answered with; what throws is refused. */
  readonly pages: Record<string, () => unknown> = {};
  readonly asked: string[] = [];

  now = (): number => Date.now() + this.ahead;
  timed: Server['timed'] = () => undefined;
  isPast: Server['isPast'] = () => undefined;
  request: Server['request'] = (method): Promise<unknown> => Promise.reject(new Error(`nobody answers ${method}`));
  get = async (path: string): Promise<unknown> => {
    this.asked.push(path);
    const page = this.pages[path];
    if (!page) throw new Error(`no ${path}`);
    return await page();
  };
  emit = <E extends GatewayEventName>(event: E, payload: PayloadOf<E>): void =>
    void this.emitted.push({ event, payload });
  unreadable = (name: string, issue: string, unreadable?: Unreadable): void =>
    void this.unread.push({ name, issue, ...(unreadable ? { unreadable } : {}) });
  changed = (): void => undefined;

  /** What was emitted under a name. */
  of<E extends GatewayEventName>(name: E): PayloadOf<E>[] {
    return this.emitted.filter(({ event }) => event === name).map(({ payload }) => payload as PayloadOf<E>);
  }
}

/** A server and what a part has of it beside: its times can be set. */
export function partServices(): { server: FakeServer; gaps: Gap[]; since: { at: number }; services: PartServices } {
  const server = new FakeServer();
  const gaps: Gap[] = [];
  const since = { at: server.now() };
  const services = { server, instance: new Instance(server), since: () => since.at, gaps: () => gaps };
  return { server, gaps, since, services };
}
