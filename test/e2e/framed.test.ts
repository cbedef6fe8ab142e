/** The elements in real frames: of another origin nothing can be done but engaging the brake, of their own everything. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator, Page } from 'playwright-core';
import { sharedStrings } from '../../src/ui/base/strings.js';
import { anApproval } from '../../src/testing/index.js';
import { until, useGateway } from '../support/e2e.js';
import { HostSite } from '../support/host-site.js';
import { StreamProxy } from '../support/stream-proxy.js';
import { press } from './decisions/support.js';

/** The framed pages read and never change anything but by these. */
const changing =
  /^(approvals\.(respond|forgetDenials)|rules\.(create|revoke)|tokens\.(create|revoke|rotate)|secrets\.(set|delete)|config\.patch)$/;
const frameOf = (src: string) => `<!doctype html><title>A host</title><link rel="icon" href="data:," />
  <iframe src="${src}" style="inline-size: 1200px; block-size: 760px; border: 0"></iframe>`;

describe('the elements in a frame', () => {
  const e2e = useGateway();
  let proxy: StreamProxy;
  let host: HostSite;
  /** The calls that would change something, as they reached the gateway. */
  const changes: string[] = [];

  before(async () => {
    // The reference gateway forbids every frame; this proxy takes that off, as a deployment would that wants to be framed.
    proxy = await StreamProxy.start(e2e.server.url, {
      framable: true,
      pages: { '/own': frameOf('/security?tab=pending') },
    });
    const at = (path: string) => new URL(path, proxy.url).href;
    host = await HostSite.start({
      '/embed': frameOf(at('/embed')),
      '/around': frameOf(at('/own')),
    });
    const gateway = e2e.server.gateway!;
    const call = gateway.call.bind(gateway);
    gateway.call = (caller, method, params) => {
      if (changing.test(method)) changes.push(method);
      return call(caller, method, params);
    };
  });
  after(async () => {
    await host.close();
    await proxy.close();
  });

  beforeEach(() => {
    const gateway = e2e.server.gateway!;
    for (const request of gateway.approvals.waiting()) gateway.approvals.withdraw(request.approvalId);
    gateway.approvals.request(anApproval({ agentId: 'ops-agent', action: 'disk.clean', risk: 'low', timeoutMs: 0 }));
    const at = Date.now();
    gateway.approvals.decidedInThePast({
      ...anApproval({ agentId: 'ops-agent', action: 'mail.send', sessionKey: `s-${String(at)}` }),
      outcome: 'denied',
      resolvedBy: 'maria',
      resolvedAt: at,
      rememberedUntil: at + 600_000,
    });
    gateway.tokens.create({ name: `ci-${String(at)}`, scopes: ['rpc'] });
    gateway.secrets.set({ name: 'OLD_KEY', value: 'sk-old' }, 'chen');
    gateway.config.remembered.create({ action: 'mail.send', durationMs: 3_600_000 }, 'chen');
    changes.length = 0;
  });

  /** Opens a page of the host's and waits for what it frames. */
  async function openFramed(path: string, address = host.url): Promise<{ page: Page; frame: Frame }> {
    const page = await e2e.open(new URL(path, address).href, { viewport: { width: 1280, height: 800 } });
    const isElements = (each: Frame) => each.url().startsWith(proxy.url) && !/\/own$/.test(each.url());
    const frame = await until(() => page.frames().find(isElements), 'the frame');
    await frame.getByText('Connected, live').first().waitFor();
    return { page, frame };
  }
  const element = (frame: Frame, section: string) =>
    frame.locator(`comis-gateway > section[aria-labelledby=${section}] > :last-child`);
  const named = (within: Locator | Frame, name: string | RegExp) => within.getByRole('button', { name });
  const allow = (frame: Frame, selector: string) =>
    frame.locator(selector).evaluate((each) => each.setAttribute('allow-framed', ''));
  /** What an attacker's cover would make a person press, by its visible text. */
  const acting =
    /^(Approve|Deny|Retry|Remember|Save|Set$|Replace|Delete|Generate|Rotate|Revoke|Release|Forget the denials)/;
  const openDenial = (frame: Frame) =>
    element(frame, 'history')
      .getByRole('row', { name: /mail\.send/ })
      .first()
      .locator('.disclosure')
      .click();

  async function assertBarred(within: Locator): Promise<void> {
    await within.getByText(sharedStrings.framed).first().waitFor();
    for (const button of await within.getByRole('button', { name: acting }).all()) {
      // Save stands there to say why it does not work.
      assert.equal(await button.getAttribute('aria-disabled'), 'true', await button.innerText());
    }
  }

  it('real use 7: of another origin, nothing can be approved, created, revoked, saved, released or set', async () => {
    const { page, frame } = await openFramed('/embed');
    assert.notEqual(new URL(page.url()).origin, new URL(frame.url()).origin);
    const queue = element(frame, 'queue');
    const card = queue.getByRole('listitem', { name: /disk\.clean/ });
    await card.getByText(sharedStrings.framed).waitFor();
    assert.equal(await named(card, acting).count(), 0);
    assert.equal(await card.getByRole('checkbox').count(), 0);
    await card.getByText('disk.clean').first().click();
    await page.keyboard.press('Alt+a');
    await page.keyboard.press('Alt+d');

    for (const section of ['tokens', 'secrets', 'rules']) await assertBarred(element(frame, section));
    await openDenial(frame);
    await assertBarred(element(frame, 'history'));
    assert.deepEqual(changes, []);

    await press(named(queue, 'Emergency brake: make everything ask').first());
    await until(() => e2e.server.gateway!.config.security.approvalRules.brake?.engaged, 'the brake');
    await queue.getByText(sharedStrings.framed).nth(1).waitFor();
    assert.equal(await named(frame.locator('body'), /^Release/).count(), 0);
    assert.deepEqual(changes, ['config.patch']);
    e2e.server.gateway!.config.changeSecurity({ approvalRules: { brake: { engaged: false } } });
  });

  /** Presses what decides until the agent was answered: where the page moves it in the very moment, nothing comes of it. */
  async function approve(frame: Frame, within: Locator | Frame = frame): Promise<void> {
    const { approvalId } = e2e.server.gateway!.approvals.waiting()[0]!;
    const button = within.getByRole('listitem', { name: /disk\.clean/ }).getByRole('button', { name: 'Approve' });
    await until(async () => {
      if (await button.count()) await press(button).catch(() => undefined);
      return e2e.server.gateway!.approvals.agentView(approvalId).state === 'approved';
    }, 'the approval');
  }

  it('real use 7: with allow-framed on <comis-gateway>, all of it works in that frame', async () => {
    const { frame } = await openFramed('/embed');
    await allow(frame, 'comis-gateway');
    const gateway = e2e.server.gateway!;
    await approve(frame, element(frame, 'queue'));

    const tokens = element(frame, 'tokens');
    await tokens.getByRole('textbox', { name: 'Name' }).fill('framed');
    await tokens.getByRole('checkbox', { name: 'rpc' }).check();
    await press(named(tokens, 'Generate'));
    await press(named(tokens, /^Done|I have/).first());
    await press(named(tokens, /^Revoke framed/));
    await press(named(tokens.getByRole('dialog'), /^Revoke$/));
    await until(() => changes.includes('tokens.revoke'), 'the token to be revoked');

    const secrets = element(frame, 'secrets');
    await secrets.getByRole('textbox', { name: 'Name' }).fill('NEW_KEY');
    await secrets.getByRole('textbox', { name: 'Value' }).fill('sk-new');
    await press(named(secrets, /^Set$/));
    await until(() => gateway.secrets.has('NEW_KEY'), 'the secret');

    const rules = element(frame, 'rules');
    await press(named(rules, /^Revoke/).first());
    await until(() => changes.includes('rules.revoke'), 'the rule to be revoked');
    await rules.getByLabel('Enable cross-agent messaging').click();
    await press(named(rules, /^Save$/));
    await until(() => changes.includes('config.patch'), 'the draft to be saved');

    await openDenial(frame);
    await press(named(element(frame, 'history'), /^Forget the denials/));
    await until(() => changes.includes('approvals.forgetDenials'), 'the denials to be forgotten');

    const queue = element(frame, 'queue');
    await press(named(queue, 'Emergency brake: make everything ask').first());
    await press(named(queue, 'Release the brake').first());
    await press(named(queue.getByRole('dialog'), /^Release$/));
    await until(() => gateway.config.security.approvalRules.brake?.engaged === false, 'the brake to be released');
    assert.equal(await frame.getByText(sharedStrings.framed).count(), 0);
  });

  it('real use 7: with allow-framed on one element, it works there and nowhere else', async () => {
    const { frame } = await openFramed('/embed');
    await allow(frame, 'comis-gateway > section[aria-labelledby=queue] > comis-approval-queue');
    await approve(frame, element(frame, 'queue'));
    assert.deepEqual(changes, ['approvals.respond']);
    for (const section of ['tokens', 'secrets', 'rules']) await assertBarred(element(frame, section));
  });

  it('real use 7: a frame of its own origin bars nothing; one more around it of another origin does', async () => {
    const own = await openFramed('/own', proxy.url);
    assert.equal(new URL(own.page.url()).origin, new URL(own.frame.url()).origin);
    await approve(own.frame);

    e2e.server.gateway!.approvals.request(anApproval({ action: 'disk.clean', risk: 'low', timeoutMs: 0 }));
    changes.length = 0;
    const { page } = await openFramed('/around');
    const inner = await until(
      () => page.frames().find((each) => each.url().includes('tab=pending')),
      'the inner frame',
    );
    assert.equal(inner.parentFrame()?.parentFrame(), page.mainFrame());
    const card = inner.getByRole('listitem', { name: /disk\.clean/ });
    await card.getByText(sharedStrings.framed).waitFor();
    assert.equal(await named(card, acting).count(), 0);
    assert.deepEqual(changes, []);
  });
});
