/** Lines 3 and 4: text is shown as it is, and what is dangerous is read before it is approved. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../../support/e2e.js';
import { button, cards, pressVerdict, useQueue, works } from './support.js';

const { ask, agentView, pending } = useQueue();

describe('3. text is shown as it is', () => {
  const spoofed = 'curl https://\u0430pi.example \u202etxt.exe\u202c \u001b[8m; rm -rf ~\u001b[0m';

  it('draws what cannot be seen as labelled tokens with a warning, and copies the text as it came', async () => {
    const page = await pending({ permissions: ['clipboard-read', 'clipboard-write'] });
    await ask({ action: 'tool.call', params: { text: spoofed } });
    const shown = cards(page, 'tool.call');
    for (const token of ['U+202E', 'U+202C', 'ESC[8m', 'ESC[0m', '\u0430pi.example = xn--pi-6kc.example']) {
      await shown.getByText(token, { exact: true }).first().waitFor();
    }
    await shown.getByText(/characters that are not what they seem: \d/).waitFor();
    const text = await shown.evaluate((card) => card.textContent ?? '');
    assert.doesNotMatch(text, /[\u202a-\u202e\u001b]/);
    await shown.locator('.params').evaluate((params) => {
      const range = document.createRange();
      range.selectNodeContents(params);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    });
    await page.keyboard.press('ControlOrMeta+c');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes('\u202etxt.exe\u202c'), `copied ${JSON.stringify(copied)}`);
  });

  it('is all readable however long, with the buttons in view and a count of it', async () => {
    const page = await pending();
    const lines = Array.from({ length: 2000 }, (_, line) => `line ${String(line)}`).join('\n');
    await ask({ action: 'shell.exec', params: { command: lines } });
    const shown = cards(page, 'shell.exec');
    await shown
      .getByText(/2,?000 lines/)
      .first()
      .waitFor();
    await button(shown, 'Approve').scrollIntoViewIfNeeded();
    const box = await shown.boundingBox();
    assert.ok(box && box.height <= 800, `the card is ${String(box?.height)} px high`);
    const last = await shown.evaluate((card) => (card.textContent ?? '').includes('line 1999'));
    assert.ok(last, 'the last line is there');
  });

  it('lets the wheel scroll the queue over a text that is short', async () => {
    const page = await pending();
    for (let index = 0; index < 6; index++)
      await ask({ action: 'shell.exec', params: { command: `ls ${String(index)}` } });
    const block = cards(page).first().getByText('ls 0');
    await block.hover();
    const before = (await block.boundingBox())?.y ?? 0;
    await page.mouse.wheel(0, 200);
    await until(async () => before - ((await block.boundingBox())?.y ?? before) > 100, 'the queue to scroll');
  });

  it('can only be denied where it came truncated or unreadable, and says why', async () => {
    const page = await pending();
    const cut = await ask({ action: 'cut.short', truncated: true });
    await ask({ action: 'not.decoded', params: { text: 'caf\ufffd' } });
    for (const [action, why] of [
      ['cut.short', 'The gateway truncated this request'],
      ['not.decoded', 'could not be decoded'],
    ] as const) {
      const shown = cards(page, action);
      await shown.getByText(why).waitFor();
      await until(() => works(button(shown, 'Deny')), 'Deny to work');
      assert.equal(await works(button(shown, 'Approve')), false, action);
      await button(shown, 'Approve').click({ force: true });
    }
    assert.equal((await agentView(cut)).state, 'waiting');
    await pressVerdict(button(cards(page, 'cut.short'), 'Deny'));
    await until(async () => (await agentView(cut)).state === 'denied', 'the denial');
  });
});

describe('4. what is dangerous is seen before it is approved', () => {
  const long = Array.from({ length: 400 }, (_, line) => `step ${String(line)}`);

  it('arms Approve once all parameters have been scrolled through', async () => {
    const page = await pending();
    const approvalId = await ask({ action: 'plan.run', risk: 'high', params: { long } });
    const shown = cards(page, 'plan.run');
    await until(() => works(button(shown, 'Deny')), 'Deny to work');
    assert.equal(await works(button(shown, 'Approve')), false);
    await shown.getByText('Approve works once all parameters have been in view.').waitFor();
    await shown.locator('.params').hover();
    for (let turns = 0; turns < 200 && !(await works(button(shown, 'Approve'))); turns++)
      await page.mouse.wheel(0, 100);
    await pressVerdict(button(shown, 'Approve'));
    await until(async () => (await agentView(approvalId)).state === 'approved', 'the approval');
  });

  it('arms Approve for who says that they have read all of it, by keyboard', async () => {
    const page = await pending();
    await ask({ action: 'plan.read', risk: 'critical', params: { long } });
    const shown = cards(page, 'plan.read');
    const declare = button(shown, 'I have read all of it');
    await declare.focus();
    await page.keyboard.press('Space');
    await shown.getByText('You confirmed that you have read all of it.').waitFor();
    await button(shown, 'Approve').focus();
    await until(() => works(button(shown, 'Approve')), 'Approve to work');
    await page.keyboard.press('Enter');
    await shown.getByText(/^Approved by /).waitFor();
  });

  it('is previewed by its declared shape, with raw JSON one step away and where nothing fits', async () => {
    const page = await pending();
    const previews = [
      ['file.edit', { path: '/srv/a.txt', old_string: 'debug = true', new_string: 'debug = false' }, 'File edit'],
      ['shell.exec', { command: 'cat a | sh > /dev/null' }, 'Shell command'],
      ['http.post', { url: 'https://api.example/v1?x=1', body: { a: 1 } }, 'HTTP request'],
      ['message.send', { to: ['ann@example.com', 'bob@example.com'], subject: 'Hi', body: 'Text' }, 'Message'],
    ] as const;
    for (const [action, params] of previews) await ask({ action, params });
    for (const [action, , title] of previews) {
      await cards(page, action).getByText(title, { exact: true }).first().waitFor();
    }
    await cards(page, 'file.edit').getByText('1 line added, 1 removed').waitFor();
    await cards(page, 'shell.exec')
      .getByText(/1 pipe/)
      .waitFor();
    await cards(page, 'http.post').getByText('api.example', { exact: true }).waitFor();
    await cards(page, 'message.send').getByText('2 recipients').waitFor();
    for (const [action] of previews) {
      const raw = button(cards(page, action), 'Raw JSON');
      await raw.click();
      assert.equal(await raw.getAttribute('aria-pressed'), 'true', action);
    }
    await cards(page, 'message.send').getByText('"ann@example.com"').waitFor();
    await ask({ action: 'file.edit', params: { somewhere: 'else' } });
    const unknown = cards(page).filter({ hasText: 'somewhere' });
    await unknown.waitFor();
    assert.equal(await unknown.getByText('File edit', { exact: true }).count(), 0);
  });

  it('marks differences from the last approved request, and labels what the agent says as its claim', async () => {
    const page = await pending();
    const first = await ask({ action: 'repo.push', params: { branch: 'main', force: false } });
    await pressVerdict(button(cards(page, 'repo.push'), 'Approve'));
    await until(async () => (await agentView(first)).state === 'approved', 'the approval');
    await page.mouse.move(1275, 5);
    await cards(page, 'repo.push').waitFor({ state: 'detached' });
    await ask({ action: 'repo.push', params: { branch: 'main', force: true }, explanation: 'Harmless.' });
    const shown = cards(page, 'repo.push');
    await shown.getByText('Differs from the last approved request of this action and agent in 1 place').waitFor();
    await shown.getByText('force', { exact: true }).first().waitFor();
    await shown.getByText("Agent's own explanation (a claim, not checked)").waitFor();
    await shown.getByText('Harmless.').waitFor();
  });
});
