import { memo } from 'react';
import { useViewOptions } from '../../view-options.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { fieldOfView } from './field-of-view.ts';
import classes from './MapPanel.module.css';

/** What the signs on the map mean; only those that are on it. */
export const Legend = memo(function Legend() {
  const { trajectory, outcome, scene } = useSubject();
  const marks = outcome?.marks ?? [];
  const hasCoverage = useViewOptions((options) => options.hasCoverage) && scene.rooms.length > 0;
  const { isAssumed, horizontalDeg } = fieldOfView(trajectory.camera);
  return (
    <div className={classes['legend']}>
      {trajectory.frameCount > 0 && (
        <>
          <span>
            <i className={classes['ramp']} aria-hidden /> start to end
          </span>
          <span title={isAssumed ? 'The shard does not name its camera.' : undefined}>
            view {Math.round(horizontalDeg)}°{isAssumed && ' assumed'}
          </span>
        </>
      )}
      {hasCoverage && trajectory.poses.length > 0 && (
        <>
          <span>
            <i className={classes['walked']} aria-hidden /> walked on
          </span>
          <span>
            <i className={classes['later']} aria-hidden /> not seen yet
          </span>
          <span>
            <i className={classes['neverSeen']} aria-hidden /> never seen
          </span>
        </>
      )}
      {marks.some((mark) => mark.kind === 'direction' && mark.ambiguousHalfWidthDeg > 0) && (
        <span>
          <i className={classes['band']} aria-hidden /> too close to call
        </span>
      )}
      {marks.some((mark) => mark.kind === 'instance' && mark.isCounted) && (
        <span>
          <i className={classes['counted']} aria-hidden /> counted
        </span>
      )}
      {marks.some((mark) => mark.kind === 'instance' && !mark.isCounted) && (
        <span>
          <i className={classes['leftOut']} aria-hidden /> not counted
        </span>
      )}
    </div>
  );
});
