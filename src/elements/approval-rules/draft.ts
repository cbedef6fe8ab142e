import {
  type PolicyChange,
  type PolicyKey,
  type PolicyValue,
  type PolicyValues,
  sameValue,
} from '../../data/policy/policy.js';

/** One setting that the draft changes. */
export interface DraftChange extends PolicyChange {
  /** The gateway's value. */
  readonly before: PolicyValue;
  /** True when the gateway's value changed after the edit, and neither version was chosen yet. */
  readonly conflict: boolean;
}

/** A setting that changed on the gateway. */
export interface ServerChange {
  readonly key: PolicyKey;
  readonly before: PolicyValue;
  readonly after: PolicyValue;
}

interface Edit {
  readonly value: PolicyValue;
  /** The gateway's value at the time of the edit, or when the edit was last kept over it. */
  readonly basedOn: PolicyValue;
}

/** Unsaved edits of the policy, on top of the gateway's values. Immutable. */
export class Draft {
  /** The gateway's value. */
  readonly server: PolicyValues;
  readonly #edits: ReadonlyMap<PolicyKey, Edit>;

  constructor(server: PolicyValues, edits: ReadonlyMap<PolicyKey, Edit> = new Map()) {
    this.server = server;
    this.#edits = edits;
  }

  /** The values after saving. */
  get values(): PolicyValues {
    const edited = [...this.#edits].map(([key, { value }]) => [key, value] as const);
    return { ...this.server, ...Object.fromEntries(edited) };
  }

  /** The changes, in the order of the settings. */
  get changes(): readonly DraftChange[] {
    return (Object.keys(this.server) as PolicyKey[]).flatMap((key) => {
      const edit = this.#edits.get(key);
      if (!edit) return [];
      const before = this.server[key];
      return [{ key, before, value: edit.value, conflict: !sameValue(edit.basedOn, before) }];
    });
  }

  /** Whether a setting differs from the gateway's. */
  isEdited(key: PolicyKey): boolean {
    return this.#edits.has(key);
  }

  /** Edits a setting. Setting the gateway's value removes the edit. */
  set({ key, value }: PolicyChange): Draft {
    if (sameValue(value, this.server[key])) return this.reset(key);
    const basedOn = this.#edits.get(key)?.basedOn ?? this.server[key];
    return this.#with(new Map(this.#edits).set(key, { value, basedOn }));
  }

  /** Resets a setting to the gateway's value. */
  reset(key: PolicyKey): Draft {
    return this.#with(new Map([...this.#edits].filter(([edited]) => edited !== key)));
  }

  /** Ends a conflict in favour of the draft. */
  insist(key: PolicyKey): Draft {
    const edit = this.#edits.get(key);
    return edit ? this.#with(new Map(this.#edits).set(key, { ...edit, basedOn: this.server[key] })) : this;
  }

  /** Discards all edits. */
  discard(): Draft {
    return new Draft(this.server);
  }

  /** The draft after a confirmed save: its values become the gateway's. */
  confirmed(): Draft {
    return new Draft(this.values);
  }

  /**
   * Rebases the draft on new values of the gateway. Unedited settings take the gateway's value; edited ones keep the
   * draft's, as a conflict if the gateway's is new; equal ones are no longer edits.
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
