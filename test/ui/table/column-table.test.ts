import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { type Column, columnTable, type ColumnTableOptions } from '../../../src/ui/table/column-table.js';
import { rowKeys } from '../../../src/ui/table/repeated-ids.js';
import { rowJson } from '../../../src/ui/table/row-copy.js';

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

  it('parts rows into bodies, and draws anew only those that changed', () => {
    const fruit = Array.from({ length: 5 }, (_, index) => ({ id: `fruit-${index}` }));
    let drawn = 0;
    const counting: readonly Column<Fruit>[] = [{ id: 'name', label: 'Name', cell: ({ id }) => (drawn++, id) }];
    const { bodies } = draw(fruit, { columns: counting, bodySize: 2 });
    expect(bodies.map((body) => body.rows.length)).to.deep.equal([2, 2, 1]);
    expect(drawn).to.equal(5);
    draw([...fruit, { id: 'fruit-5' }], { columns: counting, bodySize: 2 });
    expect(drawn).to.equal(7);
  });

  it('limits rows on paper, and says what is copied of each', () => {
    const fruit = Array.from({ length: 1001 }, (_, index) => ({ id: `fruit-${index}` }));
    expect(draw(fruit).rows).to.have.length(1001);
    const { rows } = draw(fruit, { isPrinting: true });
    expect(rows).to.have.length(1000);
    expect(JSON.parse(rowJson(rows[7])!)).to.deep.equal({ id: 'fruit-7' });
  });
});
