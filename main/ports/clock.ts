/** Time and identity, so that tests can hold them still. */
export interface ClockPort {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** A fresh unique id, sortable by creation time. */
  newId(): string;
}

/** The real clock with UUIDv7-like ids (48-bit time, then random). */
export const systemClock: ClockPort = {
  nowMs: () => Date.now(),
  newId: () => {
    const time = Date.now().toString(16).padStart(12, '0');
    return `${time}-${crypto.randomUUID().slice(9)}`;
  },
};
