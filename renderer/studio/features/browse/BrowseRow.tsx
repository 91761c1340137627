// biome-ignore-all lint/a11y/useSemanticElements: a table of a million rows exists only where it is in sight, so its parts are no table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; its rows are reached by keys through aria-activedescendant
import { type MouseEvent, memo, useRef } from 'react';
import type { QuestionRow } from '../../../../shared/api/index.ts';
import classes from './BrowseTable.module.css';
import { Cell } from './Cell.tsx';

/** Height of a row; all are equal, so that a table of a million needs no measuring. */
export const rowHeightPx = 30;

/** Element id of the row at a place. */
export function rowElementId(index: number): string {
  return `browse-row-${index}`;
}

/** One question of the table; grey bars while it is on its way. */
export const BrowseRow = memo(function BrowseRow(props: {
  readonly row: QuestionRow | undefined;
  readonly index: number;
  readonly top: number;
  /** Widths of the columns, as a grid template. */
  readonly grid: string;
  readonly columnIds: readonly string[];
  readonly hidden: readonly string[];
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onPress: (index: number, row: QuestionRow, event: MouseEvent, isCheck: boolean) => void;
}) {
  const { index } = props;
  // While another list is on its way the row keeps its cells, unseen and unread: to fill them again is quicker than to build them again.
  const last = useRef(props.row);
  if (props.row !== undefined) last.current = props.row;
  const row = last.current;
  const isPending = props.row === undefined;
  const place = { transform: `translateY(${props.top}px)`, height: rowHeightPx, gridTemplateColumns: props.grid };
  if (row === undefined) return <div role="presentation" className={classes['pending']} style={place} />;
  return (
    <div
      id={isPending ? undefined : rowElementId(index)}
      role="row"
      aria-hidden={isPending || undefined}
      aria-rowindex={isPending ? undefined : index + 2}
      aria-selected={isPending ? undefined : props.isSelected}
      className={isPending ? classes['pending'] : classes['row']}
      data-active={props.isActive || undefined}
      style={place}
      inert={isPending}
      onClick={(event) => props.onPress(index, row, event, false)}
      onDoubleClick={(event) => props.onPress(index, row, event, false)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Space does the same */}
      <div
        role="gridcell"
        aria-colindex={1}
        className={classes['check']}
        onClick={(event) => {
          event.stopPropagation();
          props.onPress(index, row, event, true);
        }}
      >
        <input type="checkbox" tabIndex={-1} readOnly checked={props.isSelected} aria-label={row.id} />
      </div>
      {props.columnIds
        .filter((id) => !props.hidden.includes(id))
        .map((id, column) => (
          <Cell key={id} id={id} row={row} index={column + 2} />
        ))}
    </div>
  );
});
