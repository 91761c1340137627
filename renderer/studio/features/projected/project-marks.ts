import { missingCase } from '../../../../shared/errors.ts';
import {
  isInPicture,
  type PictureCamera,
  type PicturePoint,
  projectPolygon,
  projectSegment,
  projectVertex,
} from '../../../../shared/geometry/picture-camera.ts';
import { polygonCentroid } from '../../../../shared/geometry/polygon.ts';
import { add, bearingDeg, type PlanPoint, planForwardFromYaw, scale, type Vec3 } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { turnText } from '../map/describe-marks.ts';
import { centimetres } from '../map/edge-layout.ts';
import type { LabelRequest } from '../map/place-labels.ts';

/** Something of a mark as it lies in the picture, in pixels. */
export type ProjectedShape =
  | { readonly kind: 'area'; readonly points: readonly PicturePoint[]; readonly look: 'sector' | 'answer' | 'ambiguous' | 'room' }
  | { readonly kind: 'line'; readonly points: readonly PicturePoint[]; readonly look: 'decisive' | 'minor' | 'asked' }
  | { readonly kind: 'dot'; readonly at: PicturePoint; readonly look: 'end' | 'standing' | 'turn' }
  | {
      readonly kind: 'pin' | 'instance';
      readonly at: PicturePoint;
      readonly text: string;
      readonly objectIndex: number;
      readonly isFull: boolean;
    };

/** A mark in the picture: its shapes from below to above, and what it says. */
export interface ProjectedMark {
  readonly key: string;
  readonly shapes: readonly ProjectedShape[];
  readonly labels: readonly LabelRequest[];
  /** The objects it is about; empty where it is about places. */
  readonly objectIndices: readonly number[];
}

/** Radius of the wedges on the floor: an aid to read, not a distance. */
const wedgeM = 1.1;
/** A wedge's border is drawn as straight pieces of this many degrees. */
const wedgeStepDeg = 10;
/** Losing segments drawn at most, the shortest ones, as on the map. */
const maxLosers = 6;
/** Marks on the floor lie this much above it. */
const liftM = 0.01;

/** The marks of a derivation as a camera sees them, through walls and furniture; what is behind the camera is cut off. `floorM` is the floor's height. */
export function projectMarks(marks: readonly Mark[], camera: PictureCamera, floorM: number): ProjectedMark[] {
  const losers = marks.flatMap((mark) => (mark.kind === 'segment' && !mark.isDecisive ? [mark] : []));
  const kept = new Set<Mark>([...losers].sort((a, b) => a.lengthM - b.lengthM).slice(0, maxLosers));
  return marks
    .map((mark, index) => ({ mark, key: `${mark.kind} ${index}` }))
    .filter(({ mark }) => mark.kind !== 'segment' || mark.isDecisive || kept.has(mark))
    .map(({ mark, key }) => projectMark(mark, key, { camera, onFloor: ([x, z]) => [x, floorM + liftM, z] }));
}

interface Ground {
  readonly camera: PictureCamera;
  readonly onFloor: (point: PlanPoint) => Vec3;
}

function projectMark(mark: Mark, key: string, ground: Ground): ProjectedMark {
  const { camera, onFloor } = ground;
  const note = (atM: Vec3, text: string, kind: LabelRequest['kind'] = 'note'): LabelRequest[] => {
    const anchor = projectVertex(camera, atM);
    return anchor === null || !isInPicture(camera, anchor)
      ? []
      : [{ key: `${key} ${text}`, text, anchor, color: '', kind, isOnAnchor: true }];
  };
  switch (mark.kind) {
    case 'segment':
    case 'edge': {
      const look = mark.isDecisive ? 'decisive' : 'minor';
      const text = mark.kind === 'edge' ? centimetres(mark.lengthM) : `${mark.lengthM.toFixed(2)} m`;
      return {
        key,
        shapes: [
          ...lineShapes(camera, [mark.fromM, mark.toM], look),
          ...(mark.isDecisive ? dotShapes(camera, [mark.fromM, mark.toM], 'end') : []),
        ],
        labels: note(scale(add(mark.fromM, mark.toM), 0.5), text, mark.isDecisive ? 'note' : 'minor'),
        objectIndices: mark.kind === 'edge' ? [mark.objectIndex] : mark.objectIndices,
      };
    }
    case 'direction':
      return directionMark(mark, key, ground, note);
    case 'pin':
    case 'instance':
      return {
        key,
        shapes: numberShapes(camera, mark),
        labels: [],
        objectIndices: [mark.objectIndex],
      };
    case 'room':
      return {
        key,
        shapes: areaShapes(camera, mark.outlineM.map(onFloor), 'room'),
        labels: note(onFloor(polygonCentroid(mark.outlineM)), `${mark.areaM2.toFixed(1)} m²`),
        objectIndices: [],
      };
    case 'route': {
      const points = mark.pointsM.map(onFloor);
      return {
        key,
        shapes: [
          ...lineShapes(camera, [...points.slice(0, 1), onFloor(mark.facingM)], 'asked'),
          ...lineShapes(camera, points, 'decisive'),
          ...dotShapes(camera, points.slice(0, 1), 'standing'),
          ...dotShapes(
            camera,
            mark.turns.map(({ atM }) => onFloor(atM)),
            'turn',
          ),
        ],
        labels: mark.turns.flatMap(({ atM, angleDeg, label }, turn) =>
          note(onFloor(atM), turnText(label, angleDeg)).map((each) => ({ ...each, key: `${key} ${turn}`, isOnAnchor: false })),
        ),
        objectIndices: [],
      };
    }
    default:
      return missingCase(mark);
  }
}

