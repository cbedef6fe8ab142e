import { formatCount } from '../format/format.js';
import type { Preview } from './preview-matchers.js';
import { messages } from '../language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** All strings of previews. */
export const previewStrings = messages('preview', {
  titles: {
    edit: 'File edit',
    patch: 'File edit (a patch by the agent)',
    write: 'File content',
    command: 'Shell command',
    http: 'HTTP request',
    message: 'Message',
  } satisfies Record<Preview['kind'], string>,
  raw: 'Raw JSON',
  others: 'Other parameters',
  /** The placeholder of a secret, also valid in a URL or a command. */
  hiddenWord: (index: number, characters: number) => `hidden-${index}-of-${characters}-characters`,

  file: 'File',
  diff: 'Changes, line by line',
  diffExtent: (added: number, removed: number, same: number, about: number) =>
    [
      `${plural(added, 'line', 'lines')} added`,
      `${formatCount(removed)} removed`,
      ...(same === 0 ? [] : [`${formatCount(same)} as before`]),
      ...(about === 0 ? [] : [`${plural(about, 'line', 'lines')} about files: names, modes, positions`]),
    ].join(', '),
  appended: 'Added at the end of the file. The file’s current content is not part of the request.',
  writtenSomehow:
    'The content to write. Other parameters may say how it is written. The file’s current content is not part of the request.',
  beforeUnknown: 'All of the new content. The file’s current content is not part of the request.',

  command: 'Command',
  cwd: 'In',
  parts: 'In this command:',
  vector: (count: number) => `A program and ${plural(count, 'argument', 'arguments')}, run without a shell.`,
  emptyArgument: '(empty)',
  unread: (line: number, character: number) =>
    `From line ${formatCount(line)}, character ${formatCount(character)} on, the parts are not marked: shells differ on this syntax, or it is unknown.`,
  shell: {
    pipe: (count: number) => plural(count, 'pipe', 'pipes'),
    redirection: (count: number) => plural(count, 'redirection', 'redirections'),
    substitution: (count: number) => plural(count, 'substitution', 'substitutions'),
    subshell: (count: number) => plural(count, 'group', 'groups'),
    operator: (count: number) => plural(count, 'operator', 'operators'),
    variable: (count: number) => plural(count, 'variable', 'variables'),
    quote: (count: number) => plural(count, 'quoted text', 'quoted texts'),
    comment: (count: number) => plural(count, 'comment', 'comments'),
  },

  method: 'Method',
  methodUnsaid: 'not given',
  host: 'Host',
  asksFor: (host: string) => `asks for ${host}`,
  unencrypted: 'not encrypted',
  userInfo: 'User name',
  userInfoHint: 'stands before the host and is not part of it',
  password: 'Password',
  path: 'Path',
  query: 'Query',
  fragment: 'Fragment',
  headers: 'Headers',
  body: 'Body',
  written: 'Written as',
  withPassword: 'with its password',

  to: 'To',
  cc: 'Cc',
  bcc: 'Bcc',
  recipients: (count: number) => plural(count, 'recipient', 'recipients'),
  subject: 'Subject',
  message: 'Text',
});
