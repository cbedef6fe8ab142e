import { nothing, type LitElement, type TemplateResult } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import { StoreController } from '../../controllers/store-controller.js';
import { type Policy, rulebookOf } from '../../data/policy/policy.js';
import { recentDecisionsOf } from '../../data/approvals/recent-decisions.js';
import { replay } from '../../data/policy/backtest.js';
import { renderBacktest } from '../../ui/remember-rule/backtest-view.js';

/** Backtests a draft against recent decisions, which are loaded only while there is a draft. */
export class DraftBacktest {
  readonly #recent: StoreController<ReturnType<typeof recentDecisionsOf>>;

  /** @param client the client to read with; undefined while there is no draft. */
  constructor(host: LitElement, client: () => RpcClient | undefined) {
    this.#recent = new StoreController(
      host,
      {
        get value() {
          return client();
        },
      },
      recentDecisionsOf,
    );
  }

  /** @param draft the policy after saving. */
  render(client: RpcClient, inForce: Policy, draft: Pick<Policy, 'values'>): TemplateResult | typeof nothing {
    const { store } = this.#recent;
    if (!store) return nothing;
    const { state } = store;
    const tried = (policy: Policy) => state.data && replay(state.data, rulebookOf(policy), client.now());
    const result = tried({ ...inForce, values: draft.values });
    return renderBacktest(state, { replay: result, inForce: tried(inForce)?.alone.length }, 'draft-proof');
  }
}
