import { formatCount } from '../shared/format.js';

/** What is said about one request: on its card, and wherever it is shown again. */
export const requestStrings = {
  agentNotSaid: 'not said by the gateway',
  notes: 'Read this before you decide',
  suspicious: (count: number) => `This request contains characters that are not what they seem: ${formatCount(count)}`,

  description: 'Description',
  claim: "Agent's own explanation (a claim, not checked)",
  params: 'Parameters',
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
} as const;
