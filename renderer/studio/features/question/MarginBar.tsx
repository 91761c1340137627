import type { Derivation } from '../../../../shared/questions/question-type.ts';
import classes from './AnswerPanel.module.css';
import { marginText } from './measured-text.ts';

/** How much would have to change before another answer is right. */
export function MarginBar({ outcome: { margin, unit } }: { readonly outcome: Derivation }) {
  return (
    <div className={classes['marginLine']}>
      <span>Margin to flip</span>
      <span className={classes['marginTrack']} aria-hidden>
        <span style={{ width: `${Math.max(3, 100 * margin.score)}%` }} data-tight={margin.score < 0.2 || undefined} />
      </span>
      <b className="numeric">{marginText(margin, unit)}</b>
      {margin.flipsTo !== null && <span className={classes['flips']}>then “{margin.flipsTo}”</span>}
    </div>
  );
}
