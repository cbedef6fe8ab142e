import {
  type PolicyChange,
  type PolicyKey,
  type PolicyValue,
  type PolicyValues,
  sameValue,
} from '../../data/policy/policy.js';

/** One setting that the draft changes. */
export interface DraftChange extends PolicyChange {
  /** What the gateway has. */
  readonly before: PolicyValue;
  /** True when the gateway's value became another one after the draft was made: nobody has chosen between the two yet. */
  readonly conflict: boolean;
}

/** A setting that the gateway has changed by itself, or for somebody else. */
export interface ServerChange {
  readonly key: PolicyKey;
  readonly before: PolicyValue;
  readonly after: PolicyValue;
}

interface Edit {
  readonly value: PolicyValue;
  /** What the gateway had when the person made the edit, or last chose it over the gateway's. */
  readonly madeOn: PolicyValue;
}

/** What a person has changed of the policy and not saved, on top of what the gateway has. Immutable. */
export class Draft {
  /** What the gateway has. */
  readonly server: PolicyValues;
  readonly #edits: ReadonlyMap<PolicyKey, Edit>;

  constructor(server: PolicyValues, edits: ReadonlyMap<PolicyKey, Edit> = new Map()) {
    this.server = server;
    this.#edits = edits;
  }

  /** The policy as it would be after saving. */
  get values(): PolicyValues {
    const edited = [...this.#edits].map(([key, { value }]) => [key, value] as const);
    return { ...this.server, ...Object.fromEntries(edited) };
  }

  /** What differs from the gateway, in the order of the settings. */
  get changes(): readonly DraftChange[] {
    return (Object.keys(this.server) as PolicyKey[]).flatMap((key) => {
      const edit = this.#edits.get(key);
      if (!edit) return [];
      const before = this.server[key];
      return [{ key, before, value: edit.value, conflict: !sameValue(edit.madeOn, before) }];
    });
  }

  /** Whether a setting differs from the gateway's. */
  isEdited(key: PolicyKey): boolean {
    return this.#edits.has(key);
  }

  /** Changes a setting. Changed back to what the gateway has, it is no change. */
  set({ key, value }: PolicyChange): Draft {
    if (sameValue(value, this.server[key])) return this.reset(key);
    const madeOn = this.#edits.get(key)?.madeOn ?? this.server[key];
    return this.#with(new Map(this.#edits).set(key, { value, madeOn }));
  }

  /** Takes the gateway's value. */
  reset(key: PolicyKey): Draft {
    return this.#with(new Map([...this.#edits].filter(([edited]) => edited !== key)));
  }

  /** Ends a conflict in favour of the draft. */
  insist(key: PolicyKey): Draft {
    const edit = this.#edits.get(key);
    return edit ? this.#with(new Map(this.#edits).set(key, { ...edit, madeOn: this.server[key] })) : this;
  }

  /** Everything as the gateway has it. */
  discard(): Draft {
    return new Draft(this.server);
  }

  /** The draft after the gateway has confirmed it: what was asked for is what it should have. */
  confirmed(): Draft {
    return new Draft(this.values);
  }

  /**
   * Puts the draft on what the gateway has now. Settings that nobody touched take the gateway's value; those that were
   * touched keep the draft's, as a conflict if the gateway's is new; those that say the same are no change any more.
   */
  rebase(server: PolicyValues): { readonly draft: Draft; readonly changed: readonly ServerChange[] } {
    const keys = Object.keys(server) as PolicyKey[];
    const changed = keys
      .filter((key) => !sameValue(this.server[key], server[key]))
      .map((key) => ({ key, before: this.server[key], after: server[key] }));
    const edits = new Map([...this.#edits].filter(([key, { value }]) => !sameValue(value, server[key])));
    return { draft: new Draft(server, edits), changed };
  }

  #with(edits: ReadonlyMap<PolicyKey, Edit>): Draft {
    return new Draft(this.server, edits);
  }
}
