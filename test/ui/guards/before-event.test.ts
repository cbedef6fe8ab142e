/** What every before-event can do, asked by a real element. */
import { expect } from '@open-wc/testing';
import { BeforeEvent, HostRefusal } from '../../../src/ui/guards/before-event.js';
import { askHost } from '../../../src/ui/guards/host-actions.js';

const guarded = { guarded: true };
const unguarded = { guarded: false };

/** Asks with a listener. @returns how it ended: `sent`, or how the host refused. */
async function outcome(listen: (event: BeforeEvent<{ name: string }>) => void, asking = guarded): Promise<string> {
  const target = document.createElement('div');
  target.addEventListener('comis-before-set', listen);
  try {
    await askHost(target, 'comis-before-set', { name: 'KEY' }, asking);
    return 'sent';
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(HostRefusal);
    return `${(thrown as HostRefusal).kind} ${(thrown as HostRefusal).message}`.trim();
  }
}

describe('real use 8: a before-event', () => {
  it('is not carried out without an answer where it is guarded, and is where it is not', async () => {
    expect(await outcome(() => {})).to.equal('unanswered');
    expect(await outcome(() => {}, unguarded)).to.equal('sent');
  });

  it('is answered by allow() and by a promise that is fulfilled, unless with false', async () => {
    expect(await outcome((event) => event.allow())).to.equal('sent');
    expect(await outcome(({ detail }) => detail.allow())).to.equal('sent');
    expect(await outcome((event) => event.waitUntil(Promise.resolve()))).to.equal('sent');
    expect(await outcome((event) => event.waitUntil(Promise.resolve(false)))).to.equal('vetoed');
    expect(await outcome((event) => event.waitUntil(Promise.reject(new Error('No.'))))).to.equal('vetoed No.');
  });

  it('is stopped by any veto, and at once', async () => {
    const never = new Promise(() => {});
    const allowAndVeto = (event: BeforeEvent<object>) => {
      event.allow();
      event.preventDefault();
    };
    for (const asking of [guarded, unguarded]) {
      expect(await outcome(allowAndVeto, asking)).to.equal('vetoed');
      const vetoed = (event: BeforeEvent<object>) => {
        event.allow();
        event.waitUntil(never);
        event.waitUntil(Promise.resolve(false));
      };
      expect(await outcome(vetoed, asking)).to.equal('vetoed');
    }
  });

  it('takes no answer after its dispatch', async () => {
    let late: BeforeEvent<object> | undefined;
    await outcome((event) => (late = event));
    for (const answer of [() => late!.allow(), () => late!.waitUntil(Promise.resolve())]) {
      expect(answer).to.throw(DOMException).with.property('name', 'InvalidStateError');
    }
  });

  it('is one class with a signal, bubbles, and leaves shadow roots', async () => {
    await outcome((event) => {
      expect(event).to.be.instanceOf(BeforeEvent);
      expect(event.signal).to.be.instanceOf(AbortSignal);
      expect([event.bubbles, event.composed, event.cancelable]).to.deep.equal([true, true, true]);
      expect(event.detail.name).to.equal('KEY');
    });
  });
});
