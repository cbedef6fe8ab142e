/** What the description of the Security view asks for, point by point, and the end-to-end test that proves each. */

/** One point, and its proof. */
export interface Requirement {
  readonly says: string;
  /** A file below `test/e2e`, and the title of a test in it. */
  readonly proof: readonly [file: string, title: string];
}

const seed = 'seed.test.ts';
const pages = 'pages.test.ts';
const approvals = 'approvals.test.ts';
const events = 'security-events.test.ts';
const session = 'second-session.test.ts';

/** In the order of the description; a requirement's number is its place here, from 1. */
export const requirements: readonly Requirement[] = [
  {
    says: '/security is the Security view, Security Events first',
    proof: [pages, 'opens Security Events at /security, signed in by itself'],
  },
  {
    says: '/approvals leads to the Pending Approvals tab of /security',
    proof: [pages, '/approvals is the Pending Approvals tab'],
  },
  {
    says: 'New requests and their ends appear at once, without a refresh',
    proof: [approvals, 'shows a new request within a second, names it, and lets its agent go on when approved'],
  },
  {
    says: 'Seven tabs: Security Events, Audit Log, API Tokens, Secrets, Approval Rules, Pending Approvals, Provider Health',
    proof: [seed, 'has seven tabs, in order, the first one open'],
  },
  {
    says: 'Security Events is a live log with the columns Time, Agent, Action, Risk, User',
    proof: [events, 'shows an event within a second, in five columns'],
  },
  {
    says: 'Pause freezes the log for reading, Resume goes on',
    proof: [events, 'freezes while paused at 1000 events a second, counts what waits, and loses nothing on resume'],
  },
  {
    says: 'Audit Log is a history of all security decisions with their outcomes, filtered and searched',
    proof: [seed, 'has an audit log of decisions, denials and administrative changes, searched and filtered'],
  },
  {
    says: 'API Tokens lists each token with its ID and scopes, and revokes it',
    proof: [session, 'has only the scopes of its token and ends when that is revoked'],
  },
  {
    says: 'Create Token takes a name and one or more of the scopes rpc, ws and admin, which mean what they say',
    proof: [session, 'works and says that it is not live when its token lacks ws'],
  },
  {
    says: 'Generate shows the new token once, to be copied at once',
    proof: ['token-secret.test.ts', 'is gone after Done'],
  },
  {
    says: 'Secrets says whether the encrypted store is enabled and where its database is',
    proof: [seed, 'says whether the secrets store is enabled and where it is'],
  },
  {
    says: 'Approval Rules has Action Confirmation, agent-to-agent messaging, permissions, and their lists',
    proof: [seed, 'has the rules in four groups, by the names of their controls'],
  },
  {
    says: 'A rule that is changed holds from then on',
    proof: [seed, 'saves a rule, enforces it, and has it after a reload'],
  },
  {
    says: 'Pending Approvals queues what waits for a person: agent, action, risk',
    proof: [approvals, 'shows a new request within a second, names it, and lets its agent go on when approved'],
  },
  {
    says: 'Approve lets the agent proceed',
    proof: [approvals, 'shows a new request within a second, names it, and lets its agent go on when approved'],
  },
  { says: 'Deny blocks the action', proof: [approvals, 'denies with a comment, from the keyboard alone'] },
  {
    says: 'The Approvals item of the sidebar and the tab are the same queue',
    proof: [pages, 'the sidebar leads to the approvals and back, and counts those that wait'],
  },
  {
    says: 'History has agent, action, risk, outcome, reason, when and by whom, filtered by outcome and agent',
    proof: [seed, 'has a history of decisions with reason, time and decider, filtered by outcome and agent'],
  },
  {
    says: 'Rules has a default mode of four choices and a timeout, where 0 is none',
    proof: [seed, 'has the rules in four groups, by the names of their controls'],
  },
  {
    says: 'Provider Health shows breaker states, recent errors and latency of each provider',
    proof: [seed, 'shows breaker, errors and latency of each provider, live'],
  },
  {
    says: 'Task: review what agents did, in the live log and, further back, in the audit log',
    proof: [seed, 'has an audit log of decisions, denials and administrative changes, searched and filtered'],
  },
  {
    says: 'Task: create a token, copy it, and use it',
    proof: [session, 'has only the scopes of its token and ends when that is revoked'],
  },
  {
    says: 'The page leads to the security documentation and the config editor',
    proof: [seed, 'leads to the documentation and the config editor'],
  },
];
