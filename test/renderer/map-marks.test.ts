import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeMarks } from '../../renderer/studio/features/map/describe-marks.ts';
import { type Edge, isUpright, layoutEdge } from '../../renderer/studio/features/map/edge-layout.ts';
import { sectorLabels } from '../../renderer/studio/features/map/sector-labels.ts';
import { drawnSegments, segmentTextPx } from '../../renderer/studio/features/map/segment-labels.ts';
import { spreadDots } from '../../renderer/studio/features/map/spread-dots.ts';
import { projectPlan, type Viewport } from '../../renderer/studio/features/map/viewport.ts';
import type { Vec3 } from '../../shared/geometry/vector.ts';
import type { Mark } from '../../shared/questions/question-type.ts';

const view: Viewport = { centerM: [0, 0], pxPerM: 40, widthPx: 400, heightPx: 300, turnDeg: 0 };
const edge = (fromM: Vec3, toM: Vec3, lengthM: number): Edge => ({
  kind: 'edge',
  objectIndex: 4,
  fromM,
  toM,
  lengthM,
  isDecisive: true,
});
const segment = (to: Vec3, isDecisive = false): Mark => ({
  kind: 'segment',
  fromM: [0, 0, 0],
  toM: to,
  lengthM: Math.hypot(...to),
  isDecisive,
  objectIndices: [0, Math.round(to[0] * 1000)],
});

describe('dots of a count', () => {
  it('never overlap and move no dot that stands free, however close their instances are', () => {
    const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 60 })), { maxLength: 25 });
    fc.assert(
      fc.property(places, (points) => {
        const dots = spreadDots(points, 8);
        for (const [i, a] of dots.entries()) {
          for (const b of dots.slice(0, i)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(16);
        }
        if (points.length > 0) expect([dots[0]?.x, dots[0]?.y]).toEqual(points[0]);
      }),
    );
  });
});

describe('the names of direction sectors', () => {
  const quarters = ['front-left', 'front-right', 'back-right', 'back-left'].map((label, quarter) => ({
    label,
    fromDeg: -90 + 90 * quarter,
    toDeg: 90 * quarter,
    isAnswer: quarter === 2,
  }));

  it('stay inside the panel and apart from each other, however near its border one stands and wherever one looks', () => {
    const inPanel = fc.tuple(fc.double({ min: -4.9, max: 4.9, noNaN: true }), fc.double({ min: -3.6, max: 3.6, noNaN: true }));
    fc.assert(
      fc.property(inPanel, fc.double({ min: 0, max: 360, noNaN: true }), ([x, z], turnDeg) => {
        const mark = {
          kind: 'direction',
          standingM: [x, z],
          facingM: [x, z + 1],
          queryingM: [x + 1, z],
          angleDeg: 90,
          sectors: quarters,
        } as const;
        const names = sectorLabels({ ...mark, ambiguousHalfWidthDeg: 0 }, { ...view, turnDeg });
        // A turned plan may have turned the standing point out of the panel: then there is nothing to name.
        const [xPx, yPx] = projectPlan({ ...view, turnDeg }, [x, z]);
        const isInPanel = xPx >= 0 && yPx >= 0 && xPx <= view.widthPx && yPx <= view.heightPx;
        expect(names).toHaveLength(isInPanel ? 4 : 0);
        for (const [i, a] of names.entries()) {
          expect(a.x - a.widthPx / 2).toBeGreaterThanOrEqual(0);
          expect(a.x + a.widthPx / 2).toBeLessThanOrEqual(view.widthPx);
          for (const b of names.slice(0, i))
            expect(Math.abs(a.x - b.x) >= (a.widthPx + b.widthPx) / 2 || Math.abs(a.y - b.y) >= 12).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the dimension line of an edge', () => {
  it('stands off the box on the side away from its middle', () => {
    const { from, lineFrom, label, text } = layoutEdge(edge([-1, 0, 1], [1, 0, 1], 2), [0, 0], view);
    expect(text).toBe('200.0 cm');
    expect(lineFrom).toEqual([from[0], from[1] - 9]);
    expect(label[1]).toBeLessThan(lineFrom[1]);
  });

  it('is a note for an edge that stands on the plan', () => {
    expect(isUpright(edge([0, 0, 0], [0, 0.9, 0], 0.9))).toBe(true);
    expect(isUpright(edge([0, 0, 0], [0.9, 0, 0], 0.9))).toBe(false);
  });
});

describe('lengths of segments', () => {
  it('keep clear of each other, and the decisive one is always written', () => {
    const drawn = drawnSegments([segment([1, 0, 0.1]), segment([1.01, 0, 0.1], true), segment([1.02, 0, 0.1]), segment([4, 0, 0])], view);
    expect(drawn.at(-1)?.mark.isDecisive).toBe(true);
    expect(drawn.at(-1)?.label).not.toBeNull();
    const labels = drawn.flatMap(({ label }) => (label === null ? [] : [label]));
    for (const [i, a] of labels.entries()) {
      for (const b of labels.slice(0, i)) {
        expect(Math.abs(a[0] - b[0]) >= segmentTextPx || Math.abs(a[1] - b[1]) >= 14).toBe(true);
      }
    }
  });
});

describe('the table twin of the marks', () => {
  const nameOf = () => 'desk';
  const wordsOf = (mark: Mark) => describeMarks([mark], nameOf);

  it('says which instances count', () => {
    const instance = { kind: 'instance', order: 2, objectIndex: 7, positionM: [0, 0, 0], label: 'chair' } as const;
    expect(wordsOf({ ...instance, isCounted: true }).byObject.get(7)).toEqual(['counted, no. 2']);
    expect(wordsOf({ ...instance, isCounted: false }).byObject.get(7)).toEqual(['not counted, no. 2']);
  });

  it('says sizes, order and distances beside their objects', () => {
    expect(wordsOf(edge([0, 0, 0], [0, 0.9, 0], 0.9)).byObject.get(4)).toEqual(['90.0 cm high (asked)']);
    const pin: Mark = { kind: 'pin', order: 3, frame: 12, objectIndex: 1, positionM: [0, 0, 0], label: 'bed' };
    expect(wordsOf(pin).byObject.get(1)).toEqual(['appears 3rd, frame 12']);
    expect(wordsOf(segment([0.005, 0, 0], true)).byObject.get(5)).toEqual(['0.01 m from desk (decisive)']);
  });

  it('says areas, angles and turns, which belong to no object', () => {
    const room: Mark = { kind: 'room', roomId: 'r', outlineM: [], areaM2: 12.34, label: 'Kitchen' };
    const route: Mark = { kind: 'route', pointsM: [], facingM: [0, 0], turns: [{ atM: [0, 0], angleDeg: -88.4, label: '1. Turn Left' }] };
    expect(describeMarks([room, route], nameOf).general).toEqual(['Kitchen: 12.3 m²', '1. Turn Left, 88°']);
  });
});
