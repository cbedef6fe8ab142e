/** The agents of the scenarios, and the people they work for. */

/** An agent and the people that it works for. */
export interface Agent {
  readonly agentId: string;
  readonly users: readonly [string, ...string[]];
  readonly channel: string;
  readonly trustLevel: 'admin' | 'user' | 'guest';
}

/** The simulated agents. */
export const agents: readonly [Agent, ...Agent[]] = [
  { agentId: 'deploy-bot', users: ['maria', 'chen'], channel: 'slack', trustLevel: 'admin' },
  { agentId: 'support-triage', users: ['amara', 'jonas', 'priya'], channel: 'telegram', trustLevel: 'user' },
  { agentId: 'research-assistant', users: ['chen', 'lucia'], channel: 'discord', trustLevel: 'user' },
  { agentId: 'data-steward', users: ['priya'], channel: 'slack', trustLevel: 'admin' },
  { agentId: 'inbox-helper', users: ['jonas', 'maria', 'tomás'], channel: 'email', trustLevel: 'user' },
  { agentId: 'website-editor', users: ['lucia', 'guest-4417'], channel: 'web', trustLevel: 'guest' },
];

/** The operators by whose tokens past requests were decided. */
export const operators = ['maria-laptop', 'on-call', 'chen-desktop'] as const;
