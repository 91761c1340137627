import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packetTableFrom } from '../../renderer/player/packet-table.ts';

describe('the packet table', () => {
  it('numbers frames by presentation, not by the order in which B-frames are stored', () => {
    const table = packetTableFrom([
      { timestampUs: 0, isKey: true },
      { timestampUs: 300_000, isKey: false },
      { timestampUs: 100_000, isKey: false },
      { timestampUs: 200_000, isKey: false },
      { timestampUs: 400_000, isKey: true },
    ]);
    expect(table.timestampsUs).toEqual([0, 100_000, 200_000, 300_000, 400_000]);
    expect(table.keyFrameOf).toEqual([0, 0, 0, 0, 4]);
  });

  it('refuses two frames with one timestamp, which nothing could tell apart', () => {
    const twice = { timestampUs: 100_000, isKey: false };
    expect(() => packetTableFrom([{ timestampUs: 0, isKey: true }, twice, twice])).toThrow(/same timestamp/);
  });

  it('leads from every timestamp back to its frame, and to a key frame not after it', () => {
    const packets = fc
      .uniqueArray(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 60 })
      .chain((times) => fc.tuple(...times.map((timestampUs) => fc.boolean().map((isKey) => ({ timestampUs, isKey })))));
    fc.assert(
      fc.property(packets, (list) => {
        const table = packetTableFrom(list);
        table.timestampsUs.forEach((timestampUs, frame) => {
          expect(table.frameByTimestamp.get(timestampUs)).toBe(frame);
          expect(table.keyFrameOf[frame]).toBeLessThanOrEqual(frame);
        });
      }),
    );
  });
});
