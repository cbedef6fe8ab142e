/** Signing in to a Comis daemon: what goes over the wire, and what a person reads when it is refused. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { until, useGateway } from '../../support/e2e.js';
import { openBefore } from './support.js';

const e2e = useGateway();

it('puts the token into an address only once the daemon has shown what it is, and changes nothing', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'auth' });
  await page.getByText('Connected, live').waitFor();
  for (const tab of ['Audit Log', 'API Tokens', 'Secrets', 'Approval Rules', 'Pending Approvals', 'Provider Health']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel', { name: tab }).waitFor();
  }
  const sockets = replay.httpRequests.filter(({ url }) => url.startsWith('/ws'));
  assert.deepEqual(
    sockets.map(({ url }) => url.includes('token=')),
    [false, true],
  );
  assert.ok(replay.httpRequests.every(({ url }) => !url.startsWith('/api') || !url.includes('token')));
  assert.deepEqual(replay.open, { sockets: 1, streams: 1 });
  const changing = replay.calls.filter(
    ({ method }) => !/^(system\.ping|admin\.approval\.pending|tokens\.list|config\.read)$/.test(method),
  );
  assert.deepEqual(changing, []);
});

it('lets all widgets of a page share one socket, one stream and one budget', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'approvals' }, { path: '/embed' });
  await until(() => replay.open.streams === 1, 'the stream');
  await until(() => replay.calls.some(({ method }) => method === 'tokens.list'), 'the widgets to read');
  // Nothing more must be opened or asked: elements read as soon as they are connected.
  await page.waitForTimeout(1000);
  assert.deepEqual(replay.open, { sockets: 1, streams: 1 });
  assert.equal(replay.refused.messages, 0);
  const asked = (method: string) => replay.calls.filter((call) => call.method === method).length;
  assert.equal(asked('admin.approval.pending'), 1);
  assert.equal(asked('tokens.list'), 1);
  const read = replay.calls
    .filter(({ method }) => method === 'config.read')
    .map(({ params }) => JSON.stringify(params));
  assert.deepEqual(read, [...new Set(read)], 'each section once');
});

it('says that the daemon does not take a token, and takes another', async (t) => {
  const { page, replay } = await openBefore(
    t,
    e2e,
    { file: 'auth' },
    { token: 'nobody-knows-this-token-0123456789abcdef' },
  );
  await page.getByText(/does not accept the token/).waitFor();
  await page.getByRole('textbox', { name: 'Token' }).fill(replay.adminToken);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByText('Connected, live').waitFor();
});

it('says which scope a token lacks, widget by widget', async (t) => {
  const { page } = await openBefore(
    t,
    e2e,
    { file: 'auth' },
    { token: 'fake-viewer-token-0123456789abcdef0123456789abcde', path: '/security?tab=tokens' },
  );
  await page
    .getByText(/needs a token with the scope admin/)
    .first()
    .waitFor();
  await page.getByRole('tab', { name: 'Pending Approvals' }).click();
  await page
    .getByRole('tabpanel', { name: 'Pending Approvals' })
    .getByText(/needs a token with the scope admin/)
    .first()
    .waitFor();
});
