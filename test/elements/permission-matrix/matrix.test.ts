import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../../src/elements/permission-matrix/define.js';
import type { ComisPermissionMatrix } from '../../../src/elements/permission-matrix/permission-matrix.js';
import { SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { countCalls } from '../token-manager/support.js';

async function matrix(options: Parameters<SimulatedGateway['client']>[0] = {}) {
  const gateway = new SimulatedGateway();
  const calls = countCalls(gateway, 'security.permissions');
  const client = gateway.client(options);
  const element = await fixture<ComisPermissionMatrix>(
    html`<comis-permission-matrix .client=${client}></comis-permission-matrix>`,
  );
  const root = element.shadowRoot!;
  const table = await until(() => root.querySelector('table'), 'the matrix');
  const text = (each: Element | null | undefined) => (each?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const cell = (permission: string, column: number) => {
    const row = [...table.rows].find(({ cells }) => text(cells[0]) === permission);
    return text(row?.cells[column]);
  };
  return { gateway, client, element, root, table, text, cell, calls };
}

describe('<comis-permission-matrix>', () => {
  it('shows the effective value of each pair, and where it comes from', async () => {
    const { cell, element, text, root } = await matrix({ scopes: ['rpc'] });
    expect(cell('config.patch', 1)).to.equal('Not granted');
    expect(cell('config.patch', 3)).to.equal('Allowed by scope admin');
    expect(cell('config.patch', 4)).to.equal('Denied by needs scope admin');
    expect(text(root.querySelector('.legend'))).to.contain('a denial wins over any grant');
    await expectAccessible(element);
  });

  it('is one stop of the Tab key, and moves by the keys of a grid', async () => {
    const { root, table, text } = await matrix();
    const stops = () => [...table.querySelectorAll<HTMLElement>('th, td')].filter(({ tabIndex }) => tabIndex === 0);
    expect(stops()).to.have.length(1);
    stops()[0]!.focus();
    const at = () => {
      const focused = root.activeElement as HTMLTableCellElement;
      return [[...table.rows].indexOf(focused.parentElement as HTMLTableRowElement), focused.cellIndex];
    };
    const press = async (key: string) => {
      await sendKeys({ press: key });
      return at();
    };
    const pressWithControl = async (key: string) => {
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: key });
      await sendKeys({ up: 'Control' });
      return at();
    };
    expect(at()).to.deep.equal([0, 0]);
    expect(await press('ArrowUp')).to.deep.equal([0, 0]);
    expect(await press('ArrowRight')).to.deep.equal([0, 1]);
    expect(await press('End')).to.deep.equal([0, 4]);
    expect(await press('ArrowRight')).to.deep.equal([0, 4]);
    // A group's row has one cell; the column is kept for the rows below.
    expect(await press('ArrowDown')).to.deep.equal([1, 0]);
    expect(await press('ArrowDown')).to.deep.equal([2, 4]);
    expect(await press('Home')).to.deep.equal([2, 0]);
    expect(await pressWithControl('End')).to.deep.equal([table.rows.length - 1, 4]);
    expect(await pressWithControl('Home')).to.deep.equal([0, 0]);
    expect(stops()).to.have.length(1);
    table.rows[3]!.cells[2]!.focus();
    expect(await press('ArrowLeft')).to.deep.equal([3, 1]);
    expect(text(stops()[0])).to.equal(text(root.activeElement));
  });

  it('is read once for each connection, and keeps what it has when a read fails', async () => {
    const { gateway, client, calls, root, table, text } = await matrix();
    expect(calls()).to.equal(1);
    gateway.faults.fail('security.permissions', { message: 'Database locked.' });
    client.drop();
    client.restore();
    await until(() => text(root.querySelector('.status')).includes('Database locked.'));
    expect(calls()).to.equal(2);
    expect(root.querySelector('table')).to.equal(table);
    [...root.querySelectorAll('button')].find((each) => text(each) === 'Refresh')!.click();
    await until(() => text(root.querySelector('.status')).includes('Read at'));
    expect(calls()).to.equal(3);
  });
});
