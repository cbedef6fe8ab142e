import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { PreviewLoader, previewPatienceMs } from '../../../src/elements/approval-queue/card/preview-loader.js';
import * as previews from '../../../src/ui/previews/previews.js';
import type { Previews } from '../../../src/ui/previews/previews.js';
import { until } from '../../support/browser.js';
import { Desk } from './desk.js';

/** A host whose code comes when the test says so. */
class LoaderHost extends LitElement {
  answers: { resolve: (code: Previews) => void; reject: (reason: unknown) => void }[] = [];
  readonly previews = new PreviewLoader(this, () => {
    return new Promise<Previews>((resolve, reject) => this.answers.push({ resolve, reject }));
  });
}
customElements.define('test-loader-host', LoaderHost);

describe('the code of previews', () => {
  let host: LoaderHost;
  beforeEach(() => {
    host = new LoaderHost();
    document.body.append(host);
  });
  afterEach(() => host.remove());

  it('is waited for: cards are made when it is there', async () => {
    expect(host.previews.isSettled).to.equal(false);
    host.answers[0]?.resolve(previews);
    await until(() => host.previews.isSettled, 'the code');
    expect(host.previews.code).to.equal(previews);
  });

  it('is not waited for longer than some time: cards made then have none, later ones do', async () => {
    await until(() => host.previews.isSettled, 'the end of the wait', previewPatienceMs + 2000);
    expect(host.previews.code).to.equal(undefined);
    expect(host.previews.error).to.equal(undefined);
    host.answers[0]?.resolve(previews);
    await until(() => host.previews.code, 'the code');
  });

  it('that cannot be loaded is tried once more, and the page is told', async () => {
    const told: unknown[] = [];
    host.addEventListener('comis-error', (event) => told.push((event as CustomEvent).detail));
    host.answers[0]?.reject(new TypeError('Failed to fetch'));
    await until(() => host.answers.length === 2, 'the second try');
    host.answers[1]?.reject(new TypeError('Failed to fetch'));
    await until(() => host.previews.isSettled, 'the end');
    expect(host.previews.error?.message).to.match(/could not be loaded/);
    expect(told).to.deep.equal([{ code: 'server', retryable: true, element: 'test-loader-host' }]);
  });

  it('is asked for again by a host that comes back without it', async () => {
    host.answers[0]?.reject(new TypeError('Failed to fetch'));
    await until(() => host.answers.length === 2, 'the second try');
    host.answers[1]?.reject(new TypeError('Failed to fetch'));
    await until(() => host.previews.isSettled, 'the end');
    host.remove();
    document.body.append(host);
    await until(() => host.answers.length === 3, 'another try');
    host.answers[2]?.resolve(previews);
    await until(() => host.previews.code, 'the code');
    expect(host.previews.error).to.equal(undefined);
  });

  it('shows what a queue asks about as what it is', async () => {
    const desk = new Desk();
    desk.ask({ action: 'http.get', params: { url: 'https://example.com/a' } });
    await desk.open();
    const card = await desk.card('http.get');
    expect(card.querySelector('.preview')).to.not.equal(null);
    desk.close();
  });
});
