/**
 * What only approving needs: whether all was readable and read, whether the button can be seen, what an approval is
 * bound to, and the last approved request beside it. Loaded as soon as a queue is on a page; until it is there, Approve
 * is not armed. Nothing that Deny needs is here.
 */
export { boundDigest } from '../../../data/approvals/request-digest.js';
export { GuardedButton } from '../../../ui/guards/guarded-button.js';
export { paramsView } from '../../../ui/previews/params-view.js';
export { Comparison } from '../compare/comparison.js';
export { ReadTracker } from './read-tracker.js';
export { unapprovable } from './unapprovable.js';
export { concealedBy } from './unreadable-style.js';
