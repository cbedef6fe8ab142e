/** All words of the tab "Pending Approvals" beside those of the widgets in it. */
export const strings = {
  queue: 'Pending Queue',
  history: 'History',
} as const;
