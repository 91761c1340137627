import { AppError } from '../../shared/errors.ts';

/** Where a page ended: whether its last row is undecided (0) or not (1), its key in the list's order (null: comes last), its `seq`. */
export type ListCursor = readonly [part: 0 | 1, key: number | null, seq: number];

/** A cursor as pages give it: opaque to whoever reads it. */
export function textFromCursor(cursor: ListCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** The inverse of {@link textFromCursor}. @throws AppError `input.invalid` for any other text. */
export function parseCursor(text: string): ListCursor {
  try {
    const [part, key, seq] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if ((part === 0 || part === 1) && (key === null || typeof key === 'number') && typeof seq === 'number') return [part, key, seq];
  } catch {
    // Falls through to the one error for every unreadable cursor.
  }
  throw new AppError('input.invalid', 'The cursor is not one that a page of the queue gave. Start again from the first page.');
}
