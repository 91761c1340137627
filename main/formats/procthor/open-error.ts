import { AppError } from '../../../shared/errors.ts';

/** The typed error for a file that cannot be opened: `file.missing` or `file.unreadable`. */
export function openError(file: string, cause: unknown): AppError {
  const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = isMissing ? `There is no file ${file}.` : `${file} cannot be read: ${reason}`;
  return new AppError(isMissing ? 'file.missing' : 'file.unreadable', message, { where: { file }, cause });
}
