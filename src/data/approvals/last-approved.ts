/** The last approval of an action of an agent, with which a new request is compared. */
import { isDecision, type ApprovalRequest, type Decision, toGatewayError } from '../../protocol/index.js';
import { perClient } from '../stores/per-client.js';
import { ClientStore } from '../stores/client-store.js';

/** The last approved request with the same action and agent as another one. */
export type LastApproved =
  | { readonly status: 'reading' }
  /** @remarks one that a person approved, if there is any; otherwise one approved automatically. */
  | { readonly status: 'known'; readonly decision: Decision }
  /** The gateway has none. */
  | { readonly status: 'none' }
  | { readonly status: 'unknown'; readonly reason: string };

type Asking = Pick<ApprovalRequest, 'action' | 'agentId' | 'user'>;

/** The number of approvals to read, to find one among them that a person made. */
const approvalsRead = 20;
/** The number of cached answers. */
const keptAnswers = 500;

/** The last approved requests of a client's gateway: each read once, on demand. */
export const lastApprovedOf = perClient((client) => new LastApprovedStore(client));

/** Answers by action and agent; by action and user where the gateway does not name the agent. */
export class LastApprovedStore extends ClientStore {
  readonly #answers = new Map<string, LastApproved>();

  /** Returns the cached answer, or starts a read. Reads only while there is a subscriber. */
  of(request: Asking): LastApproved {
    const key = keyOf(request);
    const known = this.#answers.get(key);
    if (known) return known;
    if (!this.running || this.client.connection.status !== 'connected') return { status: 'reading' };
    const reading: LastApproved = { status: 'reading' };
    this.#keep(key, reading);
    void this.#answer(key, request, reading);
    return reading;
  }

  /** Returns the answer, or that it is being read; undefined when nobody has asked for it. */
  known(request: Asking): LastApproved | undefined {
    return this.#answers.get(keyOf(request));
  }

  protected override start(): void {
    this.listen('approval:resolved', (decision) => this.#approved(decision));
  }

  protected override follow(mayHaveMissed: boolean): void {
    // After a gap anything may have been approved.
    if (!mayHaveMissed) return;
    this.#answers.clear();
    this.notify();
  }

  #approved(decision: Decision): void {
    if (decision.outcome !== 'approved' || !isDecision(decision)) return;
    const key = keyOf(decision);
    const known = this.#answers.get(key);
    const isBetter = decision.automatic === undefined || known?.status === 'none';
    if (!known || !isBetter) return;
    this.#keep(key, { status: 'known', decision });
    this.notify();
  }

  async #answer(key: string, request: Asking, reading: LastApproved): Promise<void> {
    const answer = await this.#read(request);
    // An approval that arrived by event meanwhile is newer.
    if (this.#answers.get(key) !== reading) return;
    this.#keep(key, answer);
    this.notify();
  }

  async #read(request: Asking): Promise<LastApproved> {
    const { action, agentId } = request;
    const whose = agentId === undefined ? {} : { agentId };
    try {
      const { decisions } = await this.client.call('approvals.history', {
        outcome: 'approved',
        action,
        ...whose,
        limit: approvalsRead,
      });
      const alike = decisions.filter((each) => each.outcome === 'approved' && keyOf(each) === keyOf(request));
      const decision = alike.find(({ automatic }) => automatic === undefined) ?? alike[0];
      return decision ? { status: 'known', decision } : { status: 'none' };
    } catch (thrown) {
      return { status: 'unknown', reason: toGatewayError(thrown).message };
    }
  }

  #keep(key: string, answer: LastApproved): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > keptAnswers && oldest !== undefined) this.#answers.delete(oldest);
  }
}

/** Requests are alike when the same agent (or, without an agent, the same user) asks for the same action. */
const keyOf = ({ action, agentId, user }: Asking): string =>
  JSON.stringify(agentId === undefined ? [action, null, user] : [action, agentId]);
