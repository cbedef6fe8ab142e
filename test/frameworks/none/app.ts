import 'comis-security-elements/elements/approval-queue/define.js';

const queue = document.querySelector('comis-approval-queue')!;
queue.readOnly = true;
queue.addEventListener('comis-approval-decided', ({ detail }) => console.log(detail.outcome));
queue.addEventListener('comis-before-decide', (event) => event.waitUntil(Promise.resolve(event.detail.risk)));
// @ts-expect-error no such detail
queue.addEventListener('comis-approval-decided', ({ detail }) => console.log(detail.tokenId));
