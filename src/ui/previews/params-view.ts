/** Renders the parameters of a request: as a preview where a declared shape matches, else as JSON. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, type ChildPart, directive, type DirectiveResult } from 'lit/async-directive.js';
import type { ApprovalRequest } from '../../protocol/index.js';
import { Opened, isComparing } from '../text-safety/comparing.js';
import { masked } from '../text-safety/masked.js';
import { currentPatterns, withPatterns } from '../text-safety/redact-patterns.js';
import { suspicionWarning } from '../text-safety/text-box.js';
import { textChecks } from '../text-safety/text-checks.js';
import { jsonView } from '../text-safety/untrusted-json.js';
import { textSafetyStrings } from '../text-safety/text-safety.strings.js';
import { currentLanguage } from '../language/language.js';
import { sharedStrings } from '../base/strings.js';
import { previewStrings as strings } from './preview.strings.js';
import type { Fit } from './preview-matchers.js';
import type { Previews } from './previews.js';

/** The parameters shown as raw JSON. */
const shownRaw = new Opened();

/** The parameters with revealed values in the preview, by host. */
const shownSecrets = new Opened();

/** How many masked secrets of a preview get an element each. */
const marksDrawn = 100;

class ParamsViewDirective extends AsyncDirective {
  #request: ApprovalRequest | undefined;
  #raw = false;
  /** Whether the secrets of the preview are revealed. */
  #shown = false;
  #patterns = currentPatterns();
  #language = currentLanguage();
  /** The checks of text that it was drawn with. */
  #checks = textChecks();
  #host: object | undefined;
  #previews: Previews | undefined;

  override update(part: ChildPart, [request, previews]: [ApprovalRequest, Previews?]): unknown {
    this.#host = part.options?.host;
    return this.render(request, previews);
  }

  render(request: ApprovalRequest, previews?: Previews): unknown {
    this.#previews = previews;
    const last = this.#request;
    const patterns = currentPatterns();
    const checks = textChecks();
    const isSame =
      checks === this.#checks &&
      patterns === this.#patterns &&
      last?.params === request.params &&
      last.action === request.action &&
      last.toolName === request.toolName;
    if (!isSame) this.#forget();
    const isSameLanguage = this.#language === currentLanguage();
    this.#request = request;
    this.#patterns = patterns;
    this.#language = currentLanguage();
    this.#checks = checks;
    if (isComparing()) {
      this.#raw = shownRaw.has(this.#host, request.params);
      this.#shown = shownSecrets.has(this.#host, request.params);
    } else {
      this.#note();
    }
    return isSame && isSameLanguage ? noChange : this.#view(request);
  }

  protected override disconnected(): void {
    if (!isComparing() && this.#request) shownSecrets.set(this.#host, this.#request.params, false);
  }

  protected override reconnected(): void {
    this.#note();
  }

  #view(request: ApprovalRequest): TemplateResult {
    const previews = this.#previews;
    const fit = previews?.fitOf(request);
    return previews && fit ? this.#preview(request, fit, previews) : json(request.params, sharedStrings.params);
  }

  #preview(request: ApprovalRequest, fit: Fit, previews: Previews): TemplateResult {
    return html`<div class="preview" part="preview">
      <div class="preview-head">
        <span class="label">${this.#raw ? sharedStrings.params : previews.titleOf(fit.preview)}</span>
        <button type="button" class="link" aria-pressed=${this.#raw ? 'true' : 'false'} @click=${() => this.#toggle()}>
          ${strings.raw}
        </button>
      </div>
      ${this.#raw ? html`${jsonView(request.params, { label: sharedStrings.params })}` : this.#drawn(fit, previews)}
    </div>`;
  }

  #drawn({ preview: whole, others }: Fit, { hideSecrets, countInline, drawn }: Previews): TemplateResult {
    const { preview: hidden, lengths } = hideSecrets(whole);
    const preview = this.#shown ? whole : hidden;
    return html`${this.#secrets(lengths)}${suspicionWarning(countInline(whole))}${drawn({ preview, others })}
    ${Object.keys(others).length === 0 ? nothing : json(others, strings.others)}`;
  }

  /** Renders how much of the preview is masked. These elements keep the request from counting as read. */
  #secrets(lengths: readonly number[]): unknown {
    if (lengths.length === 0) return nothing;
    return html`<p class="secrets">
      ${this.#shown ? nothing : lengths.slice(0, marksDrawn).map((each) => html`${masked({ characters: each })} `)}
      <button type="button" class="link" @click=${() => this.#reveal()}>
        ${this.#shown ? textSafetyStrings.hide(lengths.length) : textSafetyStrings.show(lengths.length)}
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

  /** Revealing applies to one request and set of patterns only. */
  #forget(): void {
    if (this.#request && !isComparing()) shownSecrets.set(this.#host, this.#request.params, false);
    this.#shown = false;
  }
}

/**
 * Shows the parameters of a request, all of them: a file edit as a diff, a shell command with its parts marked, an HTTP
 * request, a message with its recipients, whatever else they hold beside it; raw JSON one step away, and alone where no
 * declared shape fits or `previews` are missing. Give it the same ones each time.
 */
export const paramsView: (...values: Parameters<ParamsViewDirective['render']>) => DirectiveResult =
  directive(ParamsViewDirective);

const json = (value: unknown, label: string): TemplateResult => html`${jsonView(value, { label, caption: true })}`;
