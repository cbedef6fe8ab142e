import type { Browser, CDPSession, Page } from 'playwright-core';

/** What ten seconds of a page cost. */
export interface Cost {
  /** Main-thread CPU per second of wall time, ms: 1000 is all of one core. By the thread's own clock. */
  readonly cpuMsPerSecond: number;
  /** The longest task of the main thread, ms of wall time; 0 when none took 50 ms, below which browsers report none. */
  readonly longestTaskMs: number;
  /** Nodes in the measured element, through its shadow roots. */
  readonly domNodes: number;
  /** JavaScript heap in use after a garbage collection, MB: the whole page. */
  readonly heapMb: number;
  /** Events that arrived per second. */
  readonly eventsPerSecond: number;
}

/** How a page under measurement is read. */
export interface Subject {
  readonly page: Page;
  /** The element whose nodes are counted. */
  readonly selector: string;
  /** How many events have arrived. */
  readonly received: () => Promise<number>;
}

/** Measures a page that is at work. */
export async function measure({ page, selector, received }: Subject, durationMs: number): Promise<Cost> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(() => {
    const tasks = { longest: 0 };
    Object.assign(window, { benchTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.longest = Math.max(tasks.longest, duration);
    }).observe({ type: 'longtask' });
  });

  const startedAt = performance.now();
  const [cpuBefore, receivedBefore] = [await metric(cdp, 'TaskDuration'), await received()];
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  const [cpuAfter, receivedAfter] = [await metric(cdp, 'TaskDuration'), await received()];
  const seconds = (performance.now() - startedAt) / 1000;

  const longestTaskMs = await page.evaluate(
    () => (window as Window & { benchTasks?: { longest: number } }).benchTasks?.longest ?? 0,
  );
  const domNodes = await page.locator(selector).first().evaluate(countNodes);
  await cdp.send('HeapProfiler.collectGarbage');
  const heapMb = (await metric(cdp, 'JSHeapUsedSize')) / 1e6;
  return {
    cpuMsPerSecond: ((cpuAfter - cpuBefore) * 1000) / seconds,
    longestTaskMs,
    domNodes,
    heapMb,
    eventsPerSecond: (receivedAfter - receivedBefore) / seconds,
  };
}

/** One of the browser's own counters. @throws {Error} when it has none of that name. */
export async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const found = metrics.find((each) => each.name === name);
  if (!found) throw new Error(`This browser has no metric ${name}`);
  return found.value;
}

/** Runs in the page, so it uses nothing from outside. */
function countNodes(element: Element): number {
  const count = (node: Node): number => {
    const below = [...node.childNodes, ...(node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [])];
    return below.reduce((sum, each) => sum + count(each), 1);
  };
  return count(element);
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * Traces the tasks of all pages of a browser, by the CPU time of their threads: what else the machine does adds nothing.
 *
 * @returns what ends the trace and says how long the longest task of a page's main thread was, in ms.
 */
export async function traceTasks(browser: Browser): Promise<{ longestMs(): Promise<number> }> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  });
  return {
    async longestMs() {
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
      const mains = new Set(
        events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
      );
      const tasks = events.filter((event) => event.name.endsWith('RunTask') && mains.has(threadOf(event)));
      return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
    },
  };
}
