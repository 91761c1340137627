import { create } from 'zustand';
import type { SelectionInput } from '../../../../shared/api/index.ts';
import { type ListState, listText, useList } from '../lists/list-store.ts';

/** What is selected: some questions, or every one of the list but some. */
export interface RowSelection {
  readonly isAll: boolean;
  /** Selected ones, or with `isAll` those that are not. */
  readonly ids: ReadonlySet<string>;
}

const nothing: RowSelection = { isAll: false, ids: new Set() };

/** The table's selection. It outlives scrolling; another list begins with none. */
export const useSelection = create<RowSelection>(() => nothing);

useList.subscribe(() => selectNone());

/** True where a question is selected. */
export function isSelected({ isAll, ids }: RowSelection, id: string): boolean {
  return ids.has(id) !== isAll;
}

/** How many are selected of a list of `total`. */
export function selectedCount({ isAll, ids }: RowSelection, total: number): number {
  return isAll ? Math.max(0, total - ids.size) : ids.size;
}

/** Selects every question of the list, loaded or not. */
export function selectAll(): void {
  useSelection.setState({ isAll: true, ids: new Set() });
}

/** Selects none. */
export function selectNone(): void {
  useSelection.setState(nothing);
}

/** Selects or deselects questions. */
export function select(ids: readonly string[], isWanted: boolean): void {
  const { isAll, ids: before } = useSelection.getState();
  const next = new Set(before);
  for (const id of ids) {
    if (isWanted !== isAll) next.add(id);
    else next.delete(id);
  }
  useSelection.setState({ isAll, ids: next });
}

/** Turns one question's selection. */
export function toggle(id: string): void {
  select([id], !isSelected(useSelection.getState(), id));
}

/** The selection as routes take it. */
export function selectionInput({ isAll, ids }: RowSelection, list: ListState): SelectionInput {
  return isAll ? { list: listText(list), except: [...ids] } : { ids: [...ids] };
}
