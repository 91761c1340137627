import type { BackendEvent } from '../../shared/api/index.ts';
import { urlOfRoute } from './call-route.ts';

/** Gets every event of the backend. */
export type EventListener = (event: BackendEvent) => void;

const listeners = new Set<EventListener>();
const gapListeners = new Set<() => void>();
let source: EventSource | null = null;

/**
 * Listens to the backend's events over the page's one EventSource, opened with the first listener and closed with the last
 * (browsers allow six open streams per origin). Returns what stops listening.
 */
export function listenToEvents(listener: EventListener): () => void {
  listeners.add(listener);
  source ??= openSource();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = null;
  };
}

/** Tells when the stream was cut and is back: what happened in between was not heard. Returns what stops listening. */
export function listenToGaps(listener: () => void): () => void {
  gapListeners.add(listener);
  return () => gapListeners.delete(listener);
}

/** Resolves once the events of {@link listenToEvents} are heard, so that what is fetched afterwards misses no change; after `mostMs` in any case. */
export function eventsHeard(mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (source === null || source.readyState === EventSource.OPEN) return resolve();
    source.addEventListener('open', () => resolve(), { once: true });
    setTimeout(resolve, mostMs);
  });
}

function openSource(): EventSource {
  const opened = new EventSource(urlOfRoute('events'));
  let wasOpen = false;
  opened.addEventListener('open', () => {
    if (wasOpen) for (const listener of gapListeners) listener();
    wasOpen = true;
  });
  opened.onmessage = (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as BackendEvent;
    for (const listener of listeners) listener(event);
  };
  return opened;
}
