/** The gateway's configuration, as far as the documented RPC knows it. */
import { notFound } from './rpc-failure.js';

/** What waits for a person: nothing is approved at once (`manual`), or everything up to a risk is. */
export type DefaultMode = 'manual' | 'auto-low' | 'auto-medium' | 'auto-all';

/** The section `security`: the policy by which actions are judged. */
export interface SecurityConfig {
  actionConfirmation: {
    /** Destructive actions become requests. */
    requireForDestructive: boolean;
    /** Sensitive actions become requests. */
    requireForSensitive: boolean;
    /** Actions that always proceed: a name, or `prefix.*`. */
    autoApprove: string[];
  };
  agentToAgent: {
    /** Agents may write to each other. */
    enabled: boolean;
    /** Only these may, both sides; empty: all may. */
    allowAgents: string[];
  };
  permission: {
    /** The two lists below are enforced. */
    enableNodePermissions: boolean;
    /** Paths at and under which agents may work; empty: none. */
    allowedFsPaths: string[];
    /** Hosts that agents may reach; empty: none. */
    allowedNetHosts: string[];
  };
  approvalRules: {
    /** Which requests are approved without a person. */
    defaultMode: DefaultMode;
    /** How long a request waits, in ms; 0: for ever. */
    timeoutMs: number;
  };
}

/** All sections. */
export interface GatewayConfig {
  security: SecurityConfig;
}

/** What a fresh gateway starts with: what is dangerous waits for a person, for ten minutes. */
export const defaultConfig = (): GatewayConfig => ({
  security: {
    actionConfirmation: { requireForDestructive: true, requireForSensitive: true, autoApprove: ['memory.*'] },
    agentToAgent: { enabled: true, allowAgents: [] },
    permission: { enableNodePermissions: false, allowedFsPaths: ['/srv/work', '/tmp'], allowedNetHosts: [] },
    approvalRules: { defaultMode: 'manual', timeoutMs: 600_000 },
  },
});

/** Holds the configuration and counts its changes. */
export class Configuration {
  #value = defaultConfig();
  #revision = 1;

  /** The policy in force. */
  get security(): Readonly<SecurityConfig> {
    return this.#value.security;
  }

  /** Replaces parts of the policy, one level deep in each of its groups. */
  changeSecurity(change: { [G in keyof SecurityConfig]?: Partial<SecurityConfig[G]> }): void {
    const { actionConfirmation, agentToAgent, permission, approvalRules } = this.#value.security;
    this.#value.security = {
      actionConfirmation: { ...actionConfirmation, ...change.actionConfirmation },
      agentToAgent: { ...agentToAgent, ...change.agentToAgent },
      permission: { ...permission, ...change.permission },
      approvalRules: { ...approvalRules, ...change.approvalRules },
    };
    this.#revision++;
  }

  /**
   * The configuration, or one section of it.
   *
   * @throws RpcFailure (-32002) when there is no such section.
   */
  read(section?: string): { value: unknown; revision: number } {
    if (section === undefined) return { value: this.#value, revision: this.#revision };
    if (section !== 'security') throw notFound(`section ${section}`);
    return { value: this.#value.security, revision: this.#revision };
  }
}
