/**
 * A complete gateway in memory that implements the documented RPC without a network.
 *
 * Stories, tests and the reference server run on it, so that they never disagree.
 */
import type { Scope } from '../protocol/index.js';
import { GatewayInMemory, type GatewayOptions } from './gateway/gateway-in-memory.js';
import { type ScenarioName, type ScenarioOptions, startScenario } from './scenarios/scenarios.js';
import { SimulatedClient, type SimulatedClientOptions } from './simulated-client.js';

/** The options of a simulated gateway. */
export interface SimulatedGatewayOptions extends GatewayOptions, ScenarioOptions {
  /** Its initial state and traffic; `empty` by default. */
  readonly scenario?: ScenarioName;
}

/** A gateway in memory with agents that act. {@link SimulatedGateway.client} gives what widgets take as their `client`. */
export class SimulatedGateway extends GatewayInMemory {
  #clientCounter = 0;
  #stopScenario: () => void;

  constructor(options: SimulatedGatewayOptions = {}) {
    super(options);
    const { scenario = 'empty', rate, audit } = options;
    this.#stopScenario = startScenario(this, scenario, { rate, audit });
  }

  /**
   * A client of this gateway, with a token of its own, connected without a network.
   *
   * @param options.scopes what its token may do; all three by default.
   */
  client(
    options: SimulatedClientOptions & { readonly scopes?: readonly Scope[]; readonly name?: string } = {},
  ): SimulatedClient {
    const { scopes = ['rpc', 'ws', 'admin'], name, ...rest } = options;
    const number = ++this.#clientCounter;
    const { token } = this.tokens.create({ name: name ?? (number === 1 ? 'operator' : `operator-${number}`), scopes });
    return new SimulatedClient(this, token, rest);
  }

  /** Ends what the simulated agents do and begins another scenario. What they did stays, but `empty` empties all. */
  setScenario(name: ScenarioName, options: ScenarioOptions = {}): void {
    this.#stopScenario();
    this.#stopScenario = startScenario(this, name, options);
  }

  /** Stops the agents and the timers of requests, tokens and breakers. */
  override close(): void {
    this.#stopScenario();
    this.#stopScenario = () => {};
    super.close();
  }
}
