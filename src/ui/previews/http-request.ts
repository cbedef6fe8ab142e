import { html, nothing, type TemplateResult } from 'lit';
import { jsonView } from '../text-safety/untrusted-json.js';
import { untrustedBlock } from '../text-safety/untrusted-text.js';
import { untrustedField } from './field.js';
import { previewStrings as strings } from './preview.strings.js';
import type { PreviewOf } from './preview-matchers.js';

/** Renders an HTTP request: method, host, path and body, with the URL as a browser parses it. */
export function renderHttp({ url, method, headers, body }: PreviewOf<'http'>): TemplateResult {
  const { protocol, hostname, host, pathname, search, hash, username, password, href } = new URL(url);
  const written = writtenHost(url);
  const differs =
    written.toLowerCase() !== host && written.toLowerCase() !== `${host}:${protocol === 'https:' ? '443' : '80'}`;
  return html`<dl class="preview-fields">
    ${row(strings.method, method === undefined ? html`<span class="muted">${strings.methodUnsaid}</span>` : html`<strong>${untrustedField(method.toUpperCase())}</strong>`)}
    ${row(
      strings.host,
      html`<strong class="host">${untrustedField(differs ? written : host)}</strong> ${
          differs ? html`<span class="suspicion">${strings.asksFor(hostname)}</span>` : nothing
        }
        ${protocol === 'http:' ? html`<span class="muted">${strings.unencrypted}</span>` : nothing}`,
    )}
    ${userInfo(decoded(username), decoded(password))}
    ${row(strings.path, html`<code>${untrustedField(pathname)}</code>`)}
    ${search === '' ? nothing : row(strings.query, html`<code>${untrustedField(search)}</code>`)}
    ${hash === '' ? nothing : row(strings.fragment, html`<code>${untrustedField(hash)}</code>`)}
    ${isAsUnderstood(url, href) ? nothing : row(strings.written, writtenAs(url, password))}
    ${headers === undefined ? nothing : row(strings.headers, part(headers, strings.headers))}
    ${body === undefined ? nothing : row(strings.body, part(body, strings.body))}
  </dl>`;
}

/** User name and password are sent to the host; the password is masked. */
function userInfo(name: string, password: string): TemplateResult {
  const hint = html`<span class="suspicion">${strings.userInfoHint}</span>`;
  return html`${name === '' ? nothing : row(strings.userInfo, html`${untrustedField(name)} ${hint}`)}
  ${password === '' ? nothing : row(strings.password, html`${jsonView({ password }, { label: strings.password })}${hint}`)}`;
}

/** The URL as sent; with a password, all of it is masked. */
function writtenAs(url: string, password: string): TemplateResult {
  if (password === '') return html`<code>${untrustedField(url)}</code>`;
  return html`${jsonView({ [strings.withPassword]: url }, { label: strings.written })}`;
}

const row = (term: string, value: unknown): TemplateResult =>
  html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;

const part = (value: unknown, label: string): TemplateResult =>
  typeof value === 'string' ? untrustedBlock(value, label) : html`${jsonView(value, { label })}`;

/** The host as written: a browser may resolve another one for lookalike letters. */
function writtenHost(url: string): string {
  const authority = /^[a-z]+:[/\\]*([^/?#\\]*)/i.exec(url.trim())?.[1] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1);
}

/** Whether the URL equals its parsed form, ignoring a missing final slash. */
const isAsUnderstood = (url: string, href: string): boolean => url === href || `${url}/` === href;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
