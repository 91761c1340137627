import { type ErrorCode, type Place, problemFromError } from '../../shared/errors.ts';

/** An error answer of the backend, or its silence (`status` 0). The screens switch on `code`, never on the message. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly where: Place;

  constructor(code: ErrorCode, message: string, options: { status: number; where?: Place; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.where = options.where ?? {};
  }
}

/** Code and sentence to show for anything that was thrown, also for errors of our own formulas. */
export function describeError(error: unknown): { readonly code: ErrorCode; readonly message: string } {
  if (error instanceof ApiError) return { code: error.code, message: error.message };
  return problemFromError(error);
}
