import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { policyStrings } from '../../ui/policy-banner/policy.strings.js';
import { strings } from './approval-rules.strings.js';
import { renderMode, renderSwitch } from './controls.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import type { FormState } from './form-state.js';
import { ListEditor } from './list-editor.js';
import { renderFacts } from './setting-status.js';
import type { ListKey } from './settings.js';
import { TimeoutField } from './timeout-field.js';

/** The four sections of the form, with typed text that is not part of the draft yet. */
export class RuleSections {
  readonly #matrix: () => HTMLElement;
  readonly #lists: Readonly<Record<ListKey, ListEditor>>;
  readonly #timeout: TimeoutField;

  /** @param matrix the element that shows the permission matrix. */
  constructor(host: LitElement, matrix: () => HTMLElement) {
    this.#matrix = matrix;
    this.#timeout = new TimeoutField(host);
    this.#lists = {
      'actionConfirmation.autoApprove': new ListEditor(host, 'actionConfirmation.autoApprove'),
      'agentToAgent.allowAgents': new ListEditor(host, 'agentToAgent.allowAgents'),
      'permission.allowedFsPaths': new ListEditor(host, 'permission.allowedFsPaths'),
      'permission.allowedNetHosts': new ListEditor(host, 'permission.allowedNetHosts'),
    };
  }

  /** Whether typed text is not part of the draft yet. */
  get isTyping(): boolean {
    return this.whatIsTyped() !== undefined;
  }

  /** The instruction for typed text that is not part of the draft; undefined when there is none. */
  whatIsTyped(): string | undefined {
    const list = Object.values(this.#lists).find(({ hasText }) => hasText);
    if (list) return strings.mustAdd(policyStrings.settings[list.key]);
    return this.#timeout.isBad ? strings.mustCorrect : undefined;
  }

  /** Clears typed text. */
  clear(): void {
    for (const list of Object.values(this.#lists)) list.clear();
    this.#timeout.clear();
  }

  render(form: FormState): TemplateResult {
    const { confirmation, agents, permissions, mode, matrix } = strings.groups;
    const lists = this.#lists;
    return html`${section(
      'confirmation',
      confirmation,
      html`${renderSwitch(form, 'actionConfirmation.requireForDestructive')}
      ${renderSwitch(form, 'actionConfirmation.requireForSensitive')}
      ${lists['actionConfirmation.autoApprove'].render(form)}`,
    )}
    ${section(
      'agents',
      agents,
      html`${renderSwitch(form, 'agentToAgent.enabled')} ${lists['agentToAgent.allowAgents'].render(form)}`,
    )}
    ${section(
      'permissions',
      permissions,
      html`${renderSwitch(form, 'permission.enableNodePermissions')} ${lists['permission.allowedFsPaths'].render(form)}
        ${lists['permission.allowedNetHosts'].render(form)}
        <div class="matrix" role="group" aria-labelledby="matrix-title" aria-describedby="matrix-hint">
          <h3 id="matrix-title">${matrix}</h3>
          <p id="matrix-hint" class="muted">${strings.matrixHint}</p>
          ${this.#matrix()}
        </div>`,
    )}
    ${section(
      'mode',
      mode,
      html`${form.policy.hasSwitch ? renderSwitch(form, 'approvalRules.enabled') : nothing} ${renderMode(form)}
      ${this.#timeout.render(form)}`,
    )}
    ${otherSettings(form)}`;
  }
}

function section(id: string, title: string, content: TemplateResult): TemplateResult {
  return html`<section role="group" part="section" aria-labelledby="section-${id}">
    <h2 id="section-${id}">${title}</h2>
    ${content}
  </section>`;
}

/** Settings specific to this gateway: read-only here. */
function otherSettings({ draft, policy }: FormState): TemplateResult | typeof nothing {
  const others = [...policy.facts.values()].filter(({ key }) => !Object.hasOwn(draft.server, key));
  if (others.length === 0) return nothing;
  return section(
    'others',
    strings.others,
    html`<p class="muted">${strings.othersHint}</p>
      <ul class="others">
        ${others.map(
          (each) =>
            html`<li class="setting" part="setting">
              <h3><code>${untrusted(each.key)}</code></h3>
              <div class="facts">${renderFacts(each)}</div>
            </li>`,
        )}
      </ul>`,
  );
}
