import { create } from 'zustand';
import { type FilterText, type ListText, questionListSchema } from '../../../../shared/api/index.ts';
import { joinList, splitList } from '../../../../shared/api/list-values.ts';

/** Name of one part of a list: a filter or something about its order. */
export type ListKey = keyof typeof questionListSchema.shape;

/** A list as it stands in a link: every value is text, what is not given is not there. */
export type ListState = Readonly<Partial<Record<ListKey, string>>>;

/** Parts of a list that narrow it by values that one can choose several of. */
export const valueKeys = ['verdict', 'agreement', 'task', 'finding', 'object', 'room', 'scene', 'reviewer', 'reason'] as const;
/** One of {@link valueKeys}. */
export type ValueKey = (typeof valueKeys)[number];

/** Parts of a list that are yes or no. */
export const flagKeys = ['flagged', 'comment', 'edited'] as const;

const filterKeys: readonly ListKey[] = [...valueKeys, ...flagKeys, 'marginMin', 'marginMax', 'text'];

/** The list that queue and table share. */
export const useList = create<{ readonly list: ListState }>(() => ({ list: {} }));

/** Changes parts of the list; undefined and empty values take a part away. */
export function setList(part: Partial<Record<ListKey, string | undefined>>): void {
  replaceList({ ...useList.getState().list, ...part });
}

/** Shows another list. */
export function replaceList(list: Partial<Record<ListKey, string | undefined>>): void {
  const given = Object.entries(list).filter(([, value]) => value !== undefined && value !== '');
  useList.setState({ list: Object.fromEntries(given) as ListState });
}

/** Takes every filter away; the order stays. */
export function clearFilters(): void {
  const kept = Object.entries(useList.getState().list).filter(([key]) => !filterKeys.includes(key as ListKey));
  replaceList(Object.fromEntries(kept));
}

/** True where anything narrows the list. */
export function isNarrowed(list: ListState): boolean {
  return filterKeys.some((key) => list[key] !== undefined);
}

/** The values chosen for a part. */
export function valuesOf(list: ListState, key: ValueKey): string[] {
  return splitList(list[key] ?? '');
}

/** Adds a value to a part, or takes it away. */
export function toggleValue(key: ValueKey, value: string): void {
  const values = valuesOf(useList.getState().list, key);
  setList({ [key]: joinList(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]) });
}

/** The list as routes take it. */
export function listText(list: ListState): ListText {
  return list as ListText;
}

/** A list in a link's query; what no list has, or has otherwise, is left out. */
export function listFromQuery(query: string): ListState {
  const given = Object.fromEntries(new URLSearchParams(query));
  const known = Object.entries(given).filter(
    ([key, value]) => Object.hasOwn(questionListSchema.shape, key) && questionListSchema.safeParse({ [key]: value }).success,
  );
  return Object.fromEntries(known) as ListState;
}

/** The inverse of {@link listFromQuery}. */
export function queryFromList(list: ListState): string {
  return new URLSearchParams(Object.entries(list) as [string, string][]).toString();
}

/** The filter of a list alone, without its order. */
export function filterOf(list: ListState): FilterText {
  return Object.fromEntries(Object.entries(list).filter(([key]) => filterKeys.includes(key as ListKey))) as FilterText;
}
