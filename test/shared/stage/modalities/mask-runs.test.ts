import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depthFromDifferences, differencesFromDepth } from '../../../../shared/stage/modalities/depth-rows.ts';
import { idsFromRuns, runsFromIds } from '../../../../shared/stage/modalities/mask-runs.ts';

/** Pictures of few and of many ids, flat and noisy, of any small size. */
const picture = fc
  .record({
    widthPx: fc.integer({ min: 1, max: 40 }),
    heightPx: fc.integer({ min: 1, max: 30 }),
    most: fc.constantFrom(0, 1, 3, 300, 65_535),
  })
  .chain(({ widthPx, heightPx, most }) =>
    fc.record({
      widthPx: fc.constant(widthPx),
      heightPx: fc.constant(heightPx),
      pixels: fc
        .array(fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 1, max: 2 * widthPx })), { maxLength: 60 })
        .map((runs) => Uint16Array.from({ length: widthPx * heightPx }, pixelOfRuns(runs))),
    }),
  );

function pixelOfRuns(runs: readonly (readonly [number, number])[]): () => number {
  let [run, left] = [0, runs[0]?.[1] ?? 0];
  return () => {
    if (left === 0 && run < runs.length) left = runs[++run]?.[1] ?? 0;
    left = Math.max(0, left - 1);
    return runs[run]?.[0] ?? 0;
  };
}

describe('mask runs', () => {
  test('give back the very ids', () => {
    fc.assert(
      fc.property(picture, ({ pixels, widthPx, heightPx }) => {
        expect(idsFromRuns(runsFromIds(pixels, widthPx), widthPx, heightPx)).toEqual(pixels);
      }),
    );
  });

  test('survive the worst picture: no pixel like a neighbour, ids of three bytes', () => {
    const ids = Uint16Array.from({ length: 64 * 64 }, (_, pixel) => 65_535 - (pixel % 4096));
    expect(idsFromRuns(runsFromIds(ids, 64), 64, 64)).toEqual(ids);
  });

  test('of a picture that repeats its first row are three numbers for the row and one for the rest', () => {
    expect([...runsFromIds(new Uint16Array(8 * 4).fill(7), 8)]).toEqual([0, 7, 8, 24]);
    expect([...runsFromIds(new Uint16Array(8 * 4), 8)]).toEqual([32]);
  });

  test('that end early, go on too long or overflow are refused', () => {
    fc.assert(
      fc.property(picture, fc.nat(), ({ pixels, widthPx, heightPx }, cut) => {
        const runs = runsFromIds(pixels, widthPx);
        expect(idsFromRuns(runs.subarray(0, cut % runs.length), widthPx, heightPx)).toBeNull();
        expect(idsFromRuns(Uint8Array.of(...runs, 0), widthPx, heightPx)).toBeNull();
      }),
    );
    expect(idsFromRuns(Uint8Array.of(0, 1, 0), 2, 2)).toBeNull();
    expect(idsFromRuns(Uint8Array.of(0, 1, 5), 2, 2)).toBeNull();
    expect(idsFromRuns(Uint8Array.of(0, 255, 255, 255, 1, 4), 2, 2)).toBeNull();
  });
});

describe('depth differences', () => {
  test('give back the very depths', () => {
    fc.assert(
      fc.property(picture, ({ pixels, widthPx, heightPx }) => {
        expect(depthFromDifferences(differencesFromDepth(pixels, widthPx), widthPx, heightPx)).toEqual(pixels);
      }),
    );
  });

  test('are small numbers, high bytes first', () => {
    expect([...differencesFromDepth(Uint16Array.of(1000, 0, 999, 65_535), 2)]).toEqual([7, 0, 0, 0, 208, 0, 1, 1]);
  });

  test('of another picture size are refused', () => {
    expect(depthFromDifferences(new Uint8Array(10), 2, 2)).toBeNull();
  });
});