function directionMark(
  mark: Extract<Mark, { kind: 'direction' }>,
  key: string,
  { camera, onFloor }: Ground,
  note: (atM: Vec3, text: string) => LabelRequest[],
): ProjectedMark {
  const { standingM, ambiguousHalfWidthDeg: half } = mark;
  const facingDeg = bearingDeg(standingM, mark.facingM);
  const at = (turnDeg: number, radiusM: number): Vec3 => {
    const [dx, dz] = planForwardFromYaw(facingDeg + turnDeg);
    return onFloor([standingM[0] + radiusM * dx, standingM[1] + radiusM * dz]);
  };
  const wedge = (fromDeg: number, toDeg: number): Vec3[] => {
    const steps = Math.max(1, Math.ceil((toDeg - fromDeg) / wedgeStepDeg));
    const rim = Array.from({ length: steps + 1 }, (_, step) => at(fromDeg + ((toDeg - fromDeg) * step) / steps, wedgeM));
    return toDeg - fromDeg >= 360 ? rim : [onFloor(standingM), ...rim];
  };
  const borders = half > 0 ? [...new Set(mark.sectors.flatMap(({ fromDeg, toDeg }) => [wrapped(fromDeg), wrapped(toDeg)]))] : [];
  return {
    key,
    shapes: [
      ...mark.sectors.flatMap(({ fromDeg, toDeg, isAnswer }) => areaShapes(camera, wedge(fromDeg, toDeg), isAnswer ? 'answer' : 'sector')),
      ...borders.flatMap((border) => areaShapes(camera, wedge(border - half, border + half), 'ambiguous')),
      ...lineShapes(camera, [onFloor(standingM), onFloor(mark.queryingM)], 'asked'),
      ...lineShapes(camera, [onFloor(standingM), onFloor(mark.facingM)], 'decisive'),
      ...dotShapes(camera, [onFloor(standingM)], 'standing'),
    ],
    labels: mark.sectors.flatMap(({ label, fromDeg, toDeg }) => note(at((fromDeg + toDeg) / 2, 0.75 * wedgeM), label)),
    objectIndices: [],
  };
}

function lineShapes(camera: PictureCamera, pointsM: readonly Vec3[], look: 'decisive' | 'minor' | 'asked'): ProjectedShape[] {
  return pointsM.slice(1).flatMap((to, leg) => {
    const points = projectSegment(camera, pointsM[leg] as Vec3, to);
    return points === null ? [] : [{ kind: 'line', points, look } as const];
  });
}

function areaShapes(camera: PictureCamera, cornersM: readonly Vec3[], look: 'sector' | 'answer' | 'ambiguous' | 'room'): ProjectedShape[] {
  const points = projectPolygon(camera, cornersM);
  return points.length < 3 ? [] : [{ kind: 'area', points, look }];
}

function dotShapes(camera: PictureCamera, pointsM: readonly Vec3[], look: 'end' | 'standing' | 'turn'): ProjectedShape[] {
  return pointsM.flatMap((point) => {
    const at = projectVertex(camera, point);
    return at === null ? [] : [{ kind: 'dot', at, look } as const];
  });
}

function numberShapes(camera: PictureCamera, mark: Extract<Mark, { kind: 'pin' | 'instance' }>): ProjectedShape[] {
  const at = projectVertex(camera, mark.positionM);
  if (at === null) return [];
  const isFull = mark.kind === 'pin' || mark.isCounted;
  return [{ kind: mark.kind, at, text: String(mark.order), objectIndex: mark.objectIndex, isFull }];
}

function wrapped(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}
