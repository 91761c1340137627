import { useQuery } from '@tanstack/react-query';
import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import { framesQuery } from '../../../client/queries.ts';
import { useClock } from '../../../player/use-clock.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { videoRoleColor } from './video-role-color.ts';

/** An object that the frame on screen shows. */
export interface VisibleObject {
  readonly objectIndex: number;
  readonly name: string;
  /** Colour over pictures: its role's, or a neutral one. */
  readonly color: string;
  readonly isOfQuestion: boolean;
  /** Pointed at or picked in any panel. */
  readonly isPicked: boolean;
  /** Share of the frame. */
  readonly fraction: number;
  /** Inclusive pixel bounds, null where the shard has none. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number] | null;
}

const neutralColor = '#d5dbe4';
const pickedColor = '#ffffff';

/** What the frame on screen shows: the question's objects, what is picked, and with `isAll` everything. Large ones first, so that small ones lie on top. */
export function useVisibleObjects(isAll: boolean): {
  readonly frame: number;
  readonly visible: readonly VisibleObject[];
  readonly seen: ReadonlySet<number>;
} {
  const { trajectory, roleViews, scene } = useSubject();
  const { data: frames } = useQuery(framesQuery(trajectory.id, trajectory.frameCount));
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const highlighted = useReview((state) => state.highlighted);
  const hovered = useReview((state) => state.hovered);
  const sightings = frames?.[frame] ?? [];
  const visible = sightings.flatMap(([objectIndex, , fraction, left, top, right, bottom]): VisibleObject[] => {
    const role = roleViews.find((view) => view.objectIndices.includes(objectIndex));
    const isPicked = objectIndex === highlighted || objectIndex === hovered;
    if (role === undefined && !isAll && !isPicked) return [];
    const name = role?.name ?? cleanTypeName(scene.objects[objectIndex]?.objectType ?? '');
    const color = role === undefined ? (isPicked ? pickedColor : neutralColor) : videoRoleColor(role.colorNumber);
    const box = left < 0 ? null : ([left, top, right, bottom] as const);
    return [{ objectIndex, name, color, isOfQuestion: role !== undefined, isPicked, fraction, box }];
  });
  const areaOf = ({ box }: VisibleObject) => (box === null ? 0 : (box[2] - box[0] + 1) * (box[3] - box[1] + 1));
  return {
    frame,
    visible: visible.sort((a, b) => areaOf(b) - areaOf(a)),
    seen: new Set(sightings.map(([objectIndex]) => objectIndex)),
  };
}
