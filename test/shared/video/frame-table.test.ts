import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameRateOf, frameTableFrom, isConstantRate, type PacketStamp } from '../../../shared/video/frame-table.ts';

const packet = (timestampUs: number, isKey = false): PacketStamp => ({ timestampUs, timeS: timestampUs / 1e6, isKey });

describe('the frame table', () => {
  it('numbers frames by presentation, not by the order in which B-frames are stored', () => {
    const table = frameTableFrom([packet(0, true), packet(300_000), packet(100_000), packet(200_000), packet(400_000, true)], 'avc');
    expect(table.timestampsUs).toEqual([0, 100_000, 200_000, 300_000, 400_000]);
    expect(table.groupStart).toEqual([0, 0, 0, 0, 4]);
    expect(table.keyTimeS).toEqual([0, 0, 0, 0, 0.4]);
    expect(table.fault).toBeNull();
  });

  it('counts no frame that an edit list hides, but starts decoding from its key frame', () => {
    const table = frameTableFrom([packet(-200_000, true), packet(-100_000), packet(0), packet(100_000), packet(200_000, true)], 'avc');
    expect(table.timestampsUs).toEqual([0, 100_000, 200_000]);
    expect(table.keyTimeS).toEqual([-0.2, -0.2, 0.2]);
  });

  it('knows no rate where all frames carry one timestamp', () => {
    expect(frameRateOf(frameTableFrom([packet(0, true), packet(0), packet(0)], 'avc'))).toBeNull();
  });

  it.each([
    ['two frames carry one timestamp', 'avc', [0, 100_000, 100_000]],
    ['time runs backwards where the codec cannot reorder', 'vp9', [0, 200_000, 100_000]],
  ])('trusts no timestamp where %s', (_, codec, times) => {
    expect(
      frameTableFrom(
        times.map((timeUs, at) => packet(timeUs, at === 0)),
        codec,
      ).fault,
    ).toMatch(/timestamp/i);
  });

  it('tells a constant rate, rounded to milliseconds or not, from an uneven one', () => {
    const tableOf = (times: readonly number[]) =>
      frameTableFrom(
        times.map((timeUs, at) => packet(timeUs, at === 0)),
        'vp9',
      );
    const rounded = tableOf([0, 33_000, 67_000, 100_000, 133_000]);
    expect([isConstantRate(rounded), frameRateOf(rounded)]).toEqual([true, 30.075]);
    expect(isConstantRate(tableOf([0, 33_333, 100_000, 200_000]))).toBe(false);
  });

  it('leads from every timestamp back to its frame, and to a key frame not after it', () => {
    const packets = fc
      .uniqueArray(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 60 })
      .chain((times) => fc.tuple(...times.map((timestampUs) => fc.boolean().map((isKey) => packet(timestampUs, isKey)))));
    fc.assert(
      fc.property(packets, (list) => {
        const table = frameTableFrom(list, 'avc');
        table.timestampsUs.forEach((timestampUs, frame) => {
          expect(table.frameByTimestamp.get(timestampUs)).toBe(frame);
          expect(table.groupStart[frame]).toBeLessThanOrEqual(frame);
          expect(table.keyTimeS[frame]).toBeLessThanOrEqual(timestampUs / 1e6);
        });
      }),
    );
  });
});
