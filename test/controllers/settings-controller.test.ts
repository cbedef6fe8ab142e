import { expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { SettingsController } from '../../src/controllers/settings-controller.js';

class SettingsProbe extends LitElement {
  @property({ type: Boolean }) guarded = false;
  @property() timeZone: string | undefined;
  readonly settings = new SettingsController(this, { announces: true });

  protected override render() {
    return html`<slot></slot>`;
  }
}
customElements.define('settings-probe', SettingsProbe);
customElements.define(
  'settings-quiet',
  class extends LitElement {
    readonly settings = new SettingsController(this);
  },
);

/** Three elements, one inside another. */
async function nested() {
  const outer = await fixture<SettingsProbe>(html`
    <settings-probe
      ><settings-probe><settings-probe></settings-probe></settings-probe
    ></settings-probe>
  `);
  const [middle, inner] = outer.querySelectorAll<SettingsProbe>('settings-probe');
  const settled = async () => {
    for (const probe of [outer, middle!, inner!]) await probe.updateComplete;
  };
  await settled();
  return { outer, middle: middle!, inner: inner!, settled };
}

describe('SettingsController', () => {
  it('hands what is set above to everything below, and follows changes', async () => {
    const { outer, inner, settled } = await nested();
    expect(inner.settings.value).to.include({ guarded: false, timeZone: undefined });
    outer.guarded = true;
    outer.timeZone = 'UTC';
    await settled();
    expect(inner.settings.value).to.include({ guarded: true, timeZone: 'UTC' });
    outer.guarded = false;
    await settled();
    expect(inner.settings.value.guarded).to.equal(false);
  });

  it('keeps a switch on that is on above, and takes the nearest zone', async () => {
    const { outer, middle, inner, settled } = await nested();
    outer.guarded = true;
    outer.timeZone = 'UTC';
    middle.timeZone = 'Europe/Paris';
    await settled();
    expect(inner.settings.value).to.include({ guarded: true, timeZone: 'Europe/Paris' });
    expect(outer.settings.value.timeZone).to.equal('UTC');
  });

  it('forgets what was above once it is elsewhere', async () => {
    const { outer, inner, settled } = await nested();
    outer.guarded = true;
    await settled();
    document.body.append(inner);
    await inner.updateComplete;
    expect(inner.settings.value.guarded).to.equal(false);
    inner.remove();
  });

  it('is not announced to each other element of a long list', () => {
    let heard = 0;
    const count = () => heard++;
    document.addEventListener('context-provider', count);
    const quiet = document.createElement('settings-quiet');
    document.body.append(quiet);
    document.removeEventListener('context-provider', count);
    quiet.remove();
    expect(heard).to.equal(0);
  });

  it('learns of an element above that is defined later', async () => {
    const host = document.createElement('settings-later');
    const inner = new SettingsProbe();
    host.append(inner);
    host.setAttribute('guarded', '');
    document.body.append(host);
    await inner.updateComplete;
    expect(inner.settings.value.guarded).to.equal(false);
    customElements.define('settings-later', class extends SettingsProbe {});
    await inner.updateComplete;
    await new Promise(requestAnimationFrame);
    expect(inner.settings.value.guarded).to.equal(true);
    host.remove();
  });
});
