import { IconAlertTriangle } from '@tabler/icons-react';
import type { CloseCallThresholds } from '../../../../shared/model/user-settings.ts';
import type { Derivation, Margin } from '../../../../shared/questions/question-type.ts';
import { useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import classes from './AnswerPanel.module.css';
import { marginText } from './measured-text.ts';

/** How much would have to change before another answer is right, and whether that is little by the reviewer's own thresholds. */
export function MarginBar({ outcome: { margin, unit } }: { readonly outcome: Derivation }) {
  const isClose = isCloseCall(
    margin,
    useSettings((settings) => settings.closeCall),
  );
  return (
    <div className={classes['marginLine']}>
      <span>Margin to flip</span>
      <span className={classes['marginTrack']} aria-hidden>
        <span style={{ width: `${Math.max(3, 100 * margin.score)}%` }} data-tight={isClose || undefined} />
      </span>
      <b className="numeric">{marginText(margin, unit)}</b>
      {margin.flipsTo !== null && <span className={classes['flips']}>then “{margin.flipsTo}”</span>}
      {isClose && (
        <span className={classes['closeCall']}>
          <IconAlertTriangle size={13} aria-hidden /> {strings.decide.closeCall}
        </span>
      )}
    </div>
  );
}

/** Whether a margin lies below the threshold of its unit or of its score. */
export function isCloseCall({ value, unit, score }: Margin, thresholds: CloseCallThresholds): boolean {
  return value < thresholds[unit] || score < thresholds.score;
}
