/** What the audit log does with what arrives, and in the height that it is given. */
import { expect } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import { painted, until } from '../../support/browser.js';
import { read } from './support.js';

const fresh = { action: 'fresh', classification: 'read', outcome: 'success' } as const;

describe('<comis-audit-log>: what arrives', () => {
  afterEach(() => resetMouse());

  it('real use 27: fills itself while empty, although somebody reads', async () => {
    const { user, gateway } = await read(0);
    await until(() => user.text.includes('No entries yet.'));
    user.field('Search').focus();
    gateway.audit.record(fresh);
    await until(() => user.rows.length === 1);
    expect(user.actions).to.deep.equal(['fresh']);
    expect(user.arrived).to.equal(undefined);
    expect(user.count).to.equal('1 entry');
  });

  it('real use 27: shows what arrives at the top while nobody reads', async () => {
    const { user, gateway } = await read(3);
    gateway.audit.record(fresh);
    await until(() => user.actions[0] === 'fresh');
    expect(user.rows).to.have.length(4);
    expect(user.arrived).to.equal(undefined);
  });

  const reading: [string, (all: Awaited<ReturnType<typeof read>>) => unknown][] = [
    ['the focus inside', ({ user }) => user.row('act.1').querySelector('button')!.focus()],
    [
      'the pointer inside',
      async ({ user }) => {
        const { x, y } = user.row('act.1').getBoundingClientRect();
        await sendMouse({ type: 'move', position: [Math.round(x + 30), Math.round(y + 8)] });
      },
    ],
    ['text selected', ({ user }) => getSelection()!.selectAllChildren(user.row('act.1').querySelector('td')!)],
    [
      'an opened row',
      async ({ user }) => {
        await user.open('act.1');
        (user.root.activeElement as HTMLElement | null)?.blur();
      },
    ],
    [
      'its top scrolled away',
      async ({ element, user }) => {
        element.style.height = '220px';
        const box = user.root.querySelector('.root')!;
        await until(() => box.classList.contains('bounded'));
        box.scrollTop = 120;
        await until(() => box.scrollTop > 100);
      },
    ],
    [
      'the page scrolled past its top',
      async ({ element }) => {
        element.style.marginBlockEnd = '3000px';
        scrollTo(0, 300);
        await until(() => element.getBoundingClientRect().top < 0);
      },
    ],
  ];
  for (const [how, begin] of reading) {
    it(`real use 27: counts what arrives with ${how}, and moves no row`, async () => {
      const all = await read(12);
      const { user, gateway } = all;
      await begin(all);
      const before = user.actions;
      for (let index = 0; index < 3; index++) gateway.audit.record(fresh);
      await until(() => user.arrived === '3 new');
      expect(user.actions).to.deep.equal(before);
      getSelection()?.removeAllRanges();
      scrollTo(0, 0);
      user.button('3 new').click();
      await until(() => user.actions.slice(0, 3).every((action) => action === 'fresh'));
    });
  }

  it('real use 27: keeps to the height of its host and scrolls inside, and is as high as its rows without one', async () => {
    const { user, element } = await read(60);
    const box = user.root.querySelector('.root')!;
    const whole = element.clientHeight;
    expect(box.classList.contains('bounded')).to.equal(false);
    expect(whole).to.be.above(1000);
    for (const property of ['height', 'maxHeight'] as const) {
      element.style[property] = '400px';
      await until(() => box.classList.contains('bounded'), property);
      await painted();
      expect(element.clientHeight).to.equal(400);
      expect(element.scrollHeight).to.be.at.most(400);
      expect(box.clientHeight).to.equal(400);
      expect(box.scrollHeight).to.be.above(1000);
      box.scrollTop = 600;
      // The line with the count and the button stays in sight.
      const { top } = user.root.querySelector('.status')!.getBoundingClientRect();
      expect(Math.abs(top - element.getBoundingClientRect().top)).to.be.below(2);
      box.scrollTop = 0;
      element.style[property] = '';
    }
  });
});
