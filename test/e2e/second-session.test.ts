/** A token that is made in one session, used for another with just its scopes, and thrown out when it is revoked. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { connectionErrors, useGateway } from '../support/e2e.js';

const e2e = useGateway({ scenario: 'quiet' });

describe('a second session', () => {
  /** Serves the same page in front of the first gateway, and so asks for a token. */
  let proxy: Awaited<ReturnType<typeof startGateway>>;
  before(async () => {
    proxy = await startGateway({ port: 0, gateway: new URL(e2e.server.url) });
  });
  after(() => proxy.close());

  const createToken = async (page: Page, name: string, scopes: string[]) => {
    await page.getByRole('tab', { name: 'API Tokens' }).click();
    const form = page.getByRole('form', { name: 'Create Token' });
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    for (const scope of scopes) await form.getByRole('checkbox', { name: scope, exact: true }).check();
    await form.getByRole('button', { name: 'Generate' }).click();
    const dialog = page.getByRole('dialog', { name: 'New token' });
    const [secret] = /[\w-]{43,}/.exec(await dialog.innerText()) ?? [];
    assert.ok(secret, 'the secret is shown');
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'hidden' });
    return secret;
  };
  const connect = async (secret: string, path = '/security?tab=pending') => {
    const page = await e2e.open(new URL(path, proxy.url).href, { expected: connectionErrors });
    await page.getByRole('textbox', { name: 'Token' }).fill(secret);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('tablist').waitFor();
    return page;
  };

  it('has only the scopes of its token and ends when that is revoked', async () => {
    const admin = await e2e.open('/security');
    const secret = await createToken(admin, 'night-shift', ['rpc', 'ws']);
    const { approvalId } = await e2e.control<{ approvalId: string }>('POST', '/demo/approvals', {
      agentId: 'ops-agent',
      action: 'file.delete',
      risk: 'high',
      params: {},
    });

    const guest = await connect(secret);
    const card = guest.getByRole('listitem', { name: 'file.delete' });
    await card.getByText('lacks the scope admin').waitFor();
    assert.equal(await card.getByRole('button', { name: /^(Approve|Deny)/ }).count(), 0);
    await guest.getByRole('tab', { name: 'API Tokens' }).click();
    await guest
      .getByRole('tabpanel', { name: 'API Tokens' })
      .getByText(/needs a token with the scope admin/)
      .waitFor();

    const row = admin.getByRole('table', { name: 'API tokens' }).getByRole('row', { name: 'night-shift' });
    await row.getByRole('button', { name: 'Revoke' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await guest
      .getByText(/does not accept the token|no longer accepts the token/)
      .first()
      .waitFor();
    const refused = await fetch(new URL('/api/events', e2e.server.url), {
      headers: { authorization: `Bearer ${secret}` },
    });
    assert.equal(refused.status, 401);
    assert.equal((await e2e.control<{ state: string }>('GET', `/demo/approvals/${approvalId}`)).state, 'waiting');
  });

  it('works and says that it is not live when its token lacks ws', async () => {
    const admin = await e2e.open('/security');
    const secret = await createToken(admin, 'no-stream', ['rpc', 'admin']);
    const guest = await connect(secret);
    const panel = guest.getByRole('tabpanel');
    await panel.getByText('Not live').first().waitFor();
    await e2e.control('POST', '/demo/approvals', {
      agentId: 'ops-agent',
      action: 'later.one',
      risk: 'low',
      params: {},
    });
    assert.equal(await panel.getByRole('listitem', { name: 'later.one' }).count(), 0);
    await panel.getByRole('button', { name: 'Refresh' }).first().click();
    await panel.getByRole('listitem', { name: 'later.one' }).waitFor();
  });
});
