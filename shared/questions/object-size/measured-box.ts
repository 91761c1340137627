import { boxCorners, type OrientedBox, orientedFromAxisBox, worldAxes } from '../../geometry/box.ts';
import type { Vec3 } from '../../geometry/vector.ts';
import type { SceneObject } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import type { Mark } from '../question-type.ts';

/** The edge of an object's box that a question asks for. */
export type AskedEdge = 'longest' | 'shortest';

/** The box whose edges are an object's sizes: the one that the convention counts, with the lengths that the source states where it knew no other box. */
export function measuredBox(object: SceneObject, convention: Convention): OrientedBox {
  if (convention.boxes === 'oriented') return object.orientedBox;
  // Lengths of a source are rounded on their own: the difference of its rounded corners may fall on the other side of a border.
  return object.isOrientationKnown ? orientedFromAxisBox(object.axisBox) : { ...object.orientedBox, axes: worldAxes };
}

/** Which of the three edges is the asked one: the first of equals. */
export function askedAxis({ sizeM }: OrientedBox, edge: AskedEdge): 0 | 1 | 2 {
  return sizeM.indexOf(edge === 'longest' ? Math.max(...sizeM) : Math.min(...sizeM)) as 0 | 1 | 2;
}

/** The three edges of a box that meet at its corner with the smallest coordinates along its own axes. */
export function edgeMarks(box: OrientedBox, objectIndex: number, decisiveAxis: 0 | 1 | 2): Mark[] {
  const corners = boxCorners(box) as readonly Vec3[];
  return ([0, 1, 2] as const).map((axis) => ({
    kind: 'edge',
    objectIndex,
    fromM: corners[0] as Vec3,
    toM: corners[1 << axis] as Vec3,
    lengthM: box.sizeM[axis],
    isDecisive: axis === decisiveAxis,
  }));
}

/** The box as SIMS-V's metadata and records write it, keys in their order; the nine numbers are the axes, row by row. */
export function bboxRecord(object: SceneObject, box: OrientedBox): Readonly<Record<string, unknown>> {
  return {
    centroid: box.centerM,
    axesLengths: box.sizeM,
    normalizedAxes: box.axes.flat(),
    min: object.axisBox.minM,
    max: object.axisBox.maxM,
    object_id: object.id,
    asset_id: object.assetId,
    object_type: object.objectType,
  };
}
