import { IconFlagFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { VerdictMark } from '../../../ui/VerdictMark.tsx';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Decide } from '../review/use-decide.ts';
import { AboutType } from './AboutType.tsx';
import { ActionBar } from './ActionBar.tsx';
import { AnswerPanel } from './AnswerPanel.tsx';
import { EditBar } from './EditBar.tsx';
import { EditOptions } from './EditOptions.tsx';
import { EditWording } from './EditWording.tsx';
import { editLimit } from './edit-limit.ts';
import { History } from './History.tsx';
import { Options } from './Options.tsx';
import classes from './QuestionCard.module.css';
import { QuestionText } from './QuestionText.tsx';
import { RoleFields } from './RoleFields.tsx';
import { shortTaskName } from './task-name.ts';
import { useEdit } from './use-edit.ts';

/** A wording of more lines than this (a route) has its options beside it. */
const tallLines = 4;

/** The question, why its answer holds or not, and what to do with it. */
export function QuestionCard({ decide }: { readonly decide: Decide }) {
  const subject = useSubject();
  const { detail, type, roles, convention } = subject;
  const isEditing = useReview((state) => state.draft !== null);
  const draftText = useReview((state) => state.draftText);
  const edit = useEdit();
  const limit = editLimit(subject);
  const card = useFocusKept(isEditing);
  const content = edit?.preview ?? detail.current;
  const isTall = content.text.split('\n').length > tallLines;
  // Beside the wording where fields or a long list of steps would push them out of sight.
  const isBeside = isEditing || isTall;
  const options = <Options options={content.options} letter={content.letter} isPreview={edit?.preview != null} isNarrow={isBeside} />;
  return (
    <section ref={card} tabIndex={-1} className={classes['card']} aria-label="Question card" data-editing={isEditing || undefined}>
      <div
        className={classes['columns']}
        data-editing={isEditing || undefined}
        data-tall={isTall || undefined}
        data-many={Object.keys(roles ?? {}).length > 4 || undefined}
      >
        <div className={classes['column']}>
          <div className={classes['head']}>
            <div className={classes['title']}>
              <h2 title={detail.task}>{type?.title ?? shortTaskName(detail.task)}</h2>
              {type !== null && <AboutType about={type.about} convention={convention} />}
            </div>
            <VerdictMark verdict={detail.verdict} />
            {detail.isFlagged && (
              <span className={classes['flag']}>
                <IconFlagFilled size={13} aria-hidden /> Flagged
              </span>
            )}
            {type === null && <span className={classes['readOnly']}>type not known yet: shown as stored</span>}
          </div>
          {(draftText === null || !isEditing) && <QuestionText text={content.text} />}
          {isEditing && limit !== null && <p className={classes['readOnly']}>{limit}</p>}
          {isEditing && <RoleFields />}
          {isEditing && <EditWording text={content.text} />}
          {!isBeside && options}
        </div>
        {isBeside && <div className={classes['column']}>{edit === null ? options : <EditOptions edit={edit} />}</div>}
        <AnswerPanel edit={edit} />
        {!isEditing && <History />}
      </div>
      {isEditing ? <EditBar edit={edit} decide={decide} /> : <ActionBar decide={decide} />}
    </section>
  );
}

/** When an edit closes, its fields go and the focus with them: then the card takes it, and the reader stays where they were. */
function useFocusKept(isEditing: boolean) {
  const card = useRef<HTMLElement>(null);
  const wasEditing = useRef(isEditing);
  useEffect(() => {
    if (wasEditing.current && !isEditing && document.activeElement === document.body) card.current?.focus({ preventScroll: true });
    wasEditing.current = isEditing;
  }, [isEditing]);
  return card;
}
