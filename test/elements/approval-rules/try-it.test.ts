import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { JudgedAction } from '../../../src/data/policy/policy-evaluation.js';
import type { SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { rules, User } from './support.js';

/** The line that tries an action, as a person uses it. */
class TryIt extends User {
  override get root(): ShadowRoot {
    return super.root.querySelector('comis-try-it')!.shadowRoot!;
  }
  get verdict(): string[] {
    return [...this.root.querySelectorAll('output p')].map((each) => this.textOf(each));
  }
  field(label: string): HTMLInputElement | HTMLSelectElement {
    const found = [...this.root.querySelectorAll('label')].find((each) => this.textOf(each).startsWith(label));
    return found!.control as HTMLInputElement;
  }
  async write(label: string, text: string): Promise<void> {
    const field = this.field(label) as HTMLInputElement;
    field.closest('details')?.setAttribute('open', '');
    field.focus();
    field.select();
    await sendKeys({ type: text });
    await this.settled();
  }
  async pick(label: string, option: string): Promise<void> {
    const select = this.field(label) as HTMLSelectElement;
    select.selectedIndex = [...select.options].findIndex((each) => each.text.trim() === option);
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settled();
  }
  async settled(): Promise<void> {
    await this.element.updateComplete;
    await (this.root.host as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  }
}

async function tryIt(setup?: (gateway: SimulatedGateway) => void) {
  const { element, gateway, client, user } = await rules({}, false, setup);
  return { element, gateway, client, form: user, line: new TryIt(element) };
}

describe('<comis-approval-rules>: try it', () => {
  it('gives the decision and the rule that makes it', async () => {
    const { line, element } = await tryIt();
    expect(line.textOf(line.root.querySelector('output'))).to.equal('Type an action.');
    await line.write('Agent', 'planner');
    await line.write('Action', 'file.delete');
    expect(line.verdict).to.deep.equal([
      'By the rules in force: Waits for a person, by Require for destructive actions',
    ]);
    await line.write('Action', 'memory.write');
    expect(line.verdict).to.deep.equal([
      'By the rules in force: Goes ahead without asking, by Auto-approve list memory.*',
    ]);
    await line.pick('Class', 'read');
    await line.write('Action', 'file.read');
    expect(line.verdict).to.deep.equal(['By the rules in force: Goes ahead without asking: no rule asks for it']);
    (line.field('Sensitive') as HTMLInputElement).click();
    await line.settled();
    expect(line.verdict).to.deep.equal(['By the rules in force: Waits for a person, by Require for sensitive actions']);
    await expectAccessible(element);
  }).timeout(40_000);

  it('tells the draft from the rules in force', async () => {
    const { line, form } = await tryIt();
    await line.write('Action', 'file.delete');
    await form.choose('auto-medium');
    await line.settled();
    expect(line.verdict).to.deep.equal([
      'By the rules in force: Waits for a person, by Require for destructive actions',
      'By your draft: Is approved automatically, by Default Mode',
    ]);
    await line.pick('Risk', 'high');
    expect(line.verdict[1]).to.equal('By your draft: Waits for a person, by Require for destructive actions');
  });

  it('knows paths, hosts, receivers, remembered rules and the brake', async () => {
    const { line, gateway } = await tryIt(({ config }) => {
      config.changeSecurity({
        permission: { enableNodePermissions: true, allowedFsPaths: ['/srv'], allowedNetHosts: [] },
        agentToAgent: { allowAgents: ['planner', 'researcher'] },
      });
      config.remembered.create({ action: 'db.drop', params: { name: 'old' }, durationMs: 60_000 }, 'maria');
    });
    await line.write('Action', 'file.delete');
    await line.write('Parameters', '{"path":"/etc/passwd"}');
    expect(line.verdict[0]).to.equal('By the rules in force: Is denied, by Allowed filesystem paths');
    await line.write('Path', '/srv/../etc');
    expect(line.verdict).to.deep.equal(['By the rules in force: Is denied, by Allowed filesystem paths']);
    await line.write('Path', '/srv/a');
    await line.write('Host', 'a.example');
    expect(line.verdict).to.deep.equal(['By the rules in force: Is denied, by Allowed network hosts']);
    await line.write('Host', ' ');
    await line.write('Message to agent', 'outsider');
    expect(line.verdict).to.deep.equal(['By the rules in force: Is denied, by Allowed agents']);
    await line.write('Message to agent', ' ');
    await line.write('Action', 'db.drop');
    await line.write('Parameters', '{"name":"old"');
    expect(line.textOf(line.root.querySelector('output'))).to.equal('The parameters are not a JSON object.');
    await line.write('Parameters', '{"name":"old"}');
    expect(line.verdict).to.deep.equal(['By the rules in force: Is approved automatically, by a remembered rule']);
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } });
    await until(() => line.verdict.length === 2, 'the brake');
    expect(line.verdict).to.deep.equal([
      'By the rules in force: Waits for a person, by the emergency brake',
      'Once the brake is released: Is approved automatically, by a remembered rule',
    ]);
  });

  it('agrees with the gateway itself', async () => {
    const { line, gateway } = await tryIt(({ config }) =>
      config.changeSecurity({
        actionConfirmation: { autoApprove: ['memory.*', 'web.search'] },
        approvalRules: { defaultMode: 'auto-medium' },
      }),
    );
    const words: Readonly<Record<string, string>> = {
      proceeds: 'Goes ahead',
      approved: 'Is approved',
      denied: 'Is denied',
      waits: 'Waits',
    };
    for (const action of ['memory.write', 'web.search', 'web.searching', 'file.delete']) {
      await line.write('Action', action);
      for (const risk of ['low', 'medium', 'unknown'] as const) {
        await line.pick('Risk', risk);
        for (const kind of ['read', 'destructive'] as const) {
          await line.pick('Class', kind);
          const asked: JudgedAction & { params: object } = { agentId: 'a', action, risk, class: kind, params: {} };
          const { decision } = gateway.agent(asked.agentId).act({ ...asked, params: {} });
          expect(line.verdict[0], `${action} ${risk} ${kind}`).to.contain(words[decision]);
        }
      }
    }
  });

  it('does not pretend to know what a gateway does that enforces something else', async () => {
    const { line } = await tryIt(({ config }) =>
      config.describe([{ key: 'actionConfirmation.autoApprove', enforced: false }]),
    );
    expect(line.textOf(line.root.querySelector('section'))).to.contain('is unknown');
    expect(line.root.querySelector('input')).to.equal(null);
  });
});
