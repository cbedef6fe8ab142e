/** Node, a server and test DOMs: every entry loads, every element mounts or is rendered, and a host can test with them. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { findElements } from '../../scripts/elements.js';
import { root } from '../../scripts/root.mjs';

// Loads dist/ by the package's own name.
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | object>;
};
const entries = Object.entries(exports)
  .filter(([, target]) => typeof target !== 'string')
  .flatMap(([entry]) => (entry.includes('*') ? findElements().map(({ name }) => entry.replace('*', name)) : [entry]))
  .map((entry) => `comis-security-elements${entry.slice(1)}`);
const loads = entries.map((entry) => `await import('${entry}');`).join('\n');
const tags = findElements().map(({ tag }) => tag);

/** Runs a module in a process of its own. @returns what it printed; fails when it wrote an error. */
async function run(script: string, dom?: 'jsdom' | 'happy-dom', env: Record<string, string> = {}): Promise<string> {
  const setup = dom ? ['--import', './test/support/test-dom.mjs'] : [];
  const args = [...setup, '--unhandled-rejections=strict', '--input-type=module', '--eval', script];
  const options = { cwd: root, timeout: 60_000, env: { ...process.env, TEST_DOM: dom, ...env } };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options).catch((error: unknown) => {
    const { message, stderr: written } = error as { message: string; stderr: string };
    return { stdout: '', stderr: written || message };
  });
  assert.equal(stderr.replaceAll(/^\(node:.*\n|^\(Use `node .*\n/gm, ''), '');
  return stdout;
}

const mount = `
  import { SimulatedGateway } from 'comis-security-elements/testing.js';
  await import('comis-security-elements/define.js');
  const gateway = new SimulatedGateway({ scenario: 'quiet' });
  const client = gateway.client();
  for (const tag of ${JSON.stringify(tags)}) {
    const element = document.createElement(tag);
    element.client = client;
    document.body.append(element);
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await element.updateComplete;
    const root = element.shadowRoot.querySelector('.root, slot');
    console.log(tag, root.localName === 'slot' || root.textContent.trim().length > 0);
    element.remove();
  }
  gateway.close();
  process.exit();
`;

const approve = `
  import { anApproval, passGuards, SimulatedGateway } from 'comis-security-elements/testing.js';
  await import('comis-security-elements/elements/approval-queue/define.js');
  const gateway = new SimulatedGateway();
  gateway.approvals.request(anApproval({ risk: 'high' }));
  const queue = document.createElement('comis-approval-queue');
  queue.client = gateway.client();
  document.body.append(queue);
  const until = async (find) => {
    for (let tries = 0; tries < 3000; tries++) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('in vain: ' + find);
  };
  const inside = (selector, below = queue.shadowRoot) => {
    for (const each of below.querySelectorAll('*')) {
      const found = each.matches(selector) ? each : each.shadowRoot && inside(selector, each.shadowRoot);
      if (found) return found;
    }
  };
  const button = await until(() => inside('button.approve'));
  button.click();
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(inside('button.approve').getAttribute('aria-disabled'));
  passGuards(queue);
  await until(() => inside('button.approve').getAttribute('aria-disabled') === 'false');
  const decided = new Promise((resolve) => queue.addEventListener('comis-approval-decided', resolve));
  inside('button.approve').click();
  console.log((await decided).detail.outcome);
  // The same gateway behind another client, which might have a network.
  const forward = { get: (target, name) => {
    const value = Reflect.get(target, name, target);
    return typeof value === 'function' ? value.bind(target) : value;
  } };
  queue.client = new Proxy(queue.client, forward);
  gateway.approvals.request(anApproval({ risk: 'high', approvalId: 'next', params: { path: '/next' } }));
  const next = await until(() => inside('button.approve'));
  next.click();
  await queue.updateComplete;
  inside('button.approve').click();
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(inside('button.approve').getAttribute('aria-disabled'));
  gateway.close();
  process.exit();
`;

describe('without a browser', () => {
  it('every entry loads in Node', async () => {
    await run(loads);
  });

  for (const dom of ['jsdom', 'happy-dom'] as const) {
    it(`every entry loads in ${dom}`, async () => {
      await run(`${loads}\nprocess.exit();`, dom);
    });

    it(`every element mounts in ${dom}`, async () => {
      assert.deepEqual(
        (await run(mount, dom)).trim().split('\n'),
        tags.map((tag) => `${tag} true`),
      );
    });
  }

  it('passGuards() lets a host approve in jsdom, until the element has another client', async () => {
    assert.equal(await run(approve, 'jsdom'), 'true\napproved\ntrue\n');
  });

  it('passGuards() refuses every client but one of a simulated gateway', async () => {
    const script = `
      import { createClient } from 'comis-security-elements/client.js';
      import { passGuards, SimulatedGateway } from 'comis-security-elements/testing.js';
      class WebSocket extends EventTarget { close() {} send() {} }
      const real = createClient({ url: 'http://127.0.0.1:9', getToken: () => 'x', WebSocket, fetch: () => new Promise(() => {}) });
      const simulated = new SimulatedGateway().client();
      const disguised = Object.setPrototypeOf({ ...real }, Object.getPrototypeOf(simulated));
      for (const client of [undefined, {}, real, disguised, new Proxy(simulated, {}), Object.create(simulated)]) {
        const element = Object.assign(new EventTarget(), { client });
        try { passGuards(element); console.log('passed'); } catch (error) { console.log(error.name); }
      }
      passGuards(Object.assign(new EventTarget(), { client: simulated }));
      process.exit();`;
    assert.equal(await run(script), 'TypeError\n'.repeat(6));
  });

  it('a server renders a placeholder of every element, the same in every language, zone and at any time', async () => {
    const script = `
      import { html, render } from '@lit-labs/ssr';
      import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
      await import('comis-security-elements/define.js');
      const pages = ${JSON.stringify(tags)}.map((tag) => Object.assign(['<' + tag + ' read-only></' + tag + '>'], { raw: [''] }));
      for (const page of pages) console.log(await collectResult(render(html(page))));`;
    const [here, elsewhere] = await Promise.all([
      run(script, undefined, { TZ: 'UTC', LANG: 'en_US.UTF-8' }),
      run(script, undefined, { TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8' }),
    ]);
    assert.equal(here, elsewhere);
    for (const tag of tags)
      assert.match(here, new RegExp(`<${tag}[^>]*><template shadowroot="open" shadowrootmode="open">`));
    assert.doesNotMatch(here, /<style|[a-z]{3,} [a-z]{3,} [a-z]{3,} [a-z]{3,}/, 'no styles, no sentence');
  });
});
