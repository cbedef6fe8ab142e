/** Each element alone, two of a kind among them, all over one connection. */
import '../../src/elements/approval-queue/define.js';
import '../../src/elements/connection-status/define.js';
import '../../src/elements/gateway/define.js';
import '../../src/elements/security-events/define.js';
import '../../src/elements/token-manager/define.js';
import { PageSignIn } from './page-sign-in.js';

customElements.define('page-sign-in', PageSignIn);
