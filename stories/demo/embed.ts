/** Each element alone, two of a kind among them, all over one connection. */
import '../../src/define.js';
import { PageSignIn } from './page-sign-in.js';

customElements.define('page-sign-in', PageSignIn);
