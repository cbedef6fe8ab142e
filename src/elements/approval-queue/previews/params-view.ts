/** How the parameters of a request are shown: as what they are where that is declared, as JSON everywhere else. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, type ChildPart, directive } from 'lit/async-directive.js';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { isComparing, Opened } from '../../shared/comparing.js';
import { jsonView } from '../../shared/json-view.js';
import { countSuspicious } from '../../shared/suspicious-text.js';
import { suspicionWarning } from '../../shared/untrusted-text.js';
import { renderEdits, renderPatch, renderWrite } from './file-edit.js';
import { renderHttp } from './http-request.js';
import { renderMessage } from './message.js';
import { previewStrings as strings } from './preview.strings.js';
import { fitOf, type Fit, type Preview } from './shapes.js';
import { renderCommand } from './shell-command.js';

/** The parameters that somebody has asked to see raw. */
const shownRaw = new Opened();

class ParamsViewDirective extends AsyncDirective {
  #request: ApprovalRequest | undefined;
  #raw = false;
  #host: object | undefined;

  override update(part: ChildPart, [request]: [ApprovalRequest]): unknown {
    this.#host = part.options?.host;
    return this.render(request);
  }

  render(request: ApprovalRequest): unknown {
    const last = this.#request;
    this.#request = request;
    if (isComparing()) this.#raw = shownRaw.has(this.#host, request.params);
    else this.#note();
    const isSame =
      last?.params === request.params && last.action === request.action && last.toolName === request.toolName;
    return isSame ? noChange : this.#view(request);
  }

  #view(request: ApprovalRequest): TemplateResult {
    const fit = fitOf(request);
    return fit ? this.#preview(request, fit) : json(request.params, strings.params);
  }

  #preview(request: ApprovalRequest, fit: Fit): TemplateResult {
    return html`<div class="preview" part="preview">
      <div class="preview-head">
        <span class="label">${this.#raw ? strings.params : strings.titles[fit.preview.kind]}</span>
        <button type="button" class="link" aria-pressed=${this.#raw ? 'true' : 'false'} @click=${() => this.#toggle()}>
          ${strings.raw}
        </button>
      </div>
      ${
        this.#raw
          ? html`${jsonView(request.params, { label: strings.params })}`
          : html`${suspicionWarning(countInline(fit.preview))}${drawn(fit)}
            ${Object.keys(fit.others).length === 0 ? nothing : json(fit.others, strings.others)}`
      }
    </div>`;
  }

  #note(): void {
    if (this.#request) shownRaw.set(this.#host, this.#request.params, this.#raw);
  }

  #toggle(): void {
    this.#raw = !this.#raw;
    this.#note();
    if (this.#request) this.setValue(this.#view(this.#request));
  }
}

/**
 * Shows the parameters of a request, all of them: a file edit as a diff, a shell command with its parts marked, an HTTP
 * request, a message with its recipients, whatever else they hold beside it; raw JSON one step away, and alone where no
 * declared shape fits.
 */
export const paramsView = directive(ParamsViewDirective);

const json = (value: unknown, label: string): TemplateResult => html`${jsonView(value, { label, caption: true })}`;

/** What is drawn as tokens outside of the boxes, which warn by themselves. */
function countInline(preview: Preview): number {
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

function drawn({ preview, others }: Fit): TemplateResult {
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
