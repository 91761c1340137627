import { agreements, type Facets } from '../../shared/api/index.ts';
import { findingsFromBits } from '../../shared/findings/finding-kinds.ts';
import { verdicts } from '../../shared/model/decision.ts';
import { namesFromColumn } from '../store/listing-columns.ts';
import type { FilterDimension, RowTest } from './filter-rows.ts';
import { flagBits, type QuestionColumns } from './question-columns.ts';

const mostValues = 1000;

/** A column to count by: which number a row has there. Numbers are dense, so that counts are plain arrays. */
interface CountedColumn {
  readonly dimension: FilterDimension;
  readonly numberOf: (row: number) => number;
  readonly counts: Uint32Array;
  readonly namesOf: (value: number) => readonly string[];
}

/**
 * What each further choice would leave; see `facetsSchema`. One pass: a question counts for a dimension when everything but that dimension's
 * own test lets it pass, that is, for all when it passes every test, and for one when that one's test is all it fails.
 */
export function countFacets(columns: QuestionColumns, tests: readonly RowTest[]): Omit<Facets, 'textIndex'> {
  const counted = countedColumns(columns);
  const margin = new Array<number>(10).fill(0);
  let [total, hasDisagreement] = [0, false];
  for (let row = 0; row < columns.count; row += 1) {
    if (!Number.isNaN(columns.disagreement[row])) hasDisagreement = true;
    const failed = failedDimension(tests, row);
    if (failed === 'several') continue;
    if (failed === null) total += 1;
    for (const { dimension, numberOf, counts } of counted) {
      if (failed !== null && failed !== dimension) continue;
      const value = numberOf(row);
      counts[value] = (counts[value] as number) + 1;
    }
    const score = columns.margin[row] as number;
    if (Number.isNaN(score) || (failed !== null && failed !== 'margin')) continue;
    const tenth = Math.min(9, Math.floor(score * 10));
    margin[tenth] = (margin[tenth] as number) + 1;
  }
  const named = Object.fromEntries(counted.map((column) => [column.dimension, namedCounts(column)]));
  return { ...(named as Record<CountedDimension, [string, number][]>), total, margin, hasDisagreement };
}

type CountedDimension = Exclude<FilterDimension, 'margin' | 'text'>;

function countedColumns(columns: QuestionColumns): CountedColumn[] {
  const { names, flags } = columns;
  const column = (dimension: CountedDimension, values: readonly string[], numberOf: (row: number) => number, hasSets = false) => ({
    dimension,
    numberOf,
    counts: new Uint32Array(values.length),
    namesOf: (value: number) =>
      hasSets ? namesFromColumn(values[value] as string) : values[value] === '' ? [] : [values[value] as string],
  });
  const flag = (dimension: CountedDimension, bit: number) =>
    column(dimension, ['false', 'true'], (row) => (((flags[row] as number) & bit) === 0 ? 0 : 1));
  return [
    column('task', names.task.values, (row) => columns.task[row] as number),
    column('verdict', verdicts, (row) => columns.verdict[row] as number),
    column('agreement', agreements, (row) => columns.agreement[row] as number),
    findingColumn(columns),
    column('object', names.objects.values, (row) => columns.objects[row] as number, true),
    column('room', names.rooms.values, (row) => columns.rooms[row] as number, true),
    column('scene', names.scene.values, (row) => columns.scene[row] as number),
    column('reviewer', names.reviewer.values, (row) => columns.reviewer[row] as number),
    column('reason', names.reason.values, (row) => columns.reason[row] as number),
    flag('flagged', flagBits.flagged),
    flag('comment', flagBits.comment),
    flag('edited', flagBits.edited),
  ];
}

/** Combinations of findings get dense numbers as they are met; there are few. */
function findingColumn(columns: QuestionColumns): CountedColumn {
  const ids = new Map<number, number>();
  const met: number[] = [];
  for (let row = 0; row < columns.count; row += 1) {
    const bits = columns.findings[row] as number;
    if (ids.has(bits)) continue;
    ids.set(bits, met.length);
    met.push(bits);
  }
  return {
    dimension: 'finding',
    numberOf: (row) => ids.get(columns.findings[row] as number) as number,
    counts: new Uint32Array(met.length),
    namesOf: (value) => findingsFromBits(met[value] as number),
  };
}

/** Most frequent first. */
function namedCounts({ counts, namesOf }: CountedColumn): [string, number][] {
  const totals = new Map<string, number>();
  counts.forEach((count, value) => {
    if (count > 0) for (const name of namesOf(value)) totals.set(name, (totals.get(name) ?? 0) + count);
  });
  return [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, mostValues);
}

function failedDimension(tests: readonly RowTest[], row: number): FilterDimension | 'several' | null {
  let failed: FilterDimension | null = null;
  for (const { dimension, passes } of tests) {
    if (passes(row)) continue;
    if (failed !== null) return 'several';
    failed = dimension;
  }
  return failed;
}
