// biome-ignore-all lint/a11y/useSemanticElements: a table of a million rows exists only where it is in sight, so its parts are no table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; its rows are reached by keys through aria-activedescendant
import { type MouseEvent, memo } from 'react';
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
  const { row, index } = props;
  const place = { transform: `translateY(${props.top}px)`, height: rowHeightPx, gridTemplateColumns: props.grid };
  if (row === undefined) return <div role="presentation" className={classes['pending']} style={place} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid moves and selects by keys of its own
    <div
      id={rowElementId(index)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      className={classes['row']}
      data-active={props.isActive || undefined}
      style={place}
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
