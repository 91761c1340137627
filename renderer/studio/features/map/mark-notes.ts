import { missingCase } from '../../../../shared/errors.ts';
import { polygonCentroid } from '../../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { turnText } from './describe-marks.ts';
import { centimetres, isUpright } from './edge-layout.ts';
import { charPx, type LabelRequest } from './place-labels.ts';
import { roomName } from './room-name.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** Where things are that marks refer to. */
export interface MarkPlaces {
  readonly plan: FloorPlan;
  readonly view: Viewport;
  /** Middle of an object's box, by index into `Scene.objects`. */
  readonly boxCenterOf: (objectIndex: number) => PlanPoint;
}

/** What the marks have to say in words, to be placed among the names: heights, areas of rooms, turns of a route. */
export function markNotes(marks: readonly Mark[], places: MarkPlaces): LabelRequest[] {
  return marks.flatMap((mark, index) => notesOf(mark, places).map((note) => ({ ...note, key: `note ${index} ${note.key}` })));
}

function notesOf(mark: Mark, { plan, view, boxCenterOf }: MarkPlaces): LabelRequest[] {
  switch (mark.kind) {
    case 'edge': {
      if (!isUpright(mark)) return [];
      const anchor = projectPlan(view, boxCenterOf(mark.objectIndex));
      const look = mark.isDecisive ? ({ kind: 'note', color: '' } as const) : ({ kind: 'minor', color: 'var(--text-dim)' } as const);
      return [{ key: 'height', text: `height ${centimetres(mark.lengthM)}`, anchor, ...look }];
    }
    case 'room': {
      const room = plan.rooms.find(({ id }) => id === mark.roomId);
      const anchorM = room?.labelM ?? polygonCentroid(mark.outlineM);
      const name = room === undefined ? mark.label : roomName(room.roomType);
      const text = roomText(name, mark.areaM2, widthM(mark.outlineM) * view.pxPerM);
      return [{ key: mark.roomId, text, anchor: projectPlan(view, anchorM), color: '', kind: 'note', isOnAnchor: true }];
    }
    case 'route':
      return mark.turns.map(({ atM, angleDeg, label }, turn) => ({
        key: `turn ${turn}`,
        text: turnText(label, angleDeg),
        anchor: projectPlan(view, atM),
        color: '',
        kind: 'note',
      }));
    case 'segment':
    case 'direction':
    case 'pin':
    case 'instance':
      return [];
    default:
      return missingCase(mark);
  }
}

/** Name and area where the room is wide enough for both, else its area. */
function roomText(name: string, areaM2: number, widthPx: number): string {
  const area = `${areaM2.toFixed(1)} m²`;
  const both = `${name} ${area}`;
  return both.length * charPx < widthPx ? both : area;
}

function widthM(outlineM: readonly PlanPoint[]): number {
  const xs = outlineM.map(([x]) => x);
  return Math.max(...xs) - Math.min(...xs);
}
