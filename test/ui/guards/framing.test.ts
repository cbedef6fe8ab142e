import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { isFramedByOthers } from '../../../src/ui/guards/framing.js';
import { until } from '../../support/browser.js';

/** A window as browsers without `ancestorOrigins` show it. @param parent undefined: it is the topmost one. */
function aWindow(origin: string, parent?: Window): Window {
  const view = { origin, location: {} } as { -readonly [K in keyof Window]: Window[K] };
  view.parent = parent ?? view;
  return view;
}
/** A window of another origin: nothing of it can be read but that it is there. */
const unreadable = new Proxy(aWindow('https://other.example'), {
  get: (view, name) => {
    if (name === 'parent') return view;
    throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError');
  },
});

describe('real use 7: framing where the browser tells no origins of ancestors', () => {
  const own = 'https://own.example';

  it('is none at the top and in frames of the same origin', () => {
    expect(isFramedByOthers(aWindow(own))).to.equal(false);
    expect(isFramedByOthers(aWindow(own, aWindow(own, aWindow(own))))).to.equal(false);
  });

  it('is one by others when any ancestor is of another origin or cannot be read', () => {
    expect(isFramedByOthers(aWindow(own, unreadable))).to.equal(true);
    expect(isFramedByOthers(aWindow(own, aWindow(own, unreadable)))).to.equal(true);
    expect(isFramedByOthers(aWindow(own, aWindow('https://other.example')))).to.equal(true);
  });

  it('is one by others in a sandbox, whose origin nobody can name', () => {
    expect(isFramedByOthers(aWindow('null', aWindow('null')))).to.equal(true);
  });

  it('detects real frames, too', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe srcdoc="<p>same origin</p>"></iframe>`);
    await until(() => frame.contentDocument?.querySelector('p'), 'the frame');
    expect(isFramedByOthers(window)).to.equal(false);
    expect(isFramedByOthers(frame.contentWindow!)).to.equal(false);
  });
});
