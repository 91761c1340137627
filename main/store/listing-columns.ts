import type { QuestionListing } from '../../shared/findings/find-in-question.ts';
import { bitsFromFindings, findingsFromBits } from '../../shared/findings/finding-kinds.ts';

/** Names in one column, one per line: `bed\ndesk`. No name holds a line break. */
const separator = '\n';

/** The columns of a {@link QuestionListing}, in `question` and `question_state` alike. */
export interface ListingColumns {
  /** Bits of `findingKinds`; null where nobody has looked (a workspace of an older version). */
  readonly findings: number | null;
  readonly objects: string;
  readonly rooms: string;
}

/** The columns that hold a listing. */
export function columnsFromListing(listing: QuestionListing): ListingColumns {
  return {
    findings: bitsFromFindings(listing.findings),
    objects: objectsColumn(listing),
    rooms: listing.rooms.map(oneLine).join(separator),
  };
}

/** The column of its objects alone. */
export function objectsColumn({ objects }: QuestionListing): string {
  return objects.map(oneLine).join(separator);
}

/** The inverse of {@link columnsFromListing}. */
export function listingFromColumns(row: ListingColumns): QuestionListing {
  return { findings: findingsFromBits(row.findings ?? 0), objects: namesFromColumn(row.objects), rooms: namesFromColumn(row.rooms) };
}

/** The names in one column. */
export function namesFromColumn(column: string): string[] {
  return column === '' ? [] : column.split(separator);
}

function oneLine(name: string): string {
  return name.includes(separator) ? name.replaceAll(separator, ' ') : name;
}
