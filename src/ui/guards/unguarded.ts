import { isUnguarded } from '../../controllers/client-controller.js';
import { ancestorsOf } from './dom-ancestors.js';

/** Whether a host's own test turned the guards off, which it can with a simulated gateway only (`passGuards`). */
export function guardsAreOff(host: Element): boolean {
  for (const each of [host, ...ancestorsOf(host)]) {
    const off = isUnguarded(each);
    if (off !== undefined) return off;
  }
  return false;
}
