/** What a log costs at the least: a list written by hand that does nothing but show rows. Runs in the page. */

/** The box that the rows get, in px. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
}

/**
 * Reads the stream of the gateway that served the page and shows its events: the rows in sight recycle their elements, a
 * row keeps its element while in sight, a ring keeps the last 10 000. No checks, no pause, no roles, no details.
 *
 * Handed to the page as a function, so it uses nothing from outside.
 *
 * @param intervalMs how long to wait between two frames at least; 0 draws every frame.
 */
export async function runVanillaList({ box, intervalMs }: { box: Box; intervalMs: number }): Promise<void> {
  interface Event {
    timestamp: number;
    agentId?: string;
    action: string;
    risk: string;
    user?: string;
  }
  const keep = 10_000;
  const ring = new Array<Event | undefined>(keep);
  const counter = { received: 0 };
  Object.assign(window, { benchCounter: counter });

  document.body.replaceChildren();
  const list = document.createElement('div');
  Object.assign(list.style, {
    position: 'relative',
    overflow: 'hidden',
    width: `${box.width}px`,
    height: `${box.height}px`,
    font: '14px system-ui',
  });
  document.body.append(list);
  const clock = new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
  const widths = ['14%', '20%', '40%', '10%', '16%'];
  const rows = Array.from({ length: Math.ceil(box.height / box.rowHeight) }, () => {
    const element = document.createElement('div');
    Object.assign(element.style, {
      position: 'absolute',
      display: 'flex',
      width: '100%',
      height: `${box.rowHeight}px`,
      borderBottom: '1px solid #ddd',
      contain: 'strict',
      whiteSpace: 'nowrap',
    });
    const texts = widths.map((width) => {
      const cell = document.createElement('div');
      Object.assign(cell.style, { width, overflow: 'hidden', textOverflow: 'ellipsis' });
      const text = document.createTextNode('');
      cell.append(text);
      element.append(cell);
      return text;
    });
    list.append(element);
    return { element, texts, shows: -1 };
  });

  function draw(): void {
    rows.forEach((row, slot) => {
      // The event of number n always goes to slot n mod rows: whoever stays in sight keeps its element.
      const newest = counter.received - 1;
      const index = newest - ((((newest - slot) % rows.length) + rows.length) % rows.length);
      if (index < 0) return;
      row.element.style.transform = `translateY(${(newest - index) * box.rowHeight}px)`;
      if (row.shows === index) return;
      row.shows = index;
      const event = ring[index % keep];
      if (!event) return;
      const values = [clock.format(event.timestamp), event.agentId ?? '', event.action, event.risk, event.user ?? ''];
      row.texts.forEach((text, column) => (text.data = values[column] ?? ''));
    });
  }

  let pending = false;
  let drawnAt = 0;
  function request(): void {
    if (pending) return;
    pending = true;
    const frame = () =>
      requestAnimationFrame(() => {
        pending = false;
        drawnAt = performance.now();
        draw();
      });
    const wait = drawnAt + intervalMs - performance.now() - 17;
    if (wait > 0) setTimeout(frame, wait);
    else frame();
  }

  const session = (await (await fetch('/session', { method: 'POST' })).json()) as { token: string };
  const stream = await fetch('/api/events', { headers: { Authorization: `Bearer ${session.token}` } });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    let rest = '';
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      const messages = (rest + chunk.value).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        if (!message.includes('event: security:event')) continue;
        const data = message.slice(message.indexOf('data: ') + 6);
        ring[counter.received++ % keep] = JSON.parse(data) as Event;
      }
      request();
    }
  })();
}
