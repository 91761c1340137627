import { notifications } from '@mantine/notifications';
import type { QuestionRow } from '../../../../shared/api/index.ts';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';
import { useColumns } from './column-store.ts';
import { cellText } from './columns.tsx';
import { isSelected, selectedCount, useSelection } from './selection.ts';
import type { Rows } from './use-rows.ts';

const mostRows = 10_000;
const say = strings.lists.browse;

/** Copies the selected rows (the active one where none is) as tab-separated text: ids first, then the columns shown. */
export async function copyRows(rows: Rows, total: number, active: number): Promise<void> {
  const selection = useSelection.getState();
  const count = selectedCount(selection, total);
  const found = count === 0 ? [rows.at(active)].filter((row) => row !== undefined) : await selectedRows(rows, total, count);
  const { order, hidden } = useColumns.getState();
  const shown = order.filter((id) => !hidden.includes(id));
  const lines = [['id', ...shown], ...found.map((row) => [row.id, ...shown.map((id) => cellText(id, row))])];
  await navigator.clipboard.writeText(lines.map((cells) => cells.map(oneCell).join('\t')).join('\n'));
  const message = `${say.copied(found.length.toLocaleString('en'))}${count > found.length ? ` ${say.tooMany(mostRows.toLocaleString('en'))}` : ''}`;
  notifications.show({ message });
  announce(message);
}

/** Selected rows in the order of the list, read page by page until all are found. */
async function selectedRows(rows: Rows, total: number, count: number): Promise<QuestionRow[]> {
  const selection = useSelection.getState();
  const found: QuestionRow[] = [];
  const perStep = 200;
  for (let from = 0; from < total && found.length < Math.min(count, mostRows); from += perStep) {
    const page = await rows.load(from, from + perStep - 1);
    found.push(...page.filter(({ id }) => isSelected(selection, id)));
  }
  return found.slice(0, mostRows);
}

/** A cell must not break the columns, nor be taken for a formula by a spreadsheet. */
function oneCell(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(flat) && Number.isNaN(Number(flat)) ? `'${flat}` : flat;
}
