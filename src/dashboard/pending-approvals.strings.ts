/** The strings of the tab "Pending Approvals", besides those of its widgets. */
export const strings = {
  queue: 'Pending Queue',
  history: 'History',
} as const;
