// biome-ignore-all lint/a11y/useSemanticElements: a table of a million rows exists only where it is in sight, so its parts are no table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; its rows are reached by keys through aria-activedescendant
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { QuestionRow } from '../../../../shared/api/index.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { strings } from '../../strings/strings.ts';
import { orderOf } from '../lists/list-labels.ts';
import { listText, setList, useList } from '../lists/list-store.ts';
import { BrowseRow, rowElementId, rowHeightPx } from './BrowseRow.tsx';
import classes from './BrowseTable.module.css';
import { useColumns } from './column-store.ts';
import { columns, features, gridTrack, orderOfColumn } from './columns.tsx';
import { isSelected, selectAll, selectNone, useSelection } from './selection.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useRows } from './use-rows.ts';

const noData: QuestionRow[] = [];
const checkWidthPx = 34;

/** A table over the whole list, however long: only the rows in sight exist. */
export const BrowseTable = memo(function BrowseTable({ onTotal }: { readonly onTotal: (total: number | null) => void }) {
  const list = useList((state) => state.list);
  const { order, hidden } = useColumns();
  const visibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]);
  const columnOrder = useMemo(() => [...order], [order]);
  const table = useTable({ features, columns, data: noData, state: { columnOrder, columnVisibility: visibility } });
  const shown = table.getVisibleLeafColumns();
  const widthPx = checkWidthPx + shown.reduce((sum, column) => sum + column.getSize(), 0);
  const grid = `${checkWidthPx}px ${shown.map((column) => gridTrack(column.id, column.getSize())).join(' ')}`;

  const scroller = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState(0);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 60];
  const rows = useRows(listText(list), first, last);
  // While it is rendered, not after: the table is drawn once, with the rows that the new length lets in.
  if (rows.total !== null && rows.total !== total) setTotal(rows.total);
  useEffect(() => onTotal(rows.total), [rows.total, onTotal]);
  const selection = useSelection();
  const { active, onKeyDown, onRowPress } = useGridKeys({ rows, total, scroller, pageRows: Math.max(1, last - first - 24) });
  const activeRow = rows.at(active);
  const isWhole = selection.isAll && selection.ids.size === 0;
  return (
    <div className={classes['frame']}>
      <ErrorNote error={rows.error} />
      <div
        ref={scroller}
        className={classes['scroller']}
        role="grid"
        tabIndex={0}
        aria-label={strings.lists.browse.table}
        aria-description={strings.lists.browse.keys}
        aria-rowcount={total + 1}
        aria-colcount={shown.length + 1}
        aria-multiselectable
        aria-busy={rows.total === null}
        aria-activedescendant={activeRow === undefined ? undefined : rowElementId(active)}
        onKeyDown={onKeyDown}
      >
        <div className={classes['head']} role="row" aria-rowindex={1} style={{ gridTemplateColumns: grid, minWidth: widthPx }}>
          <div role="columnheader" aria-colindex={1} className={classes['check']}>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={isWhole ? strings.lists.browse.selectNone : strings.lists.browse.selectAll}
              checked={isWhole}
              onChange={() => (isWhole ? selectNone() : selectAll())}
            />
          </div>
          {shown.map((column, index) => (
            <HeadCell key={column.id} id={column.id} title={String(column.columnDef.header)} index={index + 2} />
          ))}
        </div>
        <div role="presentation" className={classes['sheet']} style={{ height: virtualizer.getTotalSize(), minWidth: widthPx }}>
          {items.map((item) => {
            const row = rows.at(item.index);
            return (
              <BrowseRow
                key={item.index}
                row={row}
                index={item.index}
                top={item.start}
                grid={grid}
                columnIds={order}
                hidden={hidden}
                isActive={item.index === active}
                isSelected={row !== undefined && isSelected(selection, row.id)}
                onPress={onRowPress}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
});

const HeadCell = memo(function HeadCell({ id, title, index }: { readonly id: string; readonly title: string; readonly index: number }) {
  const order = orderOfColumn[id];
  const isOrdering = useList(({ list }) => order !== undefined && orderOf(list) === order);
  const isReversed = useList(({ list }) => list.reverse === 'true');
  const sort = () => setList({ order: order === 'shard' ? undefined : order, reverse: isOrdering && !isReversed ? 'true' : undefined });
  return (
    <div role="columnheader" aria-colindex={index} aria-sort={isOrdering ? (isReversed ? 'descending' : 'ascending') : undefined}>
      {order === undefined ? (
        title
      ) : (
        <button type="button" className={classes['sort']} onClick={sort}>
          {title}
          {isOrdering && (isReversed ? <IconArrowUp size={13} aria-hidden /> : <IconArrowDown size={13} aria-hidden />)}
        </button>
      )}
    </div>
  );
});
