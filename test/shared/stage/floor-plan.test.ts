import { describe, expect, it } from 'vitest';
import { isInsidePolygon, polygonAreaM2 } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import { floorPlanFromScene, labelPoint } from '../../../shared/stage/floor-plan.ts';
import { renderFloorPlanSvg } from '../../../shared/stage/floor-plan-svg.ts';
import { aScene } from '../../fixtures/a-scene.ts';

describe('the floor plan', () => {
  it('interrupts both faces of a wall at its door', () => {
    const walls = floorPlanFromScene(aScene()).walls.filter(
      ({ id }) => id.includes('4.50|4.00|4.50|0.00') || id.includes('4.50|0.00|4.50|4.00'),
    );
    expect(walls.map(({ segmentsM }) => segmentsM.map(([from, to]) => [from[1], to[1]].map((z) => Math.round(z * 100) / 100)))).toEqual([
      [
        [4, 3.4],
        [2.4, 0],
      ],
      [
        [0, 2.4],
        [3.4, 4],
      ],
    ]);
  });

  it('shows each piece of furniture as its turned rectangle, and doors only as openings', () => {
    const scene = aScene();
    const { objects, openings } = floorPlanFromScene(scene);
    expect(objects.map(({ id }) => id)).toEqual(scene.objects.slice(0, -2).map(({ id }) => id));
    expect(openings.map(({ id, isPassable }) => [id, isPassable])).toEqual([
      ['window|1|0', false],
      ['door|1|2', true],
    ]);
    for (const { footprintM, objectIndex } of objects) {
      const [x, , z] = scene.objects[objectIndex]?.orientedBox.sizeM ?? [0, 0, 0];
      expect(footprintM).toHaveLength(4);
      expect(polygonAreaM2(footprintM)).toBeCloseTo(x * z, 3);
    }
  });

  it('labels an L-shaped room in its wide part, away from the notch', () => {
    const room: PlanPoint[] = [
      [0, 0],
      [0, 6],
      [1, 6],
      [1, 3],
      [5, 3],
      [5, 0],
    ];
    const [x, z] = labelPoint(room);
    expect(isInsidePolygon([x, z], room)).toBe(true);
    expect(z).toBeCloseTo(1.5, 0);
    expect(x).toBeGreaterThan(1);
  });

  it('writes every id of the scene into the map, escaped', () => {
    const scene = aScene();
    const odd = { ...scene, objects: scene.objects.map((o, i) => (i === 0 ? { ...o, id: 'Bed"<&' } : o)) };
    const svg = renderFloorPlanSvg(odd);
    const ids = [...svg.matchAll(/data-id="([^"]*)"/g)].map((match) => match[1]);
    const expected = [...scene.rooms, ...scene.walls, ...scene.objects.slice(1)].map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...expected, 'Bed&#34;&#60;&#38;']));
    expect(ids).toHaveLength(expected.length + 1);
  });
});
