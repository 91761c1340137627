import { IconFlagFilled } from '@tabler/icons-react';
import { VerdictMark } from '../../../ui/VerdictMark.tsx';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Decide } from '../review/use-decide.ts';
import { ActionBar } from './ActionBar.tsx';
import { AnswerPanel } from './AnswerPanel.tsx';
import { EditBar } from './EditBar.tsx';
import { History } from './History.tsx';
import { Options } from './Options.tsx';
import classes from './QuestionCard.module.css';
import { QuestionText } from './QuestionText.tsx';
import { RoleFields } from './RoleFields.tsx';
import { shortTaskName } from './task-name.ts';
import { useEdit } from './use-edit.ts';

/** The question, why its answer holds or not, and what to do with it. */
export function QuestionCard({ decide }: { readonly decide: Decide }) {
  const { detail, type } = useSubject();
  const isEditing = useReview((state) => state.draft !== null);
  const edit = useEdit();
  const content = edit?.preview ?? detail.current;
  const options = <Options options={content.options} letter={content.letter} isPreview={edit?.preview != null} />;
  return (
    <section className={classes['card']} aria-label="Question card" data-editing={isEditing || undefined}>
      <div className={classes['columns']} data-editing={isEditing || undefined}>
        <div className={classes['column']}>
          <div className={classes['head']}>
            <h2 title={detail.task}>{type?.title ?? shortTaskName(detail.task)}</h2>
            <VerdictMark verdict={detail.verdict} />
            {detail.isFlagged && (
              <span className={classes['flag']}>
                <IconFlagFilled size={13} aria-hidden /> Flagged
              </span>
            )}
            {type === null && <span className={classes['readOnly']}>type not known yet: shown as stored</span>}
          </div>
          <QuestionText text={content.text} />
          {isEditing && <RoleFields />}
          {!isEditing && options}
        </div>
        {isEditing && <div className={classes['column']}>{options}</div>}
        <AnswerPanel edit={edit} />
        {!isEditing && <History />}
      </div>
      {isEditing ? <EditBar edit={edit} decide={decide} /> : <ActionBar decide={decide} />}
    </section>
  );
}
