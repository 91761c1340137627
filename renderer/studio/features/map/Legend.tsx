import { useSubject } from '../review/SubjectContext.tsx';
import { fieldOfView } from './field-of-view.ts';
import classes from './MapPanel.module.css';

/** What the signs on the map mean; only those that are on it. */
export function Legend() {
  const { trajectory, outcome } = useSubject();
  const marks = outcome?.marks ?? [];
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
}
