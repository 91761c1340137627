// biome-ignore-all lint/a11y/useSemanticElements: a table of a million rows exists only where it is in sight, so its parts are no table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; its rows are reached by keys through aria-activedescendant
import { memo, type ReactNode } from 'react';
import type { QuestionRow } from '../../../../shared/api/index.ts';
import classes from './BrowseTable.module.css';
import { cellText, columns } from './columns.tsx';

type CellContent = (context: { readonly row: { readonly original: QuestionRow } }) => unknown;

const contents = new Map(columns.map((column) => [column.id, column.cell as unknown as CellContent]));

/** One cell: what the column's definition makes of the row. */
export const Cell = memo(function Cell({ id, row, index }: { readonly id: string; readonly row: QuestionRow; readonly index: number }) {
  const content = contents.get(id)?.({ row: { original: row } }) as ReactNode;
  return (
    <div role="gridcell" aria-colindex={index} className={classes['cell']} title={cellText(id, row)}>
      {content}
    </div>
  );
});
