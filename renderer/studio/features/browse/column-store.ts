import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { columns, hiddenAtFirst } from './columns.tsx';

/** Which columns are shown, in which order; kept in this browser. */
export interface ColumnChoice {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
}

const atFirst: ColumnChoice = { order: columns.map(({ id }) => id ?? ''), hidden: hiddenAtFirst };

/** The reviewer's columns. */
export const useColumns = create<ColumnChoice>()(persist<ColumnChoice>(() => atFirst, { name: 'sightline-columns', merge }));

/** Columns that a newer version has come last. */
function merge(stored: unknown, now: ColumnChoice): ColumnChoice {
  const { order = [], hidden = now.hidden } = (stored ?? {}) as Partial<ColumnChoice>;
  const known = order.filter((id) => now.order.includes(id));
  return { order: [...known, ...now.order.filter((id) => !known.includes(id))], hidden: hidden.filter((id) => now.order.includes(id)) };
}

/** Shows or hides a column; the last one stays. */
export function showColumn(id: string, isShown: boolean): void {
  useColumns.setState(({ order, hidden }) => {
    const next = isShown ? hidden.filter((each) => each !== id) : [...hidden, id];
    return next.length >= order.length ? {} : { hidden: next };
  });
}

/** Moves a column by one place. */
export function moveColumn(id: string, step: -1 | 1): void {
  useColumns.setState(({ order }) => {
    const from = order.indexOf(id);
    const to = from + step;
    if (from < 0 || to < 0 || to >= order.length) return {};
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    return { order: next };
  });
}

/** The columns of a first visit. */
export function resetColumns(): void {
  useColumns.setState(atFirst);
}
