import { IconEqualNot, IconFlagFilled, IconHelpCircle, IconHourglass } from '@tabler/icons-react';
import { memo } from 'react';
import type { QuestionRow } from '../../../../shared/api/index.ts';
import { VerdictMark } from '../../../ui/VerdictMark.tsx';
import { agreementLabels } from '../../../ui/verdict-look.ts';
import { revealHidden } from '../question/reveal-hidden.ts';
import { shortTaskName } from '../question/task-name.ts';
import classes from './QueuePanel.module.css';

/** Height of a row; all are equal, so that a list of a million needs no measuring. */
export const rowHeightPx = 84;

/** Element id of a question's row. */
export function rowId(questionId: string): string {
  return `queue-${questionId}`;
}

/** One question in the queue. */
export const QueueRow = memo(function QueueRow(props: {
  readonly row: QuestionRow;
  readonly top: number;
  readonly position: number;
  readonly total: number;
  readonly isCurrent: boolean;
  readonly onOpen: (questionId: string) => void;
}) {
  const { row, isCurrent } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox moves by the arrow keys of the key registry
    // biome-ignore lint/a11y/useFocusableInteractive: options of a listbox are reached through aria-activedescendant
    <div
      id={rowId(row.id)}
      role="option"
      aria-selected={isCurrent}
      aria-posinset={props.position}
      aria-setsize={props.total}
      className={classes['row']}
      data-verdict={row.verdict}
      style={{ transform: `translateY(${props.top}px)`, height: rowHeightPx }}
      onClick={() => props.onOpen(row.id)}
    >
      <span className={classes['rowHead']}>
        <VerdictMark verdict={row.verdict} />
        <span className={classes['task']} title={shortTaskName(row.task)}>
          {shortTaskName(row.task)}
        </span>
        {row.isFlagged && (
          <span className={classes['flag']}>
            <IconFlagFilled size={12} aria-label="Flagged" />
          </span>
        )}
      </span>
      <span className={classes['text']}>{revealHidden(row.text)}</span>
      <span className={classes['rowFoot']}>
        <span className={classes['answer']}>{revealHidden(row.answer)}</span>
        <Agreement row={row} />
        {row.marginScore !== null && (
          <span className={classes['margin']} title={`Margin ${Math.round(row.marginScore * 100)} %`}>
            <span style={{ width: `${Math.max(4, row.marginScore * 100)}%` }} />
          </span>
        )}
      </span>
    </div>
  );
});

function Agreement({ row }: { readonly row: QuestionRow }) {
  if (row.agreement === 'agree') return null;
  if (row.agreement === 'unchecked')
    return <IconHourglass size={13} className={classes['undecidable'] ?? ''} aria-label={agreementLabels.unchecked} />;
  if (row.agreement === 'undecidable')
    return <IconHelpCircle size={13} className={classes['undecidable'] ?? ''} aria-label={agreementLabels.undecidable} />;
  return (
    <span className={classes['agreement']}>
      <IconEqualNot size={13} aria-hidden />
      {agreementLabels[row.agreement]}
    </span>
  );
}
