import { Switch } from '@mantine/core';
import type { Pace } from '../../../../shared/api/index.ts';
import { strings } from '../../strings/strings.ts';
import { shortTaskName } from '../question/task-name.ts';
import { Bars } from './Bars.tsx';
import { ChartCard } from './ChartCard.tsx';
import classes from './Dashboard.module.css';

const say = strings.lists.dashboard;

/** How fast the reviewer decides, and below, on wish, how fast others do. */
export function PaceCard(props: {
  readonly own: Pace;
  readonly others: readonly Pace[];
  readonly isEach: boolean;
  readonly onEach: (isEach: boolean) => void;
}) {
  const { own, others } = props;
  return (
    <>
      <section className={classes['card']} aria-label={say.pace}>
        <div className={classes['cardHead']}>
          <h2>
            {say.pace} <span className={classes['lead']}>{own.reviewer}</span>
          </h2>
        </div>
        <PaceFigures pace={own} />
        {others.length > 0 && (
          <>
            <div className={classes['cardHead']}>
              <h3>{say.paceOthers}</h3>
              <Switch
                size="xs"
                className={classes['cardTools'] ?? ''}
                label={say.paceEach}
                checked={props.isEach}
                onChange={(event) => props.onEach(event.currentTarget.checked)}
              />
            </div>
            {others.map((pace) => (
              <div key={pace.reviewer ?? ''}>
                {pace.reviewer !== null && <p className={classes['text']}>{pace.reviewer}</p>}
                <PaceFigures pace={pace} />
              </div>
            ))}
          </>
        )}
      </section>
      <ChartCard
        title={say.perTask}
        heads={[say.type, say.median, say.decisions]}
        rows={own.byTask.map(({ task, decisions, medianMs }) => ({
          cells: [shortTaskName(task), say.seconds((medianMs / 1000).toFixed(1)), decisions],
          list: { task, ...(own.reviewer === null ? {} : { reviewer: own.reviewer }) },
        }))}
      >
        <Bars
          isLying
          bars={own.byTask.map(({ task, medianMs }) => ({
            name: shortTaskName(task),
            seconds: Number((medianMs / 1000).toFixed(1)),
            list: { task, ...(own.reviewer === null ? {} : { reviewer: own.reviewer }) },
          }))}
          series={[{ name: 'seconds', label: say.median, color: 'var(--accent)' }]}
        />
      </ChartCard>
      <ChartCard
        title={say.perDay}
        heads={[say.day, say.decisions]}
        rows={own.days.map(({ day, decisions }) => ({ cells: [day, decisions] }))}
      >
        <Bars
          bars={own.days.map(({ day, decisions }) => ({ name: day.slice(5), decisions }))}
          series={[{ name: 'decisions', label: say.decisions, color: 'var(--accent)' }]}
        />
      </ChartCard>
    </>
  );
}

function PaceFigures({ pace }: { readonly pace: Pace }) {
  if (pace.decisions + pace.inBulk === 0) return <p className={classes['empty']}>{say.noneYet}</p>;
  const seconds = (ms: number | null) => (ms === null ? '–' : say.seconds((ms / 1000).toFixed(1)));
  return (
    <dl className={classes['figures']}>
      <div>
        <dt>{say.median}</dt>
        <dd>{seconds(pace.medianMs)}</dd>
      </div>
      <div>
        <dt>{say.p90}</dt>
        <dd>{seconds(pace.p90Ms)}</dd>
      </div>
      <div>
        <dt>{say.decisions}</dt>
        <dd>{pace.decisions.toLocaleString('en')}</dd>
      </div>
      {pace.inBulk > 0 && (
        <div>
          <dt>{say.inBulk}</dt>
          <dd>{pace.inBulk.toLocaleString('en')}</dd>
        </div>
      )}
    </dl>
  );
}
