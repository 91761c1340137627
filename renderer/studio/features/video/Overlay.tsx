import { useQuery } from '@tanstack/react-query';
import { framesQuery } from '../../../client/queries.ts';
import { useClock } from '../../../player/use-clock.ts';
import { useViewOptions } from '../../view-options.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import type { RoleView } from '../review/subject.ts';
import classes from './VideoPanel.module.css';
import { videoRoleColor } from './video-role-color.ts';

interface VisibleObject {
  readonly objectIndex: number;
  readonly role: RoleView;
  readonly color: string;
  readonly fraction: number;
  /** Inclusive pixel bounds, null where the shard has none. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number] | null;
}

/** Boxes and names of the question's objects on the frame that is shown, and only those. */
export function Overlay({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }) {
  const hasBoxes = useViewOptions((options) => options.hasBoxes);
  const { frame, visible } = useVisibleObjects();
  if (!hasBoxes) return null;
  const boxed = visible.filter((object) => object.box !== null);
  const unboxed = visible.filter((object) => object.box === null);
  return (
    <div className={classes['overlay']} data-frame={frame} data-testid="overlay">
      <svg viewBox={`0 0 ${widthPx} ${heightPx}`} width="100%" height="100%" aria-hidden>
        {boxed.map(({ objectIndex, color, box }) => {
          const [left, top, right, bottom] = box ?? [0, 0, 0, 0];
          const place = {
            x: left,
            y: top,
            width: right - left + 1,
            height: bottom - top + 1,
            fill: 'none',
            vectorEffect: 'non-scaling-stroke' as const,
          };
          return (
            <g key={objectIndex}>
              <rect {...place} stroke="#000" strokeOpacity={0.55} strokeWidth={4} />
              <rect {...place} stroke={color} strokeWidth={2} />
            </g>
          );
        })}
      </svg>
      {boxed.map(({ objectIndex, role, color, box }) => {
        const [left, top] = box ?? [0, 0];
        const isTight = top < heightPx * 0.08;
        const style = {
          left: `${(100 * left) / widthPx}%`,
          top: `${(100 * top) / heightPx}%`,
          color,
          transform: isTight ? 'translateY(2px)' : 'translateY(-19px)',
        };
        return (
          <span key={objectIndex} className={classes['boxLabel']} style={style}>
            {role.name}
          </span>
        );
      })}
      {unboxed.length > 0 && (
        <div className={classes['inView']}>
          {unboxed.map(({ objectIndex, role, color, fraction }) => (
            <span key={objectIndex}>
              <i className={classes['dot']} style={{ background: color }} />
              {role.name} {(100 * fraction).toFixed(1)} %
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function useVisibleObjects(): { readonly frame: number; readonly visible: readonly VisibleObject[] } {
  const { trajectory, roleViews } = useSubject();
  const { data: frames } = useQuery(framesQuery(trajectory.id, trajectory.frameCount));
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const sightings = frames?.[frame] ?? [];
  const visible = sightings.flatMap(([objectIndex, , fraction, left, top, right, bottom]) => {
    const role = roleViews.find((view) => view.objectIndices.includes(objectIndex));
    if (role === undefined) return [];
    const box = left < 0 ? null : ([left, top, right, bottom] as const);
    return [{ objectIndex, role, color: videoRoleColor(role.colorNumber), fraction, box }];
  });
  return { frame, visible };
}
