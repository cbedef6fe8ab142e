import { expect } from '@open-wc/testing';
import { wholeHistory } from '../../../src/data/approvals/history.js';
import { historyFile } from '../../../src/elements/approval-history/history-file.js';
import { until } from '../../support/browser.js';
import { aDecision, look, recordCalls } from './support.js';

/** Catches the files that the page lets the browser save. */
function savedFiles(): { files: Promise<string>[]; names: string[]; restore(): void } {
  const files: Promise<string>[] = [];
  const names: string[] = [];
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    files.push(blob.text());
    return create(blob);
  };
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    names.push(this.download);
  };
  return {
    files,
    names,
    restore: () => {
      URL.createObjectURL = create;
      // What links inherit shows again.
      Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    },
  };
}

const past = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aDecision(index + 1, { approvalId: `a-${index}`, outcome: index % 2 ? 'denied' : 'approved' }),
  );

describe('<comis-approval-history>: export', () => {
  it('saves exactly the rows that the filters admit, also those that are not on the screen', async () => {
    const { reader } = await look(past(130));
    const saved = savedFiles();
    try {
      reader.choose('Denied');
      await until(() => reader.text.includes('50 of 65 decisions'), 'the filtered rows');
      reader.button('Export JSON')!.click();
      await until(() => reader.text.includes('Exported 65 decisions'), 'the export');
      const file = JSON.parse(await saved.files[0]!) as {
        count: number;
        filter: unknown;
        decisions: { approvalId: string; outcome: string }[];
      };
      expect(file.count).to.equal(65);
      expect(file.filter).to.deep.equal({ outcome: 'denied' });
      expect(new Set(file.decisions.map(({ approvalId }) => approvalId)).size).to.equal(65);
      expect(file.decisions.every(({ outcome }) => outcome === 'denied')).to.equal(true);
      expect(saved.names[0]).to.match(/^approval-history-[\d-]+\.json$/);
    } finally {
      saved.restore();
    }
  });

  it('says why nothing was saved when a page cannot be read', async () => {
    const { reader, gateway } = await look(past(3));
    const saved = savedFiles();
    try {
      gateway.faults.fail('approvals.history', { code: -32603, message: 'disk on fire' });
      reader.button('Export CSV')!.click();
      await until(() => reader.text.includes('Nothing was exported: disk on fire'), 'the reason');
      expect(saved.files).to.have.length(0);
    } finally {
      saved.restore();
    }
  });

  it('leaves out secrets, and runs nothing in a spreadsheet', async () => {
    const decision = aDecision(1, {
      agentId: '=HYPERLINK("http://evil")',
      comment: 'said "no",\nthen left',
      user: '\n=1+1',
      resolvedBy: '＝cmd',
      params: { apiKey: 'sk-live-0123456789', path: '/srv' },
    });
    const context = { filter: {}, exportedAt: Date.now() };
    const history = { decisions: [decision], notes: [], derived: undefined };
    const csv = await historyFile('csv', history, context).text();
    const json = await historyFile('json', history, context).text();
    for (const text of [csv, json]) expect(text).not.to.contain('sk-live');
    expect(csv).to.contain(`"'=HYPERLINK(""http://evil"")"`);
    expect(csv).to.contain(`"'\n=1+1"`).and.contain(`"'＝cmd"`);
    expect(csv).to.contain('"said ""no"",\nthen left"');
    expect(json).to.contain('/srv');
  });

  it('reads page by page and can be stopped', async () => {
    const { client, gateway } = await look(past(2500));
    const calls = recordCalls(gateway, 'approvals.history');
    const progress: number[] = [];
    const { signal } = new AbortController();
    const { decisions } = await wholeHistory(client, {}, { signal, onProgress: (read) => progress.push(read) });
    expect(decisions).to.have.length(2500);
    expect(progress).to.deep.equal([1000, 2000, 2500]);
    expect(calls).to.have.length(3);
    const stop = new AbortController();
    const reading = wholeHistory(client, {}, { signal: stop.signal, onProgress: () => stop.abort() });
    await reading.then(
      () => expect.fail('it went on'),
      (reason: unknown) => expect((reason as Error).name).to.equal('AbortError'),
    );
  });
});
