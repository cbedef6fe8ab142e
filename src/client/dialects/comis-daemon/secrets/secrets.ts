import * as z from 'zod/mini';
import type { ResultOf, Secret } from '../../../../protocol/index.js';
import type { ConfigPart } from '../config/config.js';
import { DeclaredSecrets } from '../config/config-wire.js';
import { canary } from '../events/event-lines.js';
import { SecretAccessed, SecretModified } from '../events/event-wire.js';
import { gapNotes } from '../../shared/gap-notes.js';
import type { EventRows, MethodRows, Part } from '../../shared/part.js';
import type { PartServices } from '../part-services.js';
import { Throttle } from '../../shared/throttle.js';

/** The maximum number of names kept, those requested last: agents may request any name. */
const kept = 500;

/** The minimum interval between events of further uses, in ms: each event causes a read. */
const usesEveryMs = 3000;
const anyName = '';

/** The requests seen for a name. */
interface Seen {
  uses: number;
  lastUsedAt?: number;
  createdAt?: number;
  updatedAt?: number;
  denied: number;
  missing: number;
  /** Requests with an unknown outcome. */
  unclear: number;
}

const derivedFrom = 'the configuration, and the requests for secrets received by this page';

/**
 * Secrets: the daemon does not list them over RPC, so they are derived from its configuration and the events of
 * requests.
 */
export class SecretsPart implements Part {
  readonly methods: MethodRows = {
    'secrets.list': {
      capability: () => ({ status: 'derived', from: derivedFrom }),
      call: () => this.#list(),
    },
    'secrets.set': { capability: () => ({ status: 'not-offered', reason: elsewhere('set') }) },
    'secrets.delete': { capability: () => ({ status: 'not-offered', reason: elsewhere('delete') }) },
  };
  // Unreadable events are reported by the security log.
  readonly events: EventRows = {
    'secret:accessed': (payload) => {
      const accessed = z.safeParse(SecretAccessed, payload);
      if (accessed.success) this.#accessed(accessed.data);
    },
    // Declared by the daemon, but never sent by 1.0.34.
    'secret:modified': (payload) => {
      const modified = z.safeParse(SecretModified, payload);
      if (modified.success) this.#modified(modified.data);
    },
  };

  readonly #services: PartServices;
  readonly #config: ConfigPart;
  /** By name; most recently requested last. */
  readonly #seen = new Map<string, Seen>();
  #dropped = 0;
  /** Throttles the events of further uses of known names, since every turn of every agent has one. */
  readonly #uses: Throttle;

  constructor(services: PartServices, config: ConfigPart) {
    this.#services = services;
    this.#config = config;
    this.#uses = new Throttle(usesEveryMs, () => {
      const last = [...this.#seen.keys()].at(-1) ?? anyName;
      services.server.emit('secrets:changed', { name: last, change: 'used' });
    });
  }

  close(): void {
    this.#uses.close();
  }

  async #list(): Promise<ResultOf<'secrets.list'>> {
    const { secrets } = await this.#config.declared('security', DeclaredSecrets);
    const names = [...this.#seen.keys()].sort();
    return {
      enabled: secrets.enabled,
      dbPath: secrets.dbPath,
      secrets: names.map((name) => secretOf(name, this.#seen.get(name) ?? unseen())),
      derived: { from: derivedFrom, since: this.#services.since() },
      notes: [
        'The gateway does not list its secrets over RPC: shown are the names requested while this page was ' +
          'connected. On the machine of the gateway, “comis secrets list” lists them.',
        'Enabled and path are from the configuration (security.secrets), which the gateway does not use: ' +
          'the store is on if SECRETS_MASTER_KEY is set in its environment, and off if not.',
        ...gapNotes(this.#services.gaps(), 'Requests may be missing'),
        ...(this.#dropped > 0
          ? [`Only the ${kept} names requested last are kept: ${this.#dropped} were dropped.`]
          : []),
      ],
    };
  }

  #accessed({ secretName, outcome, timestamp }: z.infer<typeof SecretAccessed>): void {
    const known = this.#seen.has(secretName);
    const seen = this.#take(secretName);
    if (outcome === 'success') {
      seen.uses += 1;
      seen.lastUsedAt = Math.max(timestamp, seen.lastUsedAt ?? 0);
    } else if (outcome === 'denied') seen.denied += 1;
    else if (outcome === 'not_found') seen.missing += 1;
    else seen.unclear += 1;
    this.#keep(secretName, seen);
    if (known) this.#uses.request(anyName);
    else this.#services.server.emit('secrets:changed', { name: secretName, change: 'seen' });
  }

  #modified({ secretName, action, timestamp }: z.infer<typeof SecretModified>): void {
    const seen = this.#take(secretName);
    if (action !== 'deleted') {
      if (action === 'created') seen.createdAt = timestamp;
      this.#keep(secretName, { ...seen, updatedAt: timestamp });
    }
    this.#services.server.emit('secrets:changed', { name: secretName, change: action });
  }

  /** Removes and returns the requests seen for a name. */
  #take(name: string): Seen {
    const seen = this.#seen.get(name);
    this.#seen.delete(name);
    return seen ?? unseen();
  }

  #keep(name: string, seen: Seen): void {
    this.#seen.set(name, seen);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size <= kept || oldest === undefined) return;
    this.#seen.delete(oldest);
    this.#dropped += 1;
  }
}

const unseen = (): Seen => ({ uses: 0, denied: 0, missing: 0, unclear: 0 });

function secretOf(name: string, { uses, lastUsedAt, createdAt, updatedAt, ...failed }: Seen): Secret {
  const description = [
    ...(name === canary ? ['Every turn of every agent requests it, to detect leaks.'] : []),
    ...(failed.denied > 0 ? [`Denied ${times(failed.denied)}.`] : []),
    ...(failed.missing > 0 ? [`Not found ${times(failed.missing)}.`] : []),
    ...(failed.unclear > 0 ? [`Requested ${times(failed.unclear)} with an unknown outcome.`] : []),
  ].join(' ');
  return {
    name,
    usageCount: uses,
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    ...(description === '' ? {} : { description }),
  };
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const elsewhere = (verb: string): string =>
  `The Comis daemon does not accept changes to its secrets over RPC. Use “comis secrets ${verb}” on its machine instead.`;
