import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { booleanAttribute } from '../../ui/base/boolean-attribute.js';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { type Approvals, approvalsOf, waitingCount } from '../../data/approvals/approvals.js';
import { viewOf } from '../../data/stores/view.js';
import { isKnown, type Open, type Risk, riskRank, risks } from '../../protocol/index.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { sharedStrings } from '../../ui/base/strings.js';
import { formatCount } from '../../ui/format/format.js';
import { wordClass } from '../../ui/text-safety/open-word.js';
import { strings } from './approval-badge.strings.js';
import { styles } from './approval-badge.styles.js';

/**
 * How many requests are pending and their highest risk, for a host's navigation bar. Small: it brings no code of the
 * queue. Its accessible name is a sentence such as "3 pending requests, highest risk critical". The count is hidden while
 * it is not known: an ellipsis stands in its place while it loads, a question mark when it cannot be known. Calls
 * `approvals.list`, which needs the scope `rpc`.
 *
 * @element comis-approval-badge
 * @csspart badge - The count with the mark of the highest risk.
 */
export class ComisApprovalBadge extends ComisElement {
  static override readonly elementName: string = 'approval-badge';
  static override styles = [ComisElement.styles, styles];

  /** Whether changes are announced to screen readers, politely. Off by default: the page may hold a queue that does it. */
  @property({ type: Boolean, converter: booleanAttribute }) announce = false;

  readonly #approvals = new StoreController(this, this.gateway, approvalsOf);
  readonly #announcer = new AnnounceController(this);
  /** The last announcement; undefined before the first count, which is not announced. */
  #announced: string | undefined;

  protected override updated(): void {
    const data = this.#approvals.store?.state.data;
    const words = data && nameOf(data);
    if (words !== undefined && this.#announced !== undefined && words !== this.#announced && this.announce) {
      this.#announcer.say(1, () => this.#announced ?? '');
    }
    this.#announced = words;
  }

  protected override render() {
    return html`${this.announce ? this.#announcer.region() : nothing}${this.#badge()}`;
  }

  #badge(): unknown {
    const view = viewOf(this.gateway.value, this.#approvals.store);
    switch (view.kind) {
      case 'data':
        return renderCount(view.data, view.stale !== undefined);
      case 'no-client':
        return html`<span class="error" role="alert">${sharedStrings.noClient}</span>`;
      case 'connecting':
      case 'loading':
        return renderUnknown(strings.loading, '…');
      default:
        return renderUnknown(strings.unknown, '?');
    }
  }
}

/** Shown for an unknown count: an empty badge would read as zero. */
const renderUnknown = (name: string, mark: string): TemplateResult =>
  html`<span class="badge unknown" part="badge" role="img" aria-label=${name} title=${name}>${mark}</span>`;

function renderCount(approvals: Approvals, isStale: boolean): TemplateResult {
  const count = waitingCount(approvals) ?? 0;
  const risk = highestRisk(approvals);
  const name = `${nameOf(approvals)}${isStale ? strings.stale : ''}`;
  const look = risk === undefined ? 'none' : `risk risk-${wordClass(risks, risk)}`;
  return html`<span
    class="badge ${look} ${isStale ? 'stale' : ''}"
    part="badge"
    role="img"
    aria-label=${name}
    title=${name}
    translate="no"
    >${formatCount(count)}</span
  >`;
}

/**
 * The accessible name. Risks that this version does not know become "unknown": no attribute holds text from outside.
 */
function nameOf(approvals: Approvals): string {
  const risk = highestRisk(approvals);
  const pending = strings.pending(waitingCount(approvals) ?? 0);
  if (risk === undefined) return pending;
  const word = isKnown(risks, risk) ? risk : 'unknown';
  const isWhole = approvals.unlisted + approvals.leftOut.length === 0;
  return pending + (isWhole ? strings.highestRisk : strings.highestRiskSeen)(word);
}

function highestRisk({ requests }: Approvals): Open<Risk> | undefined {
  return requests
    .map(({ risk }) => risk)
    .reduce<Open<Risk> | undefined>(
      (highest, risk) => (highest === undefined || riskRank(risk) > riskRank(highest) ? risk : highest),
      undefined,
    );
}
