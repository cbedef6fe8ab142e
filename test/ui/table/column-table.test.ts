import { expect } from '@open-wc/testing';
import { html, LitElement, render } from 'lit';
import { type Column, searchedTexts } from '../../../src/ui/table/column.js';
import { columnTable, type ColumnTableOptions } from '../../../src/ui/table/column-table.js';
import { rowKeys } from '../../../src/ui/table/repeated-ids.js';
import { rowJson, selectedRows, writeCellTexts } from '../../../src/ui/table/copied-rows.js';
import { RowBodies } from '../../../src/ui/table/row-bodies.js';
import { RowSort } from '../../../src/ui/table/row-sort.js';
import { painted } from '../../support/browser.js';

interface Fruit {
  readonly id: string;
  readonly colour?: string;
}

const columns: readonly Column<Fruit>[] = [
  { id: 'name', label: 'Name', kind: 'header', cell: ({ id }) => id },
  {
    id: 'colour',
    label: 'Colour',
    cell: ({ colour }) => colour,
    when: (rows) => rows.some(({ colour }) => colour !== undefined),
  },
  { id: 'actions', label: 'Actions', kind: 'actions', cell: () => html`<button>Eat</button>` },
];

class TableHost extends LitElement {}
customElements.define('test-table-host', TableHost);

describe('a column table', () => {
  const stage = document.createElement('div');

  function draw(rows: readonly Fruit[], options: Partial<ColumnTableOptions<Fruit>> = {}) {
    const keys = rowKeys(rows, ({ id }) => id);
    render(columnTable(rows, { label: 'Fruit', columns, keys, ...options }), stage);
    return {
      heads: [...stage.querySelectorAll('thead th')].map((each) => each.textContent.trim()),
      rows: [...stage.querySelectorAll<HTMLElement>('tbody tr:not(.details)')],
      bodies: [...stage.querySelectorAll('tbody')],
    };
  }

  it('draws a head and a labelled cell for each column', () => {
    const { heads, rows } = draw([{ id: 'apple', colour: 'red' }, { id: 'plum' }]);
    expect(heads).to.deep.equal(['Name', 'Colour', 'Actions']);
    const cells = [...rows[0]!.children].map((cell) => [cell.role, cell.getAttribute('data-label')]);
    expect(cells).to.deep.equal([
      ['rowheader', null],
      ['cell', 'Colour'],
      ['cell', null],
    ]);
    expect(rows[0]!.querySelector('.col-colour')!.textContent.trim()).to.equal('red');
  });

  it('omits a column that does not apply to any row', () => {
    expect(draw([{ id: 'apple' }]).heads).to.deep.equal(['Name', 'Actions']);
  });

  it('opens details below their row, across all columns', () => {
    const details = {
      open: new Set(['plum']),
      toggle: () => undefined,
      render: ({ id }: Fruit) => `All about ${id}`,
      label: 'Details',
      describedBy: 'name',
    };
    const { rows } = draw([{ id: 'apple' }, { id: 'plum' }], { details });
    const below = rows[1]!.nextElementSibling!;
    expect(below.textContent.trim()).to.equal('All about plum');
    expect(below.querySelector('td')!.colSpan).to.equal(2);
    const expanded = rows.map((row) => row.querySelector('.disclosure')!.getAttribute('aria-expanded'));
    expect(expanded).to.deep.equal(['false', 'true']);
    const button = rows[1]!.querySelector('.disclosure')!;
    expect(stage.querySelector(`#${button.getAttribute('aria-describedby')}`)!.textContent).to.contain('plum');
  });

  it('splits rows into bodies, and renders only those that changed', () => {
    const fruit = Array.from({ length: 101 }, (_, index) => ({ id: `fruit-${index}` }));
    const rowBodies = new RowBodies(new TableHost());
    let drawn = 0;
    const counting: readonly Column<Fruit>[] = [{ id: 'name', label: 'Name', cell: ({ id }) => (drawn++, id) }];
    const { bodies } = draw(fruit, { columns: counting, bodies: rowBodies });
    expect(bodies.map((body) => body.rows.length)).to.deep.equal([50, 50, 1]);
    expect(drawn).to.equal(101);
    draw([...fruit, { id: 'fruit-101' }], { columns: counting, bodies: rowBodies });
    expect(drawn).to.equal(103);
  });

  it('limits rows on paper, and says what is copied of each', () => {
    const fruit = Array.from({ length: 1001 }, (_, index) => ({ id: `fruit-${index}` }));
    expect(draw(fruit).rows).to.have.length(1001);
    const { rows } = draw(fruit, { isPrinting: true });
    expect(rows).to.have.length(1000);
    expect(JSON.parse(rowJson(rows[7])!)).to.deep.equal({ id: 'fruit-7' });
  });

  it('copies of a cell what its column says, and else what it shows', () => {
    const copying: readonly Column<Fruit>[] = [
      { id: 'name', label: 'Name', kind: 'header', cell: ({ id }) => `${id.slice(0, 2)}…`, copy: ({ id }) => id },
      { id: 'colour', label: 'Colour', cell: ({ colour }) => colour },
    ];
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    document.body.append(host);
    const fruit = [
      { id: 'apple', colour: 'red' },
      { id: 'a\tplum', colour: 'blue' },
    ];
    const table = columnTable(fruit, { label: 'Fruit', columns: copying, keys: rowKeys(fruit, ({ id }) => id) });
    render(table, root);
    const range = document.createRange();
    range.selectNodeContents(root.querySelector('tbody')!);
    const copied = range.cloneContents();
    writeCellTexts(root, range, copied);
    expect(selectedRows(range, copied)).to.equal('apple\tred\n"a\tplum"\tblue');
    host.remove();
  });

  it('leaves a column off paper that says nothing there, head and cells', () => {
    const printing: readonly Column<Fruit>[] = columns.map((each): Column<Fruit> =>
      each.kind === 'actions' ? { ...each, print: false } : each,
    );
    draw([{ id: 'apple' }], { columns: printing });
    const off = [...stage.querySelectorAll('.screen-only')].map((each) => each.role);
    expect(off).to.deep.equal(['columnheader', 'cell']);
  });

  it('searches the texts that columns give', () => {
    const searching: readonly Column<Fruit>[] = [
      { id: 'name', label: 'Name', cell: ({ id }) => id, filter: ({ id }) => [id] },
      { id: 'colour', label: 'Colour', cell: ({ colour }) => colour, filter: ({ colour }) => [colour] },
      { id: 'place', label: 'Place', cell: () => 'shelf' },
    ];
    expect(searchedTexts(searching, { id: 'apple', colour: 'red' })).to.deep.equal(['apple', 'red']);
  });
});

