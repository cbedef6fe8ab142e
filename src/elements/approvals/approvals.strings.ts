/** All strings of `<comis-approvals>`. */
export const strings = {
  queue: 'Pending Queue',
  history: 'History',
  rules: 'Rules',
} as const;
