/** The simulated gateway of a host app; the test finds it in the page. */
import { anApproval, SimulatedGateway } from 'comis-security-elements/testing.js';

export const gateway = new SimulatedGateway();
globalThis.host = { gateway, anApproval };
