import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelRequest, placeLabels } from '../../renderer/studio/features/map/place-labels.ts';

const size = { widthPx: 400, heightPx: 300 };
const label = (key: string, text: string, x: number, y: number, kind: LabelRequest['kind']): LabelRequest => ({
  key,
  text,
  anchor: [x, y],
  color: '',
  kind,
});

describe('labels on the map', () => {
  it('keep two objects at one place readable by moving one', () => {
    const [first, second] = placeLabels([label('a', 'lamp', 200, 150, 'object'), label('b', 'desk', 202, 151, 'object')], [], size);
    expect(Math.abs((first?.y ?? 0) - (second?.y ?? 0)) >= 15 || Math.abs((first?.x ?? 0) - (second?.x ?? 0)) >= 26).toBe(true);
  });

  it('drop a room name under an object name, never the object name', () => {
    const placed = placeLabels([label('r', 'Kitchen', 200, 138, 'room'), label('a', 'lamp', 200, 150, 'object')], [], size);
    expect(placed.map(({ key }) => key)).toEqual(['a']);
  });

  it('stay inside the picture wherever their objects are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 450 }), fc.integer({ min: -50, max: 350 }), (x, y) => {
        const [placed] = placeLabels([label('a', 'chest of drawers', x, y, 'object')], [], size);
        expect(placed?.x).toBeGreaterThan(50);
        expect(placed?.x).toBeLessThan(350);
        expect(placed?.y).toBeGreaterThan(10);
        expect(placed?.y).toBeLessThan(300);
      }),
    );
  });
});
