import { formatCount } from '../../../ui/format/format.js';
import { messages } from '../../../ui/language/messages.js';

/** All strings about one request: on its card, and wherever else it is shown. */
export const requestStrings = messages('request', {
  agentNotSaid: 'not reported by the gateway',
  notes: 'Read this before you decide',
  suspicious: (count: number) => `This request contains characters that are not what they seem: ${formatCount(count)}`,

  description: 'Description',
  claim: "Agent's own explanation (a claim, not checked)",
  agent: 'Agent',
  user: 'Requested by',
  trust: 'Trust level',
  tool: 'Tool',
  class: 'Class',
  sensitive: 'sensitive',
  session: 'Session',
  trace: 'Trace',
  id: 'Request',
  asked: 'Asked',

  unreadableTitle: 'This request could not be read',
  onlyDeny: 'This request could not be read. What would be approved is unknown, so it can only be denied.',
  noId: 'Neither this request nor its id could be read: it cannot be decided here. Decide it on the gateway, or fix what the gateway sends.',
  duplicateTitle: 'Several requests have this id',
  duplicate:
    'The gateway lists several requests with the same id, so a decision would be ambiguous. None can be decided until the gateway tells them apart.',
  notRead: '(not readable)',
  paramsNotRead: 'The parameters could not be read.',

  notLoaded: 'What approving needs is still being loaded. It can be denied.',
  checking: 'Part of the text is still being checked.',
  truncated: 'The gateway truncated this request. Part of it is missing, so it can only be denied.',
  tooDeep: 'The parameters nest too deeply to be shown. It cannot be read in full, so it can only be denied.',
  damaged: 'Part of this request could not be decoded (U+FFFD). It cannot be read in full, so it can only be denied.',
  unreadableNumber:
    'A parameter is a number that cannot be read: it is too large. What would be approved is unknown, so it can only be denied.',
  rounded:
    'A number among the parameters is beyond 2^53, so it may have been rounded on its way. What would be approved is unknown, so it can only be denied.',
  concealed: {
    action: 'The styles of this page hide the action. It cannot be read, so the request can only be denied.',
    risk: 'The styles of this page hide the risk. It cannot be read, so the request can only be denied.',
    params: 'The styles of this page hide parameters. They cannot be read, so the request can only be denied.',
    notes:
      'The styles of this page hide notes that must be read first. They cannot be read, so the request can only be denied.',
  },
  notSeen: 'Approve works once all parameters have been in view.',
  skipped: 'Approve works once all parameters have been in view. A part was skipped.',
  obscured: 'Approve works once all parameters have been in view. Something on the page covers or fades them.',
  notShown: (count: number) =>
    count === 1
      ? 'Approve works once all parameters have been in view. 1 value is hidden.'
      : `Approve works once all parameters have been in view. ${formatCount(count)} values are hidden.`,
  seen: 'All parameters have been in view.',
  declared: (hidden: number) =>
    hidden === 0
      ? 'You confirmed that you have read all of it.'
      : 'You confirmed that you have read everything except the hidden values.',
  declare: (hidden: number) =>
    hidden === 0 ? 'I have read all of it' : 'I have read all of it, except the hidden values',

  changed: 'The request changed after it was shown.',
  changedMeanwhile: 'The request changed while you were reading it.',
  endedOtherwise: 'It was decided with other parameters than those shown here.',
  reviewed: 'Reviewed',
  notReviewed: 'The request changed: review the changes first.',
  takeBack: 'Cancel',
  takeBackTitle: 'Cancel without sending',
  notSent: (reason: string) => (reason === '' ? 'Not sent.' : `Not sent. ${reason}`),
  queueGone: 'The queue was removed from the page before the decision was sent.',
  otherPerson: 'The page was signed in with another token before the decision was sent.',
  otherGateway: 'The page switched to another gateway before the decision was sent.',

  comparing: 'Comparing with the last approved request…',
  nothingToCompare: 'No approved request of this action and agent is known: there is nothing to compare with.',
  notComparable: (reason: string) => `Differences from the last approved request are unknown: ${reason}`,
  sameAsLast: 'The same tool, session and parameters as the last approved request of this action and agent',
  differs: (count: number) =>
    `Differs from the last approved request of this action and agent in ${count === 1 ? '1 place' : `${formatCount(count)} places`}`,
  /** With a space, which no unquoted parameter path contains. */
  bound: { agentId: 'the agent', action: 'the action', toolName: 'the tool', sessionKey: 'the session' },
  by: 'by',
  theGateway: 'the gateway itself',

  was: 'was',
  now: 'is now',
  nothing: 'nothing',
  text: 'a text',
});
