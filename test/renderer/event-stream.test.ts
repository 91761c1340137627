import { afterEach, expect, it, vi } from 'vitest';
import { listenToEvents, listenToGaps } from '../../renderer/client/event-stream.ts';

/** As a browser's: opens, is cut, and opens again by itself. */
class Stream extends EventTarget {
  static opened: Stream[] = [];
  onmessage: ((message: { readonly data: string }) => void) | null = null;
  isClosed = false;
  constructor() {
    super();
    Stream.opened.push(this);
  }
  open(): void {
    this.dispatchEvent(new Event('open'));
  }
  close(): void {
    this.isClosed = true;
  }
}

afterEach(() => vi.unstubAllGlobals());

it('events that were missed while the stream was cut are told as a gap, its first opening is none, and one stream serves all', () => {
  vi.stubGlobal('EventSource', Stream);
  const [heard, gap] = [vi.fn(), vi.fn()];
  const stops = [listenToEvents(heard), listenToEvents(() => undefined), listenToGaps(gap)];
  const [stream, ...others] = Stream.opened;
  expect(others).toEqual([]);
  stream?.open();
  stream?.onmessage?.({ data: '{"kind":"settings-changed"}' });
  expect([heard.mock.calls, gap.mock.calls.length]).toEqual([[[{ kind: 'settings-changed' }]], 0]);
  stream?.dispatchEvent(new Event('error'));
  stream?.open();
  expect(gap).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
  expect(stream?.isClosed).toBe(true);
  stream?.open();
  expect(gap).toHaveBeenCalledTimes(1);
});
