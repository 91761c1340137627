import type { VerifyReport } from './verify-questions.ts';

/** At most this many disagreements are shown to people; `--json` has all. */
const mostShown = 20;

/** A report for people: a table by type with totals, the first disagreements, and what was undecidable by reason. */
export function linesFromReport(report: VerifyReport): readonly string[] {
  return [...tableLines(report), ...disagreementLines(report), ...undecidableLines(report)];
}

function tableLines({ byType, agree, disagree, undecidable, questions }: VerifyReport): string[] {
  const head = ['type', 'questions', 'agree', 'disagree', 'undecidable'];
  const rows = Object.entries(byType).map(([type, c]) => [type, ...[sumOf(c), c.agree, c.disagree, c.undecidable].map(grouped)]);
  const total = ['all', ...[questions, agree, disagree, undecidable].map(grouped)];
  const all = [head, ...rows, total];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lined = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lined(head), rule, ...rows.map(lined), rule, lined(total)];
}

function disagreementLines({ disagreements }: VerifyReport): string[] {
  if (disagreements.length === 0) return [];
  const shown = disagreements.slice(0, mostShown).flatMap(({ id, type, file, line, stored, derived, reason, message }) => {
    const said = reason === 'answer' ? [] : [`    ${message}`];
    return [`  ${id} ${type} (${reason}): stored ${stored}, derived ${derived}  ${file}:${line}`, ...said];
  });
  const left = disagreements.length - mostShown;
  return ['', 'Disagreements:', ...shown, ...(left > 0 ? [`  … and ${grouped(left)} more (--json lists all)`] : [])];
}

function undecidableLines({ undecided }: VerifyReport): string[] {
  if (undecided.length === 0) return [];
  const byReason = [...Map.groupBy(undecided, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length);
  const width = Math.max(...byReason.map(([, entries]) => grouped(entries.length).length));
  const lines = byReason.map(
    ([reason, entries]) => `  ${grouped(entries.length).padStart(width)}  ${reason}: ${entries[0]?.message ?? ''}`,
  );
  return ['', 'Undecidable, with the first of each reason:', ...lines];
}

function sumOf(counts: { readonly agree: number; readonly disagree: number; readonly undecidable: number }): number {
  return counts.agree + counts.disagree + counts.undecidable;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
