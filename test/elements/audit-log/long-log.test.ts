import { expect } from '@open-wc/testing';
import { painted, until } from '../../support/browser.js';
import { read, type User } from './support.js';

const nodesOf = ({ root }: User): number => root.querySelectorAll('*').length;

const actionOf = (user: User, row: Element | null | undefined): string =>
  user.textOf(row?.querySelector('.col-action'));
const rowOf = (user: User, action: string) => user.rows.find((row) => actionOf(user, row) === action);

/** Loads one more page. */
async function more(user: User, loaded: number): Promise<void> {
  user.button('Load more').click();
  await until(() => user.count.startsWith(loaded.toLocaleString('en')), `${loaded} entries`);
}

/** Lets the browser say what is near, and the element draw it. */
async function settled({ element }: User): Promise<void> {
  await painted();
  await painted();
  await element.updateComplete;
}

describe('a long audit log', () => {
  it('keeps the rows near the screen in the DOM, and as high as it was', async () => {
    const { element, user } = await read(1500);
    for (let loaded = 200; loaded <= 1000; loaded += 100) await more(user, loaded);
    await settled(user);
    const nodes = nodesOf(user);
    const height = element.scrollHeight;
    for (let loaded = 1100; loaded <= 1500; loaded += 100) await more(user, loaded);
    await settled(user);
    expect(nodesOf(user)).to.be.below(nodes * 1.2);
    expect(user.rows.length).to.be.below(400);
    expect(element.scrollHeight / height).to.be.closeTo(1.5, 0.05);
    expect(user.table!.ariaRowCount).to.equal('1501');
  });

  it('draws the rows that are scrolled to, each where it belongs', async () => {
    const { user } = await read(1000);
    for (let loaded = 200; loaded <= 1000; loaded += 100) await more(user, loaded);
    const body = user.root.querySelectorAll('tbody')[9]!;
    body.scrollIntoView();
    const row = await until(() => rowOf(user, 'act.455'), 'the row');
    expect(row.getAttribute('aria-rowindex')).to.equal('457');
    expect(user.root.querySelectorAll('.spacer').length).to.be.above(5);
    // What was left is a spacer, and back again when it is returned to.
    await until(() => !rowOf(user, 'act.0'), 'the first rows to go');
    user.table!.scrollIntoView();
    await until(() => rowOf(user, 'act.0'), 'the first rows');
  });

  it('goes to its first and last row by key, and keeps a row that has the focus', async () => {
    const { user } = await read(1000);
    for (let loaded = 200; loaded <= 1000; loaded += 100) await more(user, loaded);
    const press = (key: string) =>
      user.root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    const focused = () => actionOf(user, user.root.activeElement?.closest('tr'));
    rowOf(user, 'act.0')!.querySelector<HTMLElement>('.disclosure')!.focus();
    press('End');
    await until(() => focused() === 'act.999', 'the last row');
    user.table!.scrollIntoView();
    await settled(user);
    expect(focused()).to.equal('act.999');
    press('Home');
    await until(() => focused() === 'act.0', 'the first row');
  });

  it('says when the next page has come, with its first row focused', async () => {
    const { user } = await read(400);
    for (let loaded = 200; loaded <= 300; loaded += 100) await more(user, loaded);
    user.button('Load more').focus();
    user.button('Load more').click();
    await until(() => actionOf(user, user.root.activeElement?.closest('tr')) === 'act.300', 'the focus');
  });
});
