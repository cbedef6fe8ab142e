/**
 * Shows requests as what they are where that is declared: a file edit, a shell command, an HTTP request, a message. Loaded by
 * queues when they start (PreviewLoader); cards that are made without it show JSON.
 */
import type { TemplateResult } from 'lit';
import { countSuspicious } from '../text-safety/untrusted-text.js';
import { renderEdits, renderPatch, renderWrite } from './file-edit.js';
import { hideSecrets } from './hide-secrets.js';
import { renderHttp } from './http-request.js';
import { renderMessage } from './message.js';
import { previewStrings as strings } from './preview.strings.js';
import { type Fit, fitOf, type Preview } from './preview-matchers.js';
import { renderCommand } from './shell/shell-command.js';

export { fitOf, hideSecrets };

/** What this module gives. */
export interface Previews {
  readonly fitOf: typeof fitOf;
  readonly hideSecrets: typeof hideSecrets;
  readonly titleOf: typeof titleOf;
  readonly countInline: typeof countInline;
  readonly drawn: typeof drawn;
}

/** What a preview is called. */
export const titleOf = ({ kind }: Preview): string => strings.titles[kind];

/** How much is drawn as tokens outside of the boxes, which warn by themselves. */
export function countInline(preview: Preview): number {
  return inlineTexts(preview).reduce((sum, text) => sum + countSuspicious(text ?? ''), 0);
}

function inlineTexts(preview: Preview): readonly (string | undefined)[] {
  switch (preview.kind) {
    case 'edit':
    case 'patch':
    case 'write':
      return [preview.path];
    case 'command':
      return [preview.cwd];
    case 'http':
      return [preview.url, preview.method];
    case 'message':
      return [...preview.to, ...preview.cc, ...preview.bcc, preview.subject];
  }
}

/** Draws a preview. */
export function drawn({ preview, others }: Fit): TemplateResult {
  switch (preview.kind) {
    case 'edit':
      return renderEdits(preview);
    case 'patch':
      return renderPatch(preview);
    case 'write':
      return renderWrite(preview, Object.keys(others).length === 0);
    case 'command':
      return renderCommand(preview);
    case 'http':
      return renderHttp(preview);
    case 'message':
      return renderMessage(preview);
  }
}