describe('sorting rows', () => {
  const sortable: readonly Column<Fruit>[] = [
    { id: 'name', label: 'Name', kind: 'header', cell: ({ id }) => id, sort: ({ id }) => id },
    { id: 'colour', label: 'Colour', cell: ({ colour }) => colour, sort: ({ colour }) => colour },
    { id: 'actions', label: 'Actions', kind: 'actions', cell: () => html`<button class="eat">Eat</button>` },
  ];

  class FruitTable extends LitElement {
    fruit: readonly Fruit[] = [{ id: 'f10', colour: 'red' }, { id: 'f9' }, { id: 'f1', colour: 'blue' }];
    readonly #sort: RowSort = new RowSort(this);

    protected override render() {
      const keys = rowKeys(this.fruit, ({ id }) => id);
      return columnTable(this.fruit, { label: 'Fruit', columns: sortable, keys, sort: this.#sort });
    }
  }
  customElements.define('test-fruit-table', FruitTable);

  async function show() {
    const element = new FruitTable();
    document.body.append(element);
    await element.updateComplete;
    const root = element.renderRoot;
    const head = (label: string) =>
      [...root.querySelectorAll<HTMLElement>('th')].find((each) => each.textContent.trim() === label)!;
    return {
      element,
      head,
      press: async (label: string) => {
        head(label).querySelector('button')!.click();
        await element.updateComplete;
      },
      names: () => [...root.querySelectorAll('tbody th')].map((each) => each.textContent.trim()),
      status: () => root.querySelector('[role=status]')!.textContent.trim(),
      set: async (fruit: readonly Fruit[]) => {
        element.fruit = fruit;
        element.requestUpdate();
        await element.updateComplete;
      },
    };
  }

  afterEach(() => document.querySelectorAll('test-fruit-table').forEach((each) => each.remove()));

  it('goes up, down and back, says so in the head and aloud', async () => {
    const { head, press, names, status } = await show();
    expect(names()).to.deep.equal(['f10', 'f9', 'f1']);
    expect([head('Name').ariaSort, status()]).to.deep.equal([null, '']);
    await press('Name');
    expect(names(), 'numbers in names as numbers').to.deep.equal(['f1', 'f9', 'f10']);
    expect([head('Name').ariaSort, status()]).to.deep.equal(['ascending', 'Sorted by Name, ascending.']);
    await press('Name');
    expect(names()).to.deep.equal(['f10', 'f9', 'f1']);
    expect([head('Name').ariaSort, status()]).to.deep.equal(['descending', 'Sorted by Name, descending.']);
    await press('Name');
    expect([head('Name').ariaSort, status()]).to.deep.equal([null, "In the gateway's order."]);
    expect(head('Actions').querySelector('button')).to.equal(null);
  });

  it('keeps rows without a value last, both ways', async () => {
    const { head, press, names } = await show();
    await press('Colour');
    expect(names()).to.deep.equal(['f1', 'f10', 'f9']);
    await press('Colour');
    expect(names()).to.deep.equal(['f10', 'f1', 'f9']);
    expect(head('Name').ariaSort).to.equal(null);
  });

  it('moves no row while somebody reads, and sorts again when nobody does', async () => {
    const { element, press, names, set } = await show();
    await press('Colour');
    const button = element.renderRoot.querySelector<HTMLElement>('.eat')!;
    button.focus();
    const changed = [
      { id: 'f10', colour: 'amber' },
      { id: 'f9' },
      { id: 'f1', colour: 'blue' },
      { id: 'f2', colour: 'a' },
    ];
    await set(changed);
    expect(names()).to.deep.equal(['f1', 'f10', 'f9', 'f2']);
    button.blur();
    await painted();
    await set([...changed]);
    expect(names()).to.deep.equal(['f2', 'f10', 'f1', 'f9']);
  });
});
