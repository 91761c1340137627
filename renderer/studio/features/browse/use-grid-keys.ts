import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useRef, useState } from 'react';
import type { QuestionRow } from '../../../../shared/api/index.ts';
import { goTo } from '../../navigation.ts';
import { rowHeightPx } from './BrowseRow.tsx';
import { copyRows } from './copy-rows.ts';
import { isSelected, select, selectAll, selectNone, toggle, useSelection } from './selection.ts';
import type { Rows } from './use-rows.ts';

/** Height of the table's head, which covers the rows under it. */
const headPx = 30;

/** The table by keyboard and mouse: one active row, ranges from an anchor. */
export function useGridKeys(grid: {
  readonly rows: Rows;
  readonly total: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Rows in sight. */
  readonly pageRows: number;
}) {
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const latest = useRef(grid);
  latest.current = grid;

  const selectRange = useCallback(async (from: number, to: number) => {
    const found = await latest.current.rows.load(Math.min(from, to), Math.max(from, to));
    select(
      found.map(({ id }) => id),
      true,
    );
  }, []);

  const moveTo = (place: number, isRange: boolean) => {
    const to = Math.max(0, Math.min(grid.total - 1, place));
    setActive(to);
    reveal(grid.scroller.current, to);
    if (isRange) void selectRange(anchor.current, to);
    else anchor.current = to;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const isRange = event.shiftKey;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + grid.pageRows,
      PageUp: active - grid.pageRows,
      Home: 0,
      End: grid.total - 1,
    };
    const step = steps[event.key];
    const row = grid.rows.at(active);
    const isCtrl = event.ctrlKey || event.metaKey;
    if (step !== undefined) moveTo(step, isRange);
    else if (event.key === ' ' && row !== undefined) toggle(row.id);
    else if (event.key === 'Enter' && row !== undefined) goTo({ screen: 'review', questionId: row.id });
    else if (event.key === 'Escape') selectNone();
    else if (isCtrl && event.key.toLowerCase() === 'a') selectAll();
    else if (isCtrl && event.key.toLowerCase() === 'c' && grid.total > 0) void copyRows(grid.rows, grid.total, active);
    else return;
    event.preventDefault();
    // Some of these are keys of other screens too.
    event.stopPropagation();
  };

  const onRowPress = useCallback(
    (index: number, row: QuestionRow, event: MouseEvent, isCheck: boolean) => {
      setActive(index);
      if (event.detail === 2 && !isCheck) goTo({ screen: 'review', questionId: row.id });
      else if (event.shiftKey) void selectRange(anchor.current, index);
      else {
        anchor.current = index;
        if (isCheck || event.ctrlKey || event.metaKey) toggle(row.id);
        else if (!isSelected(useSelection.getState(), row.id) || useSelection.getState().isAll) {
          selectNone();
          select([row.id], true);
        }
      }
    },
    [selectRange],
  );
  return { active: Math.min(active, Math.max(0, grid.total - 1)), onKeyDown, onRowPress };
}

function reveal(scroller: HTMLDivElement | null, index: number): void {
  if (scroller === null) return;
  const top = index * rowHeightPx;
  const height = scroller.clientHeight - headPx;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + rowHeightPx > scroller.scrollTop + height) scroller.scrollTop = top + rowHeightPx - height;
}
