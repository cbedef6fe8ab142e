/** How much of a JSON value is shown. */

/** The maximum depth that is shown. */
export const depthShown = 100;

/** Whether a value nests deeper than is shown, so that it cannot be read in full. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth >= depthShown || Object.values(value).some((each) => isTooDeep(each, depth + 1));
}
