/** What the simulated agents do: plausible actions, each with a risk, params and words of its own. */
import type { ActionClass, Risk } from '../../protocol/index.js';
import type { Random } from '../random.js';

/** One kind of action. */
export interface ActionTemplate {
  readonly action: string;
  readonly toolName: string;
  readonly class: ActionClass;
  readonly risk: Risk;
  readonly sensitive?: boolean;
  /** The gateway's own words, for what may become a request. */
  readonly description: string;
  /** What the agent says about it. */
  readonly explanations: readonly [string, ...string[]];
  readonly params: (random: Random) => Record<string, unknown>;
}

type Templates = readonly [ActionTemplate, ...ActionTemplate[]];

const projects = ['storefront', 'billing', 'ledger', 'docs', 'mobile-api'] as const;
const people = ['a.okafor@example.com', 'j.lind@example.com', 'orders@supplier.example', 'team@example.org'] as const;
const hosts = ['api.example.com', 'status.example.net', 'packages.example.org', 'crm.example.com'] as const;

/** What proceeds unasked: most of an agent's day. */
export const routineTemplates: Templates = [
  {
    action: 'file.read',
    toolName: 'read_file',
    class: 'read',
    risk: 'low',
    description: 'Reads a file in the workspace.',
    explanations: ['Looking for the place where the timeout is set.', 'Reading the notes of the last release.'],
    params: (r) => ({ path: `/srv/work/${r.pick(projects)}/README.md`, bytes: r.between(400, 48_000) }),
  },
  {
    action: 'http.get',
    toolName: 'http_request',
    class: 'read',
    risk: 'low',
    description: 'Fetches a page.',
    explanations: ['Checking whether the service is up.', 'The user asked for the current price list.'],
    params: (r) => ({
      url: `https://${r.pick(hosts)}/v2/items/${r.between(1000, 9999)}`,
      headers: { accept: 'application/json' },
    }),
  },
  {
    action: 'file.edit',
    toolName: 'edit_file',
    class: 'mutate',
    risk: 'medium',
    description: 'Changes a file in the workspace.',
    explanations: ['Fixing the typo that the user pointed out.', 'Raising the limit as agreed in the thread.'],
    params: (r) => ({
      path: `/srv/work/${r.pick(projects)}/config/app.yaml`,
      replace: 'retries: 3',
      with: `retries: ${r.between(4, 9)}`,
    }),
  },
  {
    action: 'memory.store',
    toolName: 'memory',
    class: 'mutate',
    risk: 'low',
    description: 'Remembers a note.',
    explanations: ['The user prefers answers in Spanish.', 'Keeping the order number for later.'],
    params: (r) => ({ key: `note-${r.hex(6)}`, text: 'Prefers a short summary first, details on request.' }),
  },
  {
    action: 'message.reply',
    toolName: 'send_message',
    class: 'mutate',
    risk: 'low',
    description: 'Answers in the conversation.',
    explanations: ['Answering the question about opening hours.', 'Telling the user that the build is green.'],
    params: (r) => ({ thread: r.hex(8), text: 'Done. The report is in the shared folder.' }),
  },
  {
    action: 'db.query',
    toolName: 'sql',
    class: 'read',
    risk: 'medium',
    description: 'Reads from a database.',
    explanations: ['Counting open tickets for the weekly report.', 'Looking up the order that the customer means.'],
    params: (r) => ({
      database: r.pick(projects),
      sql: 'SELECT status, count(*) FROM tickets GROUP BY status',
      rows: r.between(1, 40),
    }),
  },
];

