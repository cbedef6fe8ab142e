/** Gateways below a path of their own, and paths that hosts choose. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until, useGateway } from '../support/e2e.js';

describe('the standalone page below a path', () => {
  const e2e = useGateway({ scenario: 'quiet', base: '/comis/' });

  it('real use 17: signs in, connects, follows its links and tabs, all below that path', async () => {
    const outside: string[] = [];
    const page = await e2e.open('/comis');
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.startsWith('/comis/')) outside.push(pathname);
    });
    const address = () => new URL(page.url()).pathname + new URL(page.url()).search;
    await page.getByText('Connected, live').first().waitFor();
    assert.equal(address(), '/comis/security');
    await page.getByRole('link', { name: /^Approvals/ }).click();
    await page.getByRole('tab', { name: 'Pending Approvals', selected: true }).waitFor();
    assert.equal(address(), '/comis/security?tab=pending');
    await page.goto(`${e2e.server.url}/approvals`);
    await until(() => address() === '/comis/security?tab=pending', 'the address of the tab');
    await page.getByText('Connected, live').first().waitFor();
    assert.deepEqual(outside, []);
    assert.equal((await fetch(new URL('/security', e2e.server.url))).status, 404);
  });

  it('real use 17: a gateway keeps the address that it was given when the page changes its own', async () => {
    const page = await e2e.open('/comis/embed');
    await page.getByText('Connected, live').first().waitFor();
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname));
    await page.evaluate(
      'history.pushState(null, "", "/elsewhere/page"); document.querySelector("comis-gateway").reconnect()',
    );
    await page.getByText('Connected, live').first().waitFor();
    await until(() => sockets.length === 1, 'the socket');
    assert.deepEqual(sockets, ['/comis/ws']);
  });
});
