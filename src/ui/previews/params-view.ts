/** How the parameters of a request are shown: as what they are where that is declared, as JSON everywhere else. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, type ChildPart, directive } from 'lit/async-directive.js';
import type { ApprovalRequest } from '../../protocol/index.js';
import { isComparing, Opened } from '../text-safety/comparing.js';
import { jsonView, masked } from '../text-safety/json-view.js';
import { currentPatterns, withPatterns } from '../text-safety/secret-shapes.js';
import { countSuspicious } from '../text-safety/suspicious-text.js';
import { suspicionWarning } from '../text-safety/untrusted-text.js';
import { renderEdits, renderPatch, renderWrite } from './file-edit.js';
import { hideSecrets } from './hide-secrets.js';
import { renderHttp } from './http-request.js';
import { renderMessage } from './message.js';
import { honestStrings } from '../text-safety/honest-text.strings.js';
import { previewStrings as strings } from './preview.strings.js';
import { fitOf, type Fit, type Preview } from './preview-matchers.js';
import { renderCommand } from './shell/shell-command.js';

/** The parameters that somebody has asked to see raw. */
const shownRaw = new Opened();

/** The parameters whose hidden values somebody has asked to see in the preview, by the host in whose template they are. */
const shownSecrets = new Opened();

/** How many of the secrets of a preview have a mark of their own. */
const marksDrawn = 100;

class ParamsViewDirective extends AsyncDirective {
  #request: ApprovalRequest | undefined;
  #raw = false;
  /** Whether somebody has asked to see what the preview hides. */
  #shown = false;
  #patterns = currentPatterns();
  #host: object | undefined;

  override update(part: ChildPart, [request]: [ApprovalRequest]): unknown {
    this.#host = part.options?.host;
    return this.render(request);
  }

  render(request: ApprovalRequest): unknown {
    const last = this.#request;
    const patterns = currentPatterns();
    const isSame =
      patterns === this.#patterns &&
      last?.params === request.params &&
      last.action === request.action &&
      last.toolName === request.toolName;
    if (!isSame) this.#forget();
    this.#request = request;
    this.#patterns = patterns;
    if (isComparing()) {
      this.#raw = shownRaw.has(this.#host, request.params);
      this.#shown = shownSecrets.has(this.#host, request.params);
    } else {
      this.#note();
    }
    return isSame ? noChange : this.#view(request);
  }

  protected override disconnected(): void {
    if (!isComparing() && this.#request) shownSecrets.set(this.#host, this.#request.params, false);
  }

  protected override reconnected(): void {
    this.#note();
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
      ${this.#raw ? html`${jsonView(request.params, { label: strings.params })}` : this.#drawn(fit)}
    </div>`;
  }

  #drawn({ preview: whole, others }: Fit): TemplateResult {
    const { preview: hidden, lengths } = hideSecrets(whole);
    const preview = this.#shown ? whole : hidden;
    return html`${this.#secrets(lengths)}${suspicionWarning(countInline(whole))}${drawn({ preview, others })}
    ${Object.keys(others).length === 0 ? nothing : json(others, strings.others)}`;
  }

  /** Says how much of the preview is hidden. The marks are what keeps the request from counting as read. */
  #secrets(lengths: readonly number[]): unknown {
    if (lengths.length === 0) return nothing;
    return html`<p class="secrets">
      ${this.#shown ? nothing : lengths.slice(0, marksDrawn).map((each) => html`${masked({ characters: each })} `)}
      <button type="button" class="link" @click=${() => this.#reveal()}>
        ${this.#shown ? honestStrings.hide(lengths.length) : honestStrings.show(lengths.length)}
      </button>
    </p>`;
  }

  #reveal(): void {
    this.#shown = !this.#shown;
    this.#redraw();
  }

  #toggle(): void {
    this.#raw = !this.#raw;
    this.#redraw();
  }

  #redraw(): void {
    const request = this.#request;
    this.#note();
    if (request) this.setValue(withPatterns(this.#patterns, () => this.#view(request)));
  }

  #note(): void {
    if (!this.#request) return;
    shownRaw.set(this.#host, this.#request.params, this.#raw);
    shownSecrets.set(this.#host, this.#request.params, this.#shown);
  }

  /** What was asked for of another request, or by other patterns, is not shown of this one. */
  #forget(): void {
    if (this.#request && !isComparing()) shownSecrets.set(this.#host, this.#request.params, false);
    this.#shown = false;
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
