import type { Verdict } from '../../shared/model/decision.ts';
import classes from './VerdictMark.module.css';
import { verdictLooks } from './verdict-look.ts';

/** A verdict as icon and word. */
export function VerdictMark({ verdict, size = 14 }: { readonly verdict: Verdict; readonly size?: number }) {
  const { icon: Icon, label, color } = verdictLooks[verdict];
  return (
    <span className={classes['mark']} data-verdict={verdict} style={{ color }}>
      <Icon size={size} aria-hidden />
      {label}
    </span>
  );
}
