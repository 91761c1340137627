import type { Statistics } from '../../../../shared/api/index.ts';
import { verdicts } from '../../../../shared/model/decision.ts';
import { verdictLooks } from '../../../ui/verdict-look.ts';
import { strings } from '../../strings/strings.ts';
import { openInBrowse } from './ChartCard.tsx';
import classes from './Dashboard.module.css';

const say = strings.lists.dashboard;

/** How far the workspace is: one tile per verdict, each of which opens what it counts. */
export function ProgressCard({ statistics }: { readonly statistics: Statistics }) {
  const { questions, reviewed, byVerdict } = statistics;
  const share = (count: number) => (questions === 0 ? 0 : (100 * count) / questions);
  return (
    <section className={classes['card']} data-wide aria-label={say.progress}>
      <div className={classes['cardHead']}>
        <h2>{say.progress}</h2>
        <span className={classes['lead']}>
          {say.reviewedOf(reviewed.toLocaleString('en'), questions.toLocaleString('en'))} (
          {share(reviewed).toFixed(share(reviewed) < 10 ? 1 : 0)} %)
        </span>
      </div>
      <div className={classes['track']} aria-hidden>
        {verdicts.slice(1).map((verdict) => (
          <span key={verdict} style={{ width: `${share(byVerdict[verdict] ?? 0)}%`, background: verdictLooks[verdict].color }} />
        ))}
      </div>
      <div className={classes['tiles']}>
        {verdicts.map((verdict) => {
          const { label, icon: Icon, color } = verdictLooks[verdict];
          return (
            <button key={verdict} type="button" className={classes['tile']} onClick={() => openInBrowse({ verdict })}>
              <span className={classes['tileName']}>
                <Icon size={15} color={color} aria-hidden /> {label}
              </span>
              <span className={classes['tileCount']}>{(byVerdict[verdict] ?? 0).toLocaleString('en')}</span>
              <span className={classes['tileShare']}>{share(byVerdict[verdict] ?? 0).toFixed(1)} %</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
