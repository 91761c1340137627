/** A cell of a CSV row by its place in the row's text, quotes included. */
interface CellSpan {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** The places of a row's cells (RFC 4180); a row may hold line breaks inside quotes. */
export function cellSpans(row: string, delimiter: string): CellSpan[] {
  const spans: CellSpan[] = [];
  for (let at = 0; at <= row.length; at += 1) {
    const start = at;
    const isQuoted = row[at] === '"';
    if (isQuoted) {
      at += 1;
      while (at < row.length && !(row[at] === '"' && row[at + 1] !== '"')) at += row[at] === '"' ? 2 : 1;
    }
    while (at < row.length && row[at] !== delimiter) at += 1;
    spans.push({ start, end: at, isQuoted });
  }
  return spans;
}

/** What a row's cells say. */
export function cellsOf(row: string, delimiter: string): string[] {
  return cellSpans(row, delimiter).map(({ start, end, isQuoted }) => {
    const text = row.slice(start, end);
    const close = isQuoted ? text.lastIndexOf('"') : -1;
    // What follows a closing quote belongs to nobody; it is kept as it is.
    return close > 0 ? text.slice(1, close).replaceAll('""', '"') + text.slice(close + 1) : text;
  });
}

/** The delimiter of a header line: the most frequent of comma, semicolon and tab. */
export function delimiterOf(header: string): string {
  const count = (mark: string) => header.split(mark).length - 1;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** The row with some cells replaced, by column; a cell that was quoted stays quoted, and every other byte stays. */
export function editCells(row: string, delimiter: string, changes: ReadonlyMap<number, string>): string {
  return cellSpans(row, delimiter).reduceRight((text, { start, end, isQuoted }, column) => {
    const value = changes.get(column);
    return value === undefined ? text : text.slice(0, start) + csvCell(value, delimiter, isQuoted) + text.slice(end);
  }, row);
}

/** A value as a cell, quoted where it must be. */
export function csvCell(value: string, delimiter: string, isQuoted = false): string {
  const mustQuote = isQuoted || /["\r\n]|^\s|\s$/.test(value) || value.includes(delimiter);
  return mustQuote ? `"${value.replaceAll('"', '""')}"` : value;
}
