import { html, type TemplateResult } from 'lit';
import { shortcutStrings as strings } from './shortcut.strings.js';

/** The id of the help dialog, for its button. */
const helpId = 'shortcuts';

/** Shows the help. */
export function showHelp(root: ParentNode): void {
  root.querySelector<HTMLElement>(`#${helpId}`)?.showPopover();
}

/** Focus the help when it opens, and restore the focus when it closes. */
function onToggle(event: ToggleEvent): void {
  if (event.newState === 'open') (event.currentTarget as HTMLElement).focus();
}

/**
 * Renders the button and the help on keyboard shortcuts, with the switch that turns them off.
 *
 * @param turn called when a person turns shortcuts on or off.
 */
export function shortcutHelp(on: boolean, turn: (on: boolean) => void): TemplateResult {
  return html`<button type="button" class="link" popovertarget=${helpId}>${strings.button}</button>
    <div
      id=${helpId}
      class="popup help"
      part="help"
      popover
      role="dialog"
      aria-label=${strings.title}
      tabindex="-1"
      @toggle=${onToggle}
    >
      <h2>${strings.title}</h2>
      <table>
        <tbody>
          ${strings.keys.map(
            ({ keys, does }) =>
              html`<tr>
                <th scope="row">${keys.map((key) => html`<kbd>${key}</kbd> `)}</th>
                <td>${does}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="muted">${strings.where}</p>
      <div class="actions">
        <label class="select-all">
          <input
            type="checkbox"
            .checked=${on}
            @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)}
          />
          ${strings.on}
        </label>
        <button type="button" popovertarget=${helpId} popovertargetaction="hide">${strings.close}</button>
      </div>
    </div>`;
}
