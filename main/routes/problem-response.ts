import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ProblemDetails } from '../../shared/api/index.ts';
import { AppError, type ErrorCode, problemFromError } from '../../shared/errors.ts';
import { jsonResponse } from './register-route.ts';

/** Status of each code; those not named are 400 (the caller's input). */
const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  'auth.refused': 403,
  'not-found': 404,
  'file.missing': 404,
  'dataset.missing-video': 404,
  'method-not-allowed': 405,
  'workspace.none-open': 409,
  'workspace.locked': 409,
  'file.exists': 409,
  'shard.changed': 409,
  'decision.stale': 409,
  'decision.illegal': 409,
  'generation.running': 409,
  'render.lost': 409,
  cancelled: 409,
  'question.underivable': 422,
  internal: 500,
  'native.unavailable': 501,
  'not-yet': 501,
  'file.write-failed': 507,
};

/** Renders any error as `application/problem+json` (RFC 9457) with our code. An unexpected one is also logged: nobody else will. */
export function problemResponse(error: unknown): Response {
  if (!(error instanceof AppError)) console.error(error);
  const { code, message, ...place } = problemFromError(error);
  const status = statuses[code] ?? 400;
  const details: ProblemDetails = { type: 'about:blank', title: titleOf(code), status, detail: message, code, ...place };
  return jsonResponse(status, 'application/problem+json', details);
}

function titleOf(code: ErrorCode): string {
  const words = code.replaceAll(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
