/** One measured figure. */
export interface BenchEntry {
  readonly median: number;
  readonly p95?: number;
  readonly unit: string;
  readonly budget?: number;
  readonly within?: boolean;
  readonly beside?: Readonly<Record<string, { readonly median: number; readonly p95?: number; readonly ratio: number }>>;
  /** The same measured over and over, in its order. */
  readonly series?: readonly Readonly<Record<string, number>>[];
}

/** Value below which the share `q` of the samples lies. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** Three significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** An entry for durations in milliseconds; the budget is on p95. */
export function latencyEntry(samplesMs: readonly number[], budgetMs?: number): BenchEntry {
  const p95 = rounded(quantile(samplesMs, 0.95));
  const budget = budgetMs === undefined ? {} : { budget: budgetMs, within: p95 <= budgetMs };
  return { median: rounded(quantile(samplesMs, 0.5)), p95, unit: 'ms', ...budget };
}

/** An entry for the time of a whole stage in milliseconds; the budget is on the median. */
export function durationEntry(samplesMs: readonly number[], budgetMs: number): BenchEntry {
  const entry = latencyEntry(samplesMs);
  return { ...entry, budget: budgetMs, within: entry.median <= budgetMs };
}

/** An entry for rates (more is better); the budget is on the median. */
export function rateEntry(samples: readonly number[], unit: string, budget?: number): BenchEntry {
  const median = rounded(quantile(samples, 0.5));
  return { median, unit, ...(budget === undefined ? {} : { budget, within: median >= budget }) };
}
