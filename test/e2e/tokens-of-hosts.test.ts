/** Hosts and their tokens: a new function at each render, another person, a token that is refused. Over real sockets. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

/** Gives the page's gateway another function that gives this token, as a host does at each render. */
const give = (page: Page, token: string) =>
  // As text: what compiles the tests names functions by a helper that the page has not.
  page.evaluate(`document.querySelector('comis-gateway').getToken = () => ${JSON.stringify(token)}`);

describe('the token of a host', () => {
  const e2e = useGateway();

  it('real use 9: eight renders with a new function each open one socket, and the next connection uses the last', async () => {
    const page = await e2e.open('/embed', { expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    let sockets = 0;
    page.on('websocket', () => (sockets += 1));
    for (let render = 0; render < 8; render++) await give(page, e2e.server.adminToken!);
    const { secret } = e2e.server.gateway!.tokens.create({ name: 'maria', scopes: ['rpc', 'ws', 'admin'] });
    await give(page, secret);
    assert.equal(await page.getByText('Connected, live').first().count(), 1);
    assert.equal(sockets, 0);
    await e2e.control('POST', '/demo/connections', { drop: true });
    // The name of the token is another one: the page says so.
    await page.getByText('Signed in as maria since').first().waitFor();
    assert.equal(sockets, 1);
  });

  it('real use 9: a new function is tried at once while the token is refused', async () => {
    const page = await e2e.open('/embed', { expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    const { token, secret } = e2e.server.gateway!.tokens.create({ name: 'short', scopes: ['rpc', 'ws', 'admin'] });
    await give(page, secret);
    await page
      .locator('comis-gateway')
      .evaluate((gateway) => (gateway as HTMLElement & { reconnect(): void }).reconnect());
    await page.getByText('as short').first().waitFor();
    e2e.server.gateway!.tokens.revoke(token.id);
    await page.getByText('The gateway does not accept the token').first().waitFor();
    await give(page, e2e.server.adminToken!);
    await page.getByText('Connected, live').first().waitFor();
  });

  it('real use 9: another token on the standalone page drops what was typed for a request', async () => {
    const ask = { agentId: 'deploy-bot', action: 'deploy.production', risk: 'low', params: { service: 'billing' } };
    await e2e.control('POST', '/demo/approvals', ask);
    const { secret } = e2e.server.gateway!.tokens.create({ name: 'ops', scopes: ['rpc', 'ws', 'admin'] });
    const page = await e2e.open('/security?tab=pending', { expected: connectionErrors });
    const card = page.getByRole('listitem', { name: /deploy-bot/ }).first();
    await card.getByRole('textbox', { name: 'Comment' }).fill('the words of somebody else');
    await page.getByRole('button', { name: 'Change token' }).click();
    await page.getByLabel('Token', { exact: true }).fill(secret);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('as ops').first().waitFor();
    await until(
      async () => (await card.getByRole('textbox', { name: 'Comment' }).inputValue()) === '',
      'the comment to be gone',
    );
  });
});
