/** A queue draws attention in the ways that its page asks for, and says what a person has to do for it. */
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/elements/approval-queue/define.js';
import { chime, chimeEveryMs } from '../../../src/elements/approval-queue/attention/chime.js';
import { notificationTag, notifyEveryMs } from '../../../src/elements/approval-queue/attention/notifier.js';
import type { SimulatedClient } from '../../../src/testing/index.js';
import { deepQueryAll, expectAccessible, painted, until } from '../../support/browser.js';
import { skipTime } from '../../support/time.js';
import { Desk, read } from './desk.js';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

/** What the queue says about attention, all that is in the box of its own. */
const box = () => deepQueryAll(desk.queue, '*').find((each) => each.localName.endsWith('approval-attention'));
const inBox = (selector: string) => [...(box()?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
const words = () => inBox('.row, .error').map(read).join(' ');
const button = (name: string) => inBox('button').find((each) => read(each).startsWith(name));
const open = async (attention: string) => {
  await desk.open();
  desk.queue.attention = attention;
  if (attention !== '') await until(() => box()?.shadowRoot, 'what draws attention');
  await painted();
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('the attribute attention', () => {
  it('asks for nothing by default: no title, no row, no button', async () => {
    const { title } = document;
    desk.ask();
    await desk.open();
    expect(document.title).to.equal(title);
    expect(box()?.offsetHeight ?? 0).to.equal(0);
    expect(inBox('button')).to.have.length(0);
  });

  it('names words that it does not know, for the developer, and follows the others', async () => {
    document.title = 'Page';
    desk.ask();
    await open('title  tittle\u202e Sound');
    expect(document.title).to.equal('(1) Page');
    expect(words()).to.equal('attention: “tittleU+202E”, “Sound” are not known. Known are title, notification, sound.');
    await expectAccessible(desk.queue);
    desk.queue.setAttribute('attention', '');
    await until(() => box()?.hidden, 'the row to go');
    expect(document.title).to.equal('Page');
  });
});

describe('the count in the title', () => {
  beforeEach(() => (document.title = 'Page'));

  it('stands before it while requests wait, and goes when none do', async () => {
    await open('title');
    expect(document.title).to.equal('Page');
    const ids = [desk.ask(), desk.ask(), desk.ask()];
    await until(() => document.title === '(3) Page', 'the count');
    for (const id of ids) desk.gateway.approvals.withdraw(id);
    await until(() => document.title === 'Page', 'the title');
  });

  it('goes with the element and comes with it', async () => {
    desk.ask();
    await open('title');
    expect(document.title).to.equal('(1) Page');
    const { queue } = desk;
    const place = queue.parentElement!;
    queue.remove();
    expect(document.title).to.equal('Page');
    document.title = 'Other';
    place.append(queue);
    await until(() => document.title === '(1) Other', 'the count');
  });

  it('survives the page changing its title: its text, the element, and what it adds to it', async () => {
    desk.ask();
    await open('title');
    document.title = 'Elsewhere';
    await until(() => document.title === '(1) Elsewhere', 'the count before the new title');
    document.querySelector('title')!.firstChild!.nodeValue = 'In place';
    await until(() => document.title === '(1) In place', 'the count before the new text');
    document.title += ' and more';
    await settle();
    expect(document.title).to.equal('(1) In place and more');
    const other = document.createElement('title');
    other.textContent = 'Replaced';
    document.querySelector('title')!.replaceWith(other);
    await until(() => document.title === '(1) Replaced', 'the count in the new element');
    document.title = '(2024) Report';
    await until(() => document.title === '(1) (2024) Report', "the page's own number to stay");
    desk.queue.remove();
    expect(document.title).to.equal('(2024) Report');
  });

  it('gives way to a page that insists, instead of going on for ever', async () => {
    desk.ask();
    await open('title');
    let changes = 0;
    const insists = new MutationObserver(() => {
      if (document.title === 'Mine') return;
      changes += 1;
      if (changes < 10_000) document.title = 'Mine';
    });
    insists.observe(document.head, { childList: true, characterData: true, subtree: true });
    document.title = 'Mine';
    await settle();
    insists.disconnect();
    expect(changes).to.be.greaterThan(0).and.lessThan(100);
    expect(document.title).to.equal('Mine');
  });

  it('is one for several queues, and counts each gateway once', async () => {
    desk.ask();
    await open('title');
    const show = (client: SimulatedClient) =>
      fixture(html`<comis-approval-queue attention="title" .client=${client}></comis-approval-queue>`);
    await show(desk.client);
    desk.ask();
    await until(() => document.title === '(2) Page', 'one count');
    const other = new Desk();
    other.ask();
    await show(other.client);
    await until(() => document.title === '(3) Page', 'the sum of two gateways');
    other.close();
  });
});

describe('the sound', () => {
  /** How many tones were made. */
  let tones = 0;
  const Oscillator = globalThis.OscillatorNode;
  beforeEach(() => {
    tones = 0;
    globalThis.OscillatorNode = class extends Oscillator {
      override start(when?: number): void {
        tones += 1;
        super.start(when);
      }
    };
  });
  afterEach(() => (globalThis.OscillatorNode = Oscillator));

  it('says that it starts with the first click, and starts with it', async () => {
    const { hasBeenActive } = navigator.userActivation;
    Object.defineProperty(navigator.userActivation, 'hasBeenActive', { value: false, configurable: true });
    try {
      await open('sound');
    } finally {
      Object.defineProperty(navigator.userActivation, 'hasBeenActive', { value: hasBeenActive, configurable: true });
    }
    expect(words()).to.equal('Mute sound Sound starts with the first click or key press.');
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await settle();
    expect(chime.state, 'a script is no person').to.equal('waiting');
    desk.ask();
    await settle();
    expect(tones).to.equal(0);
    await expectAccessible(desk.queue);
    await sendKeys({ press: 'Shift' });
    await desk.click(desk.queue);
    await until(() => words() === 'Mute sound', 'the words to go');
  });

  it('comes for arrivals, not for what was there, and once in five seconds', async function () {
    this.timeout(20_000);
    skipTime(chimeEveryMs);
    desk.ask();
    await open('sound');
    await desk.click(button('Mute sound')!);
    await desk.click(button('Mute sound')!);
    await until(() => chime.state === 'ready', 'the sound to be ready');
    expect(tones).to.equal(0);
    for (let index = 0; index < 20; index++) desk.ask();
    await until(() => tones > 0, 'a sound');
    desk.ask();
    await settle();
    expect(tones, 'two tones').to.equal(2);
    skipTime(chimeEveryMs);
    desk.ask();
    await until(() => tones === 4, 'the next sound');
  });

  it('is silent while muted', async function () {
    this.timeout(20_000);
    skipTime(chimeEveryMs);
    await open('sound');
    await desk.click(button('Mute sound')!);
    await until(() => button('Mute sound')?.ariaPressed === 'true', 'the sound to be muted');
    desk.ask();
    await settle();
    expect(tones).to.equal(0);
    await desk.click(button('Mute sound')!);
    await until(() => button('Mute sound')?.ariaPressed === 'false', 'the sound to be on');
  });

  it('is not offered where there is none', async () => {
    const Context = globalThis.AudioContext;
    Reflect.deleteProperty(globalThis, 'AudioContext');
    try {
      await open('sound');
      expect(words()).to.equal('No sound: this browser does not support it.');
    } finally {
      globalThis.AudioContext = Context;
    }
  });
});

describe('the notification', () => {
  const shown: { title: string; options: NotificationOptions | undefined; closed: boolean; target: EventTarget }[] = [];
  let permission: NotificationPermission;
  let asked = 0;
  const Real = globalThis.Notification;
  let hidden = false;
  /** Leaves the page, or comes back. */
  const hide = (now: boolean) => {
    hidden = now;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(() => {
    shown.length = 0;
    permission = 'granted';
    asked = 0;
    Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
    // A headless browser without a person shows none and asks nobody.
    class Fake extends EventTarget {
      static get permission() {
        return permission;
      }
      static requestPermission() {
        asked += 1;
        return Promise.resolve((permission = 'granted'));
      }
      readonly #entry: (typeof shown)[number];
      constructor(title: string, options?: NotificationOptions) {
        super();
        this.#entry = { title, options, closed: false, target: this };
        shown.push(this.#entry);
      }
      close() {
        this.#entry.closed = true;
      }
    }
    globalThis.Notification = Fake as unknown as typeof Notification;
  });
  afterEach(() => {
    hide(false);
    Reflect.deleteProperty(document, 'hidden');
    globalThis.Notification = Real;
  });

  it('is asked for by a button only, which says what it does', async () => {
    permission = 'default';
    await open('notification');
    desk.ask();
    await settle();
    expect(asked).to.equal(0);
    const notify = button('Notify me while this page is hidden')!;
    expect(notify.ariaPressed).to.equal('false');
    await expectAccessible(desk.queue);
    await desk.click(notify);
    await until(() => notify.ariaPressed === 'true', 'the permission');
    expect(asked).to.equal(1);
    await desk.click(notify);
    await until(() => notify.ariaPressed === 'false', 'it to be off');
    hide(true);
    desk.ask();
    await settle();
    expect(shown).to.have.length(0);
    hide(false);
    await desk.click(notify);
    await until(() => notify.ariaPressed === 'true', 'it to be on');
    expect(asked).to.equal(1);
  });

  it('is one while the page is hidden, with the number and nothing of what is asked, and no decision', async () => {
    desk.ask({ action: 'secret.action' });
    await open('notification');
    desk.ask({ agentId: 'secret-agent' });
    await settle();
    expect(shown, 'not while somebody looks').to.have.length(0);
    hide(true);
    expect(shown, 'not for what was there').to.have.length(0);
    for (let index = 0; index < 20; index++) desk.ask({ params: { secret: index } });
    await until(() => shown.length > 0, 'a notification');
    await settle();
    expect(shown.map(({ title, options }) => ({ title, options }))).to.deep.equal([
      { title: '22 requests wait for a decision', options: { tag: notificationTag } },
    ]);
    hide(false);
    expect(shown[0]!.closed, 'gone when somebody looks').to.equal(true);
  });

  it('follows the number without a storm: at most one in five seconds', async function () {
    this.timeout(20_000);
    skipTime(notifyEveryMs);
    await open('notification');
    hide(true);
    for (let index = 0; index < 10; index++) {
      desk.ask();
      await settle();
    }
    expect(shown.map(({ title }) => title)).to.deep.equal(['1 request waits for a decision']);
    await until(() => shown.length > 1, 'the next one', notifyEveryMs + 500);
    expect(shown.map(({ title }) => title).slice(1)).to.deep.equal(['10 requests wait for a decision']);
  });

  it('brings the window when it is clicked, decides nothing, and goes when nobody waits', async function () {
    this.timeout(15_000);
    skipTime(notifyEveryMs);
    await open('notification');
    hide(true);
    const approvalId = desk.ask();
    await until(() => shown.length === 1, 'a notification');
    expect(shown[0]!.title).to.equal('1 request waits for a decision');
    let focused = 0;
    const own = Object.getOwnPropertyDescriptor(globalThis, 'focus')!;
    globalThis.focus = () => {
      focused += 1;
    };
    shown[0]!.target.dispatchEvent(new Event('click'));
    Object.defineProperty(globalThis, 'focus', own);
    expect(focused).to.equal(1);
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    shown[0]!.closed = false;
    desk.gateway.approvals.withdraw(approvalId);
    await until(() => shown[0]!.closed, 'it to go');
    expect(shown).to.have.length(1);
  });

  for (const [name, prepare, sentence] of [
    ['blocked', () => (permission = 'denied'), 'they are blocked for this page'],
    ['unsupported', () => Reflect.deleteProperty(globalThis, 'Notification'), 'this browser does not support them'],
    [
      'on a page without https',
      () => Object.defineProperty(globalThis, 'isSecureContext', { value: false, configurable: true }),
      'the page must be served over https',
    ],
  ] as const) {
    it(`is said to be ${name}, without a button that could not work`, async () => {
      const own = Object.getOwnPropertyDescriptor(globalThis, 'isSecureContext');
      prepare();
      try {
        await open('notification');
        expect(words()).to.contain('No notifications: ').and.to.contain(sentence);
        expect(inBox('button')).to.have.length(0);
        await expectAccessible(desk.queue);
      } finally {
        if (own) Object.defineProperty(globalThis, 'isSecureContext', own);
      }
    });
  }
});
