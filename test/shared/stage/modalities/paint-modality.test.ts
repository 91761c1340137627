import { describe, expect, test } from 'vitest';
import type { StageInstance } from '../../../../shared/stage/compiled-stage.ts';
import type { FramePixels } from '../../../../shared/stage/modalities/frame-pixels.ts';
import { colorsOfInstances } from '../../../../shared/stage/modalities/instance-colors.ts';
import type { VideoModality } from '../../../../shared/stage/modalities/modality-names.ts';
import { createModalityPainter } from '../../../../shared/stage/modalities/paint-modality.ts';

const instances: StageInstance[] = [
  { id: 'Chair|1|0', kind: 'object', objectType: 'Chair', objectIndex: 0 },
  { id: 'Chair|1|1', kind: 'object', objectType: 'Chair', objectIndex: 1 },
  { id: 'wall|1', kind: 'wall', objectType: 'Wall', objectIndex: null },
];
const stage = { instances };

/** Sky, a wall, and two chairs of which the second has no inside that erosion would leave. */
const ids = ['0000000000', '3333333333', '3111113333', '3111113223', '3111113223', '3111113333', '3111113333'].flatMap((row) =>
  [...row].map(Number),
);
const [widthPx, heightPx] = [10, 7];
const frame: FramePixels = {
  ids: Uint16Array.from(ids),
  rgbx: Uint8Array.from(ids.flatMap((id, pixel) => [10 * id, pixel, 200, 9])),
  depthMm: Uint16Array.from(ids, (id) => [0, 100, 2550, 9000][id] as number),
};

function paint(modality: VideoModality): string[] {
  const bytes = createModalityPainter(modality, stage, widthPx, heightPx)(frame);
  return Array.from(ids, (_, pixel) => [...bytes.subarray(4 * pixel, 4 * pixel + 3)].join());
}
/** The picture as rows of letters, one per colour. */
function rows(colors: readonly string[], letters: Readonly<Record<string, string>>): string[] {
  const text = colors.map((color) => letters[color] ?? '?').join('');
  return Array.from({ length: heightPx }, (_, y) => text.slice(y * widthPx, (y + 1) * widthPx));
}
const colors = colorsOfInstances(stage);
const instanceLetters = Object.fromEntries([['0,0,0', '.'], ...colors.map(({ id, instanceColor }) => [instanceColor.join(), String(id)])]);

test('segmentation shows classes and instances in the colours of the table', () => {
  const classLetters = Object.fromEntries([['0,0,0', '.'], ...colors.map((c) => [c.semanticColor.join(), c.objectType[0]])]);
  expect(rows(paint('semantic_seg'), classLetters)[3]).toBe('WCCCCCWCCW');
  expect(rows(paint('instance_seg'), instanceLetters).join('')).toBe(ids.join('').replaceAll('0', '.'));
});

test('edges are the pixels of a mask that touch another one; eroded masks leave a gap and lose what is too thin', () => {
  const border = ['..........', '3333333333', '311111333.', '31...13223', '31...13223', '31...1333.', '31...13...'];
  expect(rows(paint('colored_edge'), instanceLetters)).toEqual(border);
  expect(rows(paint('edge'), { '0,0,0': '.', '255,255,255': '#' })).toEqual(border.map((row) => row.replaceAll(/\d/g, '#')));
  expect(rows(paint('non_overlapping_colored_edge'), instanceLetters)).toEqual([
    '..........',
    '..........',
    '.........3',
    '..111.....',
    '..1.1.....',
    '..1.1....3',
    '..1.1..33.',
  ]);
});

test('mean colours fill instances and leave the sky', () => {
  const painted = paint('mean_mask_overlay');
  expect(painted.slice(0, 3)).toEqual(['0,0,200', '0,1,200', '0,2,200']);
  expect(painted[33]).toBe('10,43,200');
  expect(painted[37]).toBe('20,43,200');
});

test('the background goes, objects and sky stay', () => {
  const painted = paint('masked_background');
  expect([painted[0], painted[10], painted[21], painted[37]]).toEqual(['0,0,200', '0,0,0', '10,21,200', '20,37,200']);
});

test('depth is bright when near, black from five metres and where there is nothing', () => {
  const painted = paint('depth');
  expect([painted[0], painted[10], painted[21], painted[37]]).toEqual(['0,0,0', '0,0,0', '255,255,255', '128,128,128']);
  const blind = createModalityPainter('depth', stage, widthPx, heightPx);
  expect(() => blind({ ...frame, depthMm: null })).toThrow('needs depth');
});

describe('the colour table', () => {
  test('gives every instance a colour of its own and every type one, far from black', () => {
    const types = ['Chair', 'Sofa', 'Wall', 'Floor', 'Bed'];
    const many = Array.from(
      { length: 2000 },
      (_, k): StageInstance => ({
        id: `thing|${k}`,
        kind: 'object',
        objectType: types[k % types.length] as string,
        objectIndex: k,
      }),
    );
    const table = colorsOfInstances({ instances: many });
    expect(new Set(table.map(({ instanceColor }) => instanceColor.join())).size).toBe(2000);
    expect(new Set(table.map(({ semanticColor }) => semanticColor.join())).size).toBe(types.length);
    expect(Math.min(...table.flatMap((row) => [Math.max(...row.instanceColor), Math.max(...row.semanticColor)]))).toBeGreaterThan(140);
  });

  test('gives a type the same colour in every house', () => {
    const other = colorsOfInstances({ instances: [...instances].reverse() });
    expect(other.find(({ objectType }) => objectType === 'Chair')?.semanticColor).toEqual(colors[0]?.semanticColor);
  });
});
