/**
 * The declared shapes of previews, one row each. A request matches a shape when its action or tool is one of the names,
 * and its parameters have the fields under the declared keys. There are no heuristics: anything else is shown as JSON.
 *
 * The names and keys are those of the reference gateway, of the Model Context Protocol's reference servers (filesystem,
 * fetch, slack), and of the tools of common coding agents.
 */
import type { ApprovalRequest } from '../../protocol/index.js';
import { ParamReader, type Edit } from './param-reader.js';
import { wordList } from './word-list.js';

/** A preview of a request. */
export type Preview =
  | { readonly kind: 'edit'; readonly path: string; readonly edits: readonly Edit[] }
  | { readonly kind: 'patch'; readonly path: string | undefined; readonly patch: string }
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly content: string;
      /** Whether the content is appended to the file. */
      readonly append: boolean;
    }
  | { readonly kind: 'command'; readonly command: string | readonly string[]; readonly cwd: string | undefined }
  | {
      readonly kind: 'http';
      /** A valid `http:` or `https:` address. */
      readonly url: string;
      readonly method: string | undefined;
      readonly headers: unknown;
      readonly body: unknown;
    }
  | {
      readonly kind: 'message';
      readonly to: readonly string[];
      readonly cc: readonly string[];
      readonly bcc: readonly string[];
      readonly subject: string | undefined;
      readonly body: string;
    };

/** A preview of one kind. */
export type PreviewOf<K extends Preview['kind']> = Extract<Preview, { kind: K }>;

interface Shape {
  /** Actions or tools, in any case style: `edit_file` also matches `editFile` and `EditFile`. */
  readonly names: readonly string[];
  readonly read: (take: ParamReader, action: string) => Preview;
}

const files = wordList(`
  file.edit file.write file.create file.patch file.update file.replace fs.edit fs.write edit write multi_edit
  edit_file write_file create_file update_file patch_file write_to_file replace_in_file search_replace
  str_replace str_replace_editor str_replace_based_edit_tool text_editor apply_patch apply_diff
`);
const commands = wordList(`
  shell.exec shell.run shell.command command.run command.exec process.exec process.run system.exec
  terminal.run exec bash sh shell zsh terminal local_shell run_command execute_command exec_command
  run_shell_command run_terminal_cmd run_in_terminal shell_command
`);
const webCalls = wordList(`
  http.get http.head http.post http.put http.patch http.delete http.options http.request http.fetch
  http_request http fetch fetch_url web_fetch api.call api.request api_request curl request
`);
const messages = wordList(`
  email.send mail.send message.send message.reply message.post sms.send chat.send chat.post chat.post_message
  slack.post mail email send_mail send_email send_message reply_message post_message slack_post_message
  slack_reply_to_thread send_sms
`);

const path = ['path', 'file_path', 'filePath', 'file', 'filename', 'target_file'];
const before = wordList(`
  old_string old_str oldText old_text oldString old before search find replace
`);
const after = wordList(`
  new_string new_str newText new_text newString new after replacement with replace
`);
const recipients = wordList(`
  to recipients recipient channel channel_id channelId chat_id chatId thread phone
`);

const shapes: readonly Shape[] = [
  {
    names: files,
    read: (take) => ({
      kind: 'edit',
      path: take.text(path),
      edits: [{ before: take.text(before), after: take.text(after) }],
    }),
  },
  {
    names: files,
    read: (take) => ({ kind: 'edit', path: take.text(path), edits: take.edits(['edits'], before, after) }),
  },
  {
    names: files,
    read: (take) => ({ kind: 'patch', path: take.optionalText(path), patch: take.text(['patch', 'diff']) }),
  },
  {
    names: files,
    read: (take) => ({
      kind: 'write',
      path: take.text(path),
      content: take.text(['content', 'contents', 'file_text', 'text']),
      append: take.flag(['append']),
    }),
  },
  {
    names: commands,
    read: (take) => ({
      kind: 'command',
      command: take.textOrTexts(['command', 'cmd', 'commandLine', 'command_line', 'script', 'argv']),
      cwd: take.optionalText(['cwd', 'workdir', 'working_directory', 'workingDirectory', 'directory']),
    }),
  },
  {
    names: webCalls,
    read: (take, action) => ({
      kind: 'http',
      url: take.webAddress(['url', 'uri']),
      method: take.optionalText(['method']) ?? methodIn(action),
      headers: take.anything(['headers']),
      body: take.anything(['body', 'data', 'json', 'payload']),
    }),
  },
  {
    names: messages,
    read: (take) => ({
      kind: 'message',
      to: take.texts(recipients),
      cc: take.optionalTexts(['cc']) ?? [],
      bcc: take.optionalTexts(['bcc']) ?? [],
      subject: take.optionalText(['subject', 'title']),
      body: take.text(['body', 'text', 'message', 'content', 'html']),
    }),
  },
];

/** A matched preview, and the remaining parameters. */
export interface Fit {
  readonly preview: Preview;
  readonly others: Readonly<Record<string, unknown>>;
}

/** Matches a request; undefined when no shape fits. */
export function fitOf({
  action,
  toolName,
  params,
}: Pick<ApprovalRequest, 'action' | 'toolName' | 'params'>): Fit | undefined {
  const names = [action, toolName, toolName && withoutServer(toolName)].flatMap((name) => (name ? [flat(name)] : []));
  for (const shape of shapes) {
    if (!shape.names.some((name) => names.includes(flat(name)))) continue;
    const take = new ParamReader(params);
    const preview = shape.read(take, action);
    if (take.fits) return { preview, others: take.others };
  }
  return undefined;
}

/** Ignores case and word separators: `edit_file`, `editFile` and `EditFile` are one name; `file.edit` is another. */
const flat = (name: string): string => name.replaceAll(/[_-]/g, '').toLowerCase();

/** The tool's name without its server: `mcp__files__edit_file`, `files/edit_file`. */
const withoutServer = (toolName: string): string => toolName.split(/__|[/:]/).at(-1) ?? toolName;

/** `http.post` implies its method. */
const methodIn = (action: string): string | undefined =>
  /^http\.(get|head|post|put|patch|delete|options)$/i.exec(action)?.[1];
