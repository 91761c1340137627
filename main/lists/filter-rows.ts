import { agreements, type QuestionFilter } from '../../shared/api/index.ts';
import { bitsFromFindings } from '../../shared/findings/finding-kinds.ts';
import { verdicts } from '../../shared/model/decision.ts';
import { namesFromColumn } from '../store/listing-columns.ts';
import type { Interned } from './interned.ts';
import { flagBits, type QuestionColumns } from './question-columns.ts';

/** What a filter can be about; margins and text count as one each. */
export type FilterDimension = Exclude<keyof QuestionFilter, 'marginMin' | 'marginMax'> | 'margin';

/** One condition of a filter. */
export interface RowTest {
  readonly dimension: FilterDimension;
  readonly passes: (row: number) => boolean;
}

/** The conditions of a filter, the cheapest kind first; `hits` marks by row what a search of its text found. */
export function rowTests(columns: QuestionColumns, filter: QuestionFilter, hits: Uint8Array | null): RowTest[] {
  const { names, flags } = columns;
  const tests: RowTest[] = [];
  const add = (dimension: FilterDimension, passes: RowTest['passes']) => tests.push({ dimension, passes });
  const byTable = (dimension: FilterDimension, ids: ArrayLike<number>, table: Uint8Array) =>
    add(dimension, (row) => table[ids[row] as number] === 1);
  const byFlag = (dimension: FilterDimension, wanted: 'true' | 'false' | undefined, bit: number) => {
    if (wanted !== undefined) add(dimension, (row) => (((flags[row] as number) & bit) !== 0) === (wanted === 'true'));
  };
  if (filter.verdict) byTable('verdict', columns.verdict, tableOf(verdicts, filter.verdict));
  if (filter.agreement) byTable('agreement', columns.agreement, tableOf(agreements, filter.agreement));
  if (filter.task) byTable('task', columns.task, tableOf(names.task.values, filter.task));
  if (filter.scene) byTable('scene', columns.scene, tableOf(names.scene.values, filter.scene));
  if (filter.reviewer) byTable('reviewer', columns.reviewer, tableOf(names.reviewer.values, filter.reviewer));
  if (filter.reason) byTable('reason', columns.reason, tableOf(names.reason.values, filter.reason));
  if (filter.object) byTable('object', columns.objects, tableOfSets(names.objects, filter.object));
  if (filter.room) byTable('room', columns.rooms, tableOfSets(names.rooms, filter.room));
  byFlag('flagged', filter.flagged, flagBits.flagged);
  byFlag('edited', filter.edited, flagBits.edited);
  byFlag('comment', filter.comment, flagBits.comment);
  if (filter.finding) {
    const bits = bitsFromFindings(filter.finding);
    add('finding', (row) => ((columns.findings[row] as number) & bits) !== 0);
  }
  const { marginMin = 0, marginMax = 1 } = filter;
  if (filter.marginMin !== undefined || filter.marginMax !== undefined)
    add('margin', (row) => (columns.margin[row] as number) >= marginMin && (columns.margin[row] as number) <= marginMax);
  if (hits !== null) add('text', (row) => hits[row] === 1);
  return tests;
}

/** Rows of an order that pass every test; with `undecidedFirst` the undecided ones come before the others. */
export function matchingRows(
  columns: QuestionColumns,
  tests: readonly RowTest[],
  {
    rows,
    isReversed,
    undecidedFirst,
  }: { readonly rows: Int32Array | null; readonly isReversed: boolean; readonly undecidedFirst: boolean },
): Int32Array {
  const { count } = columns;
  const found = new Int32Array(count);
  const passes = tests.map((test) => test.passes);
  let length = 0;
  const collect = (part: 'all' | 'undecided' | 'decided') => {
    for (let index = 0; index < count; index += 1) {
      const place = isReversed ? count - 1 - index : index;
      const row = rows === null ? place : (rows[place] as number);
      if (part !== 'all' && (columns.verdict[row] === 0) !== (part === 'undecided')) continue;
      if (passesAll(passes, row)) found[length++] = row;
    }
  };
  if (undecidedFirst) {
    collect('undecided');
    collect('decided');
  } else collect('all');
  return found.slice(0, length);
}

function passesAll(passes: readonly RowTest['passes'][], row: number): boolean {
  for (const pass of passes) if (!pass(row)) return false;
  return true;
}

/** Marks by number which values are wanted. */
function tableOf(values: readonly string[], wanted: readonly string[]): Uint8Array {
  const set = new Set(wanted);
  return Uint8Array.from(values, (value) => (value !== '' && set.has(value) ? 1 : 0));
}

/** Marks by number which texts name at least one of the wanted names. */
function tableOfSets(sets: Interned, wanted: readonly string[]): Uint8Array {
  const set = new Set(wanted);
  return Uint8Array.from(sets.values, (text) => (namesFromColumn(text).some((name) => set.has(name)) ? 1 : 0));
}
