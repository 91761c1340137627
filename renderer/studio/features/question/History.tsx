import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { rejectReasonsQuery } from '../../../client/queries.ts';
import { strings } from '../../strings/strings.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { describeDecision, timeOfDecision } from './describe-decision.ts';
import { EditDiff } from './EditDiff.tsx';
import { editHistory } from './edit-history.ts';
import classes from './History.module.css';
import card from './QuestionCard.module.css';

/** A file name that breaks after its underscores, not within a word. */
function Breakable({ name }: { readonly name: string }) {
  return name.split('_').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one name never move
    <Fragment key={index}>
      {index > 0 && '_'}
      {index > 0 && part !== '' && <wbr />}
      {part}
    </Fragment>
  ));
}

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' });

/** Where the question comes from and what was decided about it, newest first. */
export function History() {
  const { detail } = useSubject();
  const { data: rejectReasons } = useQuery(rejectReasonsQuery);
  const entries = editHistory(detail);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and holds nothing else that takes the focus
    <section className={`${card['column']} ${classes['history']}`} aria-label="Source and history" tabIndex={0}>
      <dl className={classes['source']}>
        <dt>Source</dt>
        <dd title={detail.source.file}>
          <Breakable name={detail.source.file.split(/[\\/]/).at(-1) ?? ''} />:{detail.source.line}
        </dd>
        <dt>Scene</dt>
        <dd title={detail.trajectoryId}>{detail.sceneId}</dd>
      </dl>
      <h3>History</h3>
      {entries.length === 0 ? (
        <p className={classes['none']}>Nobody has decided yet.</p>
      ) : (
        <ol className={classes['decisions']}>
          {entries.map(({ decision, isUndone, change }) => (
            <li key={decision.id} data-undone={isUndone || undefined}>
              <b>
                {describeDecision(decision, rejectReasons)}
                {isUndone && <i> ({strings.decide.undone})</i>}
              </b>
              <span>
                {decision.reviewer} ·{' '}
                <time dateTime={timeOfDecision(decision).toISOString()}>{clock.format(timeOfDecision(decision))}</time>
                {decision.evidence?.frame != null && ` · frame ${decision.evidence.frame}`}
              </span>
              {typeof decision.payload['comment'] === 'string' && <q dir="auto">{decision.payload['comment']}</q>}
              {change !== null && <EditDiff {...change} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