/** What a person is asked about. */
export const highRiskTemplates: Templates = [
  {
    action: 'shell.exec',
    toolName: 'bash',
    class: 'destructive',
    risk: 'high',
    description: 'Runs a command on host build-3 as user deploy.',
    explanations: [
      'The disk of the build host is 96 % full. I am removing caches that no build has used for a week.',
      'The old release folder is no longer linked from anywhere, so it can go.',
    ],
    params: (r) => ({
      command: `find /var/cache/${r.pick(projects)} -mtime +${r.between(5, 14)} -type f -delete`,
      cwd: '/srv/work',
      env: { LC_ALL: 'C' },
      timeoutSeconds: 120,
    }),
  },
  {
    action: 'file.delete',
    toolName: 'delete_file',
    class: 'destructive',
    risk: 'medium',
    description: 'Deletes files in the workspace.',
    explanations: [
      'These drafts were replaced by the published pages.',
      'The user asked me to tidy up the export folder.',
    ],
    params: (r) => ({
      paths: [1, 2, 3].map((n) => `/srv/work/${r.pick(projects)}/exports/2026-0${n}.csv`),
      trash: false,
    }),
  },
  {
    action: 'db.execute',
    toolName: 'sql',
    class: 'destructive',
    risk: 'critical',
    description: 'Changes rows of a production database.',
    explanations: [
      'Closing accounts that asked for deletion more than 30 days ago, as the retention policy requires.',
      'Removing the duplicate invoices that the import made last night.',
    ],
    params: (r) => ({
      database: `${r.pick(projects)}-production`,
      sql: `DELETE FROM accounts\nWHERE deletion_requested_at < now() - interval '30 days'\n  AND region = 'eu-${r.between(1, 3)}';`,
      expectedRows: r.between(12, 900),
    }),
  },
  {
    action: 'email.send',
    toolName: 'mail',
    class: 'mutate',
    risk: 'medium',
    sensitive: true,
    description: 'Sends an e-mail outside the company.',
    explanations: [
      'The supplier needs the corrected delivery address today.',
      'Sending the quote that the customer asked for.',
    ],
    params: (r) => ({
      to: [r.pick(people)],
      subject: `Order ${r.between(20_000, 29_999)}: corrected delivery address`,
      body: 'Hello,\n\nplease deliver to Harbour Street 12 instead of 21; the rest of the order stays as it is.\n\nKind regards',
    }),
  },
  {
    action: 'http.post',
    toolName: 'http_request',
    class: 'mutate',
    risk: 'high',
    sensitive: true,
    description: 'Sends data to another service.',
    explanations: [
      'Issuing the refund that support agreed with the customer.',
      'Creating the ticket that the on-call person asked for.',
    ],
    params: (r) => ({
      url: `https://${r.pick(hosts)}/v1/refunds`,
      method: 'POST',
      body: {
        order: r.between(20_000, 29_999),
        amount: { value: `${r.between(5, 240)}.00`, currency: 'EUR' },
        reason: 'damaged',
      },
    }),
  },
  {
    action: 'deploy.release',
    toolName: 'deploy',
    class: 'destructive',
    risk: 'critical',
    description: 'Replaces the running version in production.',
    explanations: [
      'All checks are green and the change is reviewed.',
      'Rolling back: errors went up right after the last release.',
    ],
    params: (r) => ({
      service: r.pick(projects),
      version: `2026.11.${r.between(1, 40)}`,
      commit: r.hex(40),
      strategy: 'rolling',
      regions: ['eu-1', 'us-2'],
    }),
  },
];

/** What the gateway itself notices. */
export interface Notice {
  readonly type: string;
  readonly action: string;
  readonly risk: Risk;
  readonly outcome?: string;
  readonly message: string;
}

/** Things that concern security without an agent having asked for anything. */
export const notices: readonly [Notice, ...Notice[]] = [
  { type: 'auth.login', action: 'session.open', risk: 'low', message: 'A session was opened from a known device.' },
  {
    type: 'auth.failed',
    action: 'session.open',
    risk: 'medium',
    outcome: 'denied',
    message: 'A token that does not exist was tried.',
  },
  {
    type: 'prompt.injection',
    action: 'input.scan',
    risk: 'high',
    outcome: 'blocked',
    message: 'A fetched page told the agent to ignore its instructions.',
  },
  {
    type: 'output.redacted',
    action: 'output.guard',
    risk: 'medium',
    outcome: 'blocked',
    message: 'An answer held what looks like a card number; it was removed.',
  },
  {
    type: 'rate.limited',
    action: 'model.call',
    risk: 'low',
    outcome: 'denied',
    message: 'The agent asked the model more than 60 times in a minute.',
  },
  {
    type: 'memory.tainted',
    action: 'memory.store',
    risk: 'medium',
    message: 'A note from an untrusted source is kept apart.',
  },
];
