/** The standalone page: the dashboard, a sidebar, and an address for each tab. */
import '../../src/dashboard/define.js';
import '../../src/elements/gateway/define.js';
import { tabOf } from '../../src/dashboard/tabs.js';
import { PageApprovalsCount } from './page-approvals-count.js';
import { PageSignIn } from './page-sign-in.js';

customElements.define('page-approvals-count', PageApprovalsCount);
customElements.define('page-sign-in', PageSignIn);

const dashboard = document.querySelector('comis-security-dashboard')!;
const links = document.querySelectorAll<HTMLAnchorElement>('nav a');

const isApprovals = ({ pathname }: HTMLAnchorElement) => pathname.endsWith('/approvals');

/** Shows the tab and the linked request of the URL; the first tab by default. */
function follow(): void {
  const named = new URLSearchParams(location.search);
  dashboard.tab = named.get('tab') ?? '';
  dashboard.request = named.get('request') ?? '';
  const { id, label } = tabOf(dashboard.tab);
  document.title = `${label} · Comis`;
  for (const link of links) {
    if (isApprovals(link) === (id === 'pending')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** Navigates to a sibling URL, whatever the base path. */
function go(address: string): void {
  const { href } = new URL(address, document.baseURI);
  if (href !== location.href) history.pushState(null, '', href);
  follow();
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(isApprovals(link) ? 'security?tab=pending' : 'security');
  });
}
dashboard.addEventListener('comis-tab-changed', ({ detail }) => go(`security?tab=${detail.tab}`));
dashboard.addEventListener('comis-request-linked', ({ detail: { approvalId: request } }) => {
  go(`security?${String(new URLSearchParams({ tab: 'pending', ...(request === '' ? {} : { request }) }))}`);
});
addEventListener('popstate', follow);
document.querySelector('#change-token')?.addEventListener('click', () => {
  void document.querySelector('page-sign-in')?.ask();
});
follow();
