import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { type Approving, CardCode, codePatienceMs } from '../../../src/elements/approval-queue/card/card-code.js';
import * as approving from '../../../src/elements/approval-queue/decide/approving.js';
import * as previews from '../../../src/ui/previews/previews.js';
import type { Previews } from '../../../src/ui/previews/previews.js';
import { until } from '../../support/browser.js';
import { Desk } from './desk.js';

interface Answer<T> {
  readonly resolve: (code: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** A host whose code comes when the test says so. */
class CodeHost extends LitElement {
  previews: Answer<Previews>[] = [];
  approving: Answer<Approving>[] = [];
  readonly code = new CardCode(this, {
    previews: () => new Promise((resolve, reject) => this.previews.push({ resolve, reject })),
    approving: () => new Promise((resolve, reject) => this.approving.push({ resolve, reject })),
  });
}
customElements.define('test-code-host', CodeHost);

describe('the code of cards', () => {
  let host: CodeHost;
  beforeEach(() => {
    host = new CodeHost();
    document.body.append(host);
  });
  afterEach(() => host.remove());

  /** Both tries fail. */
  async function fail(part: 'previews' | 'approving'): Promise<void> {
    const tries = host[part].length;
    host[part].at(-1)?.reject(new TypeError('Failed to fetch'));
    await until(() => host[part].length === tries + 1, 'the second try');
    host[part].at(-1)?.reject(new TypeError('Failed to fetch'));
  }

  it('is waited for: cards are made when all of it is there', async () => {
    expect(host.code.isSettled).to.equal(false);
    host.previews[0]?.resolve(previews);
    await until(() => host.code.previews, 'the previews');
    expect(host.code.isSettled).to.equal(false);
    host.approving[0]?.resolve(approving);
    await until(() => host.code.isSettled, 'the code');
    expect(host.code.previews).to.equal(previews);
    expect(host.code.approving).to.equal(approving);
  });

  it('is not waited for longer than some time: cards made then have none, later ones do', async () => {
    await until(() => host.code.isSettled, 'the end of the wait', codePatienceMs + 2000);
    expect(host.code.previews).to.equal(undefined);
    expect(host.code.previewsError).to.equal(undefined);
    host.previews[0]?.resolve(previews);
    await until(() => host.code.previews, 'the code');
  });

  it('that cannot be loaded is tried once more, and the page is told', async () => {
    const told: unknown[] = [];
    host.addEventListener('comis-error', (event) => told.push((event as CustomEvent).detail));
    host.approving[0]?.resolve(approving);
    await fail('previews');
    await until(() => host.code.isSettled, 'the end');
    expect(host.code.previewsError?.message).to.match(/could not be loaded/);
    expect(host.code.approvingError).to.equal(undefined);
    expect(told).to.deep.equal([{ code: 'server', retryable: true, element: 'test-code-host' }]);
  });

  it('is asked for again by a host that comes back without it', async () => {
    host.previews[0]?.resolve(previews);
    await fail('approving');
    await until(() => host.code.isSettled, 'the end');
    expect(host.code.approvingError?.message).to.match(/could not be loaded/);
    host.remove();
    document.body.append(host);
    await until(() => host.approving.length === 3, 'another try');
    host.approving[2]?.resolve(approving);
    await until(() => host.code.approving, 'the code');
    expect(host.code.approvingError).to.equal(undefined);
    expect(host.previews).to.have.length(1);
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
