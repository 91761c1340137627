/** Every code an error or a problem report can carry; the UI and the command line switch on these, never on messages. */
export const errorCodes = [
  'input.invalid',
  'input.unsupported',
  'file.missing',
  'file.unreadable',
  'file.malformed',
  'file.truncated',
  'file.exists',
  'file.write-failed',
  'house.invalid',
  'house.no-assets',
  'house.unknown-asset',
  'house.no-walk',
  'dataset.incomplete-scene',
  'dataset.ambiguous-video',
  'dataset.missing-video',
  'dataset.frame-count-mismatch',
  'dataset.video-timestamps',
  'dataset.video-rate-mismatch',
  'dataset.video-size-mismatch',
  'question.unknown-type',
  'question.malformed',
  'question.underivable',
  'generation.running',
  'mix.shortfall',
  'workspace.not-a-workspace',
  'workspace.newer-version',
  'workspace.locked',
  'workspace.none-open',
  'shard.changed',
  'decision.stale',
  'decision.illegal',
  'render.no-page',
  'render.lost',
  'render.no-encoder',
  'native.unavailable',
  'auth.refused',
  'not-found',
  'method-not-allowed',
  'not-yet',
  'cancelled',
  'internal',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/**
 * The one error class of the product. The message says what happened, what is intact and what to do;
 * `where` names the file, line or item, so that a report can list it without parsing text.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly where: Place;

  constructor(code: ErrorCode, message: string, options: { where?: Place; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.where = options.where ?? {};
  }
}

/** Where in the input something is: a file, a 1-based line in it, or an item (question, object, house) by id. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly item?: string;
}

/** One entry of a problem report: something of the input was skipped or is suspicious, and the rest went on. */
export interface Problem extends Place {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The problem that reports a caught error; an unexpected one is reported as `internal` with its own message. */
export function problemFromError(error: unknown, place: Place = {}): Problem {
  if (error instanceof AppError) return { ...place, ...error.where, code: error.code, message: error.message };
  return { ...place, code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** Ends a switch over a closed set: a forgotten case is a compile error, and a loud one at run time. */
export function missingCase(value: never): never {
  throw new AppError('internal', `A case is missing for ${JSON.stringify(value)}.`);
}
