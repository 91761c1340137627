import type { BackendEvent } from '../../shared/api/index.ts';

/** Keeps idle streams from being cut by whoever sits between. */
const heartbeatMs = 15_000;

/** Sends events to every page that listens, as server-sent events. A stream that its page left is let go in `cancel`. */
export class EventHub {
  readonly #listeners = new Map<ReadableStreamDefaultController<Uint8Array>, NodeJS.Timeout>();
  readonly #encoder = new TextEncoder();
  readonly #onSend: (event: BackendEvent) => void;

  /** `onSend` hears every event first, inside the backend. */
  constructor(onSend: (event: BackendEvent) => void = () => undefined) {
    this.#onSend = onSend;
  }

  /** How many pages listen. */
  get listenerCount(): number {
    return this.#listeners.size;
  }

  /** A new stream for one page. */
  connect(): ReadableStream<Uint8Array> {
    let own: ReadableStreamDefaultController<Uint8Array>;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        // The first bytes make the page's EventSource open at once.
        controller.enqueue(this.#encoder.encode('retry: 1000\n\n'));
        this.#listeners.set(controller, setInterval(() => this.#write(controller, ': still here\n\n'), heartbeatMs).unref());
      },
      cancel: () => this.#forget(own),
    });
  }

  /** Sends to all pages; one that is gone is forgotten. */
  send(event: BackendEvent): void {
    this.#onSend(event);
    for (const controller of this.#listeners.keys()) this.#write(controller, `data: ${JSON.stringify(event)}\n\n`);
  }

  /** Ends all streams. */
  close(): void {
    for (const controller of [...this.#listeners.keys()]) {
      this.#forget(controller);
      try {
        controller.close();
      } catch {
        // It was closed from the other side.
      }
    }
  }

  #write(controller: ReadableStreamDefaultController<Uint8Array>, text: string): void {
    try {
      controller.enqueue(this.#encoder.encode(text));
    } catch {
      this.#forget(controller);
    }
  }

  #forget(controller: ReadableStreamDefaultController<Uint8Array>): void {
    clearInterval(this.#listeners.get(controller));
    this.#listeners.delete(controller);
  }
}
