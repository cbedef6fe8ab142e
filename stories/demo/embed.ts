/** Each element on its own, some twice, all over one connection. */
import '../../src/define.js';
import { PageSignIn } from './page-sign-in.js';

customElements.define('page-sign-in', PageSignIn);
