/** What every host does, in the browser. */

/**
 * Drives a host: it embeds three elements, vetoes one decision and hears of another, themes, switches the language, and
 * unmounts without keeping anything.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('./table.mjs').Host} host
 */
export async function use(page, { keepsHydrated = false }) {
  const ask = (action) =>
    page.evaluate(
      (each) =>
        globalThis.host.gateway.approvals.request(
          globalThis.host.anApproval({ action: each, approvalId: each, risk: 'low' }),
        ),
      action,
    );
  await page.locator('comis-token-manager').getByRole('table').first().waitFor();
  await page.locator('comis-security-events').getByText('Live', { exact: true }).first().waitFor();

  await ask('vetoed.action');
  await ask('allowed.action');
  const card = (action) => page.locator('comis-approval-card').filter({ hasText: action });
  const approve = async (action) => {
    // What is not on the screen cannot be approved.
    await card(action).locator('button.approve').scrollIntoViewIfNeeded();
    await card(action).locator('button.approve[aria-disabled="false"]').click();
  };
  await approve('vetoed.action');
  await card('vetoed.action')
    .getByText(/page did not allow it/)
    .waitFor();
  await approve('allowed.action');
  await page.locator('#decided').getByText('allowed.action: approved').waitFor();

  const surface = await page
    .locator('comis-approval-queue')
    .evaluate((queue) => getComputedStyle(queue.shadowRoot.querySelector('.root')).backgroundColor);
  if (surface !== 'rgb(250, 240, 230)') throw new Error(`not themed: ${surface}`);

  const heading = (name) => page.locator('comis-token-manager').getByRole('heading', { name }).waitFor();
  await page.locator('#language').click();
  await heading('Token erstellen');
  await page.locator('#language').click();
  await heading('Create Token');

  await page.evaluate(() => {
    globalThis.gone = [];
  });
  const names = ['gateway', 'approval-queue', 'security-events', 'token-manager'];
  for (let round = keepsHydrated ? -1 : 0; round < 3; round++) {
    if (round === 0) await page.evaluate(() => globalThis.gone.splice(0));
    await page.evaluate((tags) => {
      for (const tag of tags) globalThis.gone.push(new WeakRef(document.querySelector(`comis-${tag}`)));
    }, names);
    await page.locator('#toggle').click();
    await page.locator('comis-gateway').waitFor({ state: 'detached' });
    await page.locator('#toggle').click();
    await page.locator('comis-token-manager').getByRole('table').first().waitFor();
  }
  const session = await page.context().newCDPSession(page);
  let left = [];
  for (let tries = 0; tries < 80; tries++) {
    await session.send('HeapProfiler.collectGarbage');
    left = await page.evaluate(() => globalThis.gone.flatMap((each) => each.deref()?.localName ?? []));
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`unmounted elements are kept: ${left.join(', ')}`);
}
