import './cdn.js';
import { gateway } from './gateway.js';

const main = document.querySelector('main');
const decided = document.querySelector('#decided');
const client = gateway.client();
let lang = 'en';

function show() {
  const provider = document.createElement('comis-gateway');
  provider.client = client;
  provider.guarded = true;
  provider.lang = lang;
  const [queue, events, tokens] = ['approval-queue', 'security-events', 'token-manager'].map((name) =>
    document.createElement(`comis-${name}`),
  );
  queue.addEventListener('comis-before-decide', (event) => {
    if (event.detail.action === 'vetoed.action') event.preventDefault();
    else event.allow();
  });
  queue.addEventListener('comis-approval-decided', ({ detail }) => {
    decided.textContent = `${detail.action}: ${detail.outcome}`;
  });
  provider.append(queue, events, tokens);
  main.replaceChildren(provider);
}

document.querySelector('#toggle').addEventListener('click', () => {
  if (main.firstChild) main.replaceChildren();
  else show();
});
document.querySelector('#language').addEventListener('click', () => {
  lang = lang === 'en' ? 'de' : 'en';
  main.firstElementChild.lang = lang;
});
show();
