/** Renders the matrix, permissions as rows, roles as columns: there are many permissions and few roles. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Access, Effect, Named, PermissionGroup, PermissionMatrix } from '../../data/permissions.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { repeatedMark, rowKeys } from '../../ui/table/repeated-ids.js';
import { strings } from './permission-matrix.strings.js';

/** Renders the grid. See grid-keys.ts for its keys; native table elements give the cells their roles. */
export function renderTable(matrix: PermissionMatrix): TemplateResult {
  const { roles, groups } = matrix;
  const { isRepeated } = rowKeys(roles, ({ id }) => id);
  const permissions = rowKeys(
    groups.flatMap((group) => group.permissions),
    ({ id }) => id,
  );
  const headed = groups.some(({ name }) => name !== undefined);
  return html`<table role="grid" part="grid" aria-label=${strings.grid} aria-readonly="true">
    <thead>
      <tr>
        <th scope="col">${strings.permission}</th>
        ${roles.map((role) => html`<th scope="col">${nameOf(role)}${repeatedMark(isRepeated(role))}</th>`)}
      </tr>
    </thead>
    ${groups.map((group) => renderGroup(matrix, group, { headed, isRepeated: permissions.isRepeated }))}
  </table>`;
}

/** Renders the legend. */
export function renderLegend(): TemplateResult {
  const effects = Object.keys(strings.effects) as Effect[];
  return html`<dl class="legend" part="legend" aria-label=${strings.legend}>
    ${effects.map(
      (effect) =>
        html`<div>
          <dt class="effect ${effect}">${strings.effects[effect]}</dt>
          <dd>${strings.meanings[effect]}</dd>
        </div>`,
    )}
  </dl>`;
}

function renderGroup(
  { roles, access }: PermissionMatrix,
  group: PermissionGroup,
  { headed, isRepeated }: { readonly headed: boolean; readonly isRepeated: (permission: Named) => boolean },
): TemplateResult {
  return html`<tbody>
    ${
      headed
        ? html`<tr class="group">
            <th scope="rowgroup" colspan=${roles.length + 1}>${untrusted(group.name ?? strings.ungrouped)}</th>
          </tr>`
        : nothing
    }
    ${group.permissions.map(
      (permission) =>
        html`<tr>
          <th scope="row">${nameOf(permission)}${repeatedMark(isRepeated(permission))}</th>
          ${roles.map((role) => html`<td>${renderAccess(access(role.id, permission.id))}</td>`)}
        </tr>`,
    )}
  </tbody>`;
}

function renderAccess({ effect, origins, overruled, unknownWords }: Access): TemplateResult {
  return html`<span class="effect ${effect}">${strings.effects[effect]}</span>
    ${unknownWords.map((word) => note(openWords<string>([], word)))}
    ${origins.length > 0 ? note(strings.origin(origins.join(', '))) : nothing}
    ${overruled ? note(strings.overrules(overruled.join(', '))) : nothing}`;
}

const note = (text: string) => html`<span class="note">${untrusted(text)}</span>`;

/** Renders a label with its id, where they differ; both are the gateway's text. */
function nameOf({ id, label }: Named): TemplateResult {
  if (label === undefined || label === id) return html`<code>${untrusted(id)}</code>`;
  return html`${untrusted(label)} <code class="id">${untrusted(id)}</code>`;
}
