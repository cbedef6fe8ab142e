import { html, nothing, type TemplateResult } from 'lit';
import type { Token } from '../../protocol/index.js';
import { untrustedName } from '../../ui/text-safety/untrusted-name.js';
import type { TokenChangeDialog } from './token-change-dialog.js';
import type { NewTokenDialog } from './new-token-dialog.js';
import { strings } from './token-manager.strings.js';
import { nameOf } from './token-parts.js';

/**
 * Renders the tokens whose secrets were wiped before anybody copied them, with what to do.
 *
 * @param confirm the dialog that revokes a token; undefined where none can be revoked.
 */
export function lostSecrets(
  active: readonly Token[],
  issued: NewTokenDialog,
  confirm: TokenChangeDialog | undefined,
): TemplateResult {
  const lost = active.filter(({ id }) => issued.lost.includes(id));
  return html`<div role="status" class="lost">
    ${lost.map(
      (token) =>
        html`<div class="warning">
          <p>${strings.secretGone} <strong>${untrustedName(nameOf(token))}</strong></p>
          ${
            confirm
              ? html`<button type="button" class="danger" @click=${() => confirm.ask('revoke', token)}>
                  ${strings.revoke}<span class="visually-hidden"> ${untrustedName(nameOf(token))}</span>
                </button>`
              : nothing
          }
          <button type="button" @click=${() => issued.dismiss(token.id)}>${strings.keepIt}</button>
        </div>`,
    )}
  </div>`;
}
