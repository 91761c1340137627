import type { Margin } from '../../../../shared/questions/question-type.ts';
import classes from './AnswerPanel.module.css';

const units: Readonly<Record<Margin['unit'], string>> = { m: ' m', deg: '°', frames: ' frames', m2: ' m²', '%': ' % of the frame' };

/** How much would have to change before another answer is right. */
export function MarginBar({ margin }: { readonly margin: Margin }) {
  const value = `${margin.unit === 'frames' ? margin.value : margin.value.toFixed(margin.unit === 'm' ? 3 : 1)}${units[margin.unit]}`;
  return (
    <div className={classes['marginLine']}>
      <span>Margin to flip</span>
      <span className={classes['marginTrack']} aria-hidden>
        <span style={{ width: `${Math.max(3, 100 * margin.score)}%` }} data-tight={margin.score < 0.2 || undefined} />
      </span>
      <b className="numeric">{value}</b>
      {margin.flipsTo !== null && <span className={classes['flips']}>then “{margin.flipsTo}”</span>}
    </div>
  );
}
